// Keeps every answer on the phone while it is being given, sends it through the queue, and always says in words which
// of the two is true. A full phone is told before a tap is taken. Files and the time that is left have their place here,
// and so has handing in: answers that wait are sent before it, and without network it waits in the queue behind them.

import { add, flush, given, room, soon, waitingFor } from "./queue.js";

const form = document.querySelector("form[data-attempt]");
const place = form.querySelector("[data-save-state]");
const { attempt, stored } = form.dataset;
// Keys pressed within this time are kept together.
const TYPING = 150;
// A photo over a slow network takes minutes.
const GIVE_UP = 300000;
const AGAIN = 10000;
// How long answers against the clock may wait, and how long after the end they count (cms/docs/sync.md).
const WAIT_MINUTES = 15;
const LATE_MINUTES = 2;
const timers = new Map();
// What stands in the form and is kept, by question: a tap that could not be kept is taken back.
const last = new Map();

let keeping = Promise.resolve();
let full = false;
let told = "";
let ready = false;
let uploading = false;
let retry = 0;

const itemOf = (field) => field?.closest?.(".asked")?.id;
const seenField = (item) => form.elements[`item-${item}-seen`];
const ours = (name, item) => `${name}-`.startsWith(`item-${item}-`) && name !== `item-${item}-seen`;
// No phone keeps a chosen file for a page: it is uploaded.
const fields = (item) => [...new FormData(form)].filter(([name, value]) => ours(name, item) && typeof value === "string");

function say(state, text, count = 0) {
  const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
  place.dataset.state = state;
  place.toggleAttribute("data-notice", Boolean(text) && state === "saved");
  place.textContent = text || place.dataset[state].replace("{time}", time).replace("{count}", count);
}

async function keep(item) {
  const body = { form: fields(item) };
  try {
    const mark = await add({ kind: "save", subject: attempt, item, body, seen: seenField(item).value });
    seenField(item).value = mark;
    [form.elements.command_id.value, form.dataset.seq] = mark.split(":");
    last.set(item, fields(item));
  } catch {
    show(item, { form: last.get(item) });
    refuse();
  }
}

function changed(item) {
  clearTimeout(timers.get(item));
  timers.delete(item);
  if (!seenField(item)) return;
  told = "";
  if ((place.dataset.state ?? "saved") === "saved") say("sending");
  keeping = keeping.then(() => keep(item));
  keeping.then(flush);
}

// Without room and without network nothing can be taken: the words come first, and a tap changes nothing.
function refuse() {
  full = true;
  say("full");
  place.scrollIntoView({ block: "nearest" });
}

function stop(event) {
  if (!full || navigator.onLine || !itemOf(event.target) || event.target.closest("button, a, audio, summary")) return;
  event.preventDefault();
  event.stopPropagation();
  refuse();
}

// What was kept for this page and is not confirmed yet is shown again.
function show(item, body) {
  for (const field of form.elements) {
    if (!ours(field.name, item) || field.type === "file") continue;
    const kept = body.form.filter(([name]) => name === field.name).map(([, value]) => value);
    if (/radio|checkbox/.test(field.type)) field.checked = kept.includes(field.value);
    else if (kept.length) [field.value] = kept;
  }
}

async function restore() {
  const mine = (await waitingFor(attempt)).filter(({ kind }) => kind === "save");
  const answers = await given(attempt).catch(() => new Map());
  // Only a page out of the phone's own store shows what was sent since it was stored.
  if (!stored) mine.forEach(({ item }) => answers.has(item) || answers.set(item, {}));
  for (const [item, { body, seen }] of answers) {
    if (!seenField(item) || !(stored || mine.some((event) => event.item === item))) continue;
    if (body?.form) show(item, body);
    seenField(item).value = seen ?? "";
  }
  if (mine.length) say("sending");
  if (answers.size) dispatchEvent(new Event("pageshow"));
}

// A chosen file is sent at once, with the form around it; until the server has it, the page has to stay open.
async function upload() {
  const field = [...form.elements].find(({ type, files }) => type === "file" && files.length);
  if (!field || uploading) return;
  uploading = true;
  say("sending", field.dataset.sending);
  try {
    const headers = { Accept: "application/json" };
    const signal = AbortSignal.timeout(GIVE_UP);
    const reply = await fetch(form.action, { method: "POST", body: new FormData(form), headers, redirect: "manual", signal });
    const said = await reply.json();
    said.items?.forEach(uploaded);
    if (!reply.ok && ![409, 422].includes(reply.status)) throw new Error(reply.status);
    say(reply.ok ? "saved" : "waiting", said.message);
    // A file that was refused is not sent again; what was taken beside it is kept.
    if (!reply.ok) form.querySelectorAll("[type=file]").forEach((each) => { each.value = ""; });
  } catch {
    say("waiting", field.dataset.waiting);
    clearTimeout(retry);
    retry = setTimeout(upload, AGAIN);
  }
  uploading = false;
}

// A file goes up once: from then on the form names it, and says which one is kept.
function uploaded({ item, file, name }) {
  const field = form.elements[`item-${item}-upload`];
  if (!file || !field) return;
  form.elements[`item-${item}-file`].value = file;
  form.elements[`item-${item}-filename`].value = name;
  field.value = "";
  const kept = field.closest(".field").querySelector("[data-kept]");
  kept.querySelector("b").textContent = name;
  kept.hidden = false;
}

// Counts down what the server said is left; the phone's own clock is never asked, only how much time passed. A stored
// page says when it was taken. What waits is told with the time in which it ought to be sent.
function countDown(due) {
  const { due: seconds, taken, minutes, soon: few, over, wait, late } = due.dataset;
  const end = (taken ? taken - performance.timeOrigin : performance.now()) + seconds * 1000;
  const note = due.nextElementSibling;
  let since = 0;
  const tell = () => {
    const left = Math.floor((end - performance.now()) / 60000);
    due.lastElementChild.textContent = left < 0 ? over : left < 1 ? few : minutes.replace("{minutes}", left);
    const toSend = Math.min(left + LATE_MINUTES, Math.ceil(WAIT_MINUTES - (Date.now() - since) / 60000));
    note.textContent = toSend < 1 ? late : wait.replace("{minutes}", toSend);
    note.hidden = !since;
  };
  tell();
  addEventListener("queue", ({ detail: { left, oldest } }) => {
    since = left && oldest;
    tell();
  });
  setInterval(tell, 10000);
}

// Without network a question is marked on this phone; its words stay, its state changes.
async function flag(button) {
  const [what, item] = button.value.split(":");
  const flagged = what === "flag";
  await add({ kind: "flag", subject: attempt, item, body: { flagged } }).catch(refuse);
  button.value = `${flagged ? "unflag" : "flag"}:${item}`;
  button.setAttribute("aria-pressed", flagged);
  button.closest(".asked").classList.toggle("flagged", flagged);
}

async function goOn(event) {
  if (ready) return;
  event.preventDefault();
  const { submitter } = event;
  [...timers.keys()].forEach(changed);
  await keeping;
  // A form that is still telling of a tap ignores the wish to be sent: with nothing to keep, that moment is not over yet.
  await new Promise((over) => setTimeout(over));
  if (!navigator.onLine || stored) {
    if (/^(un)?flag:/.test(submitter?.value)) await flag(submitter);
    await soon();
    const { to } = submitter?.dataset ?? {};
    // Another page opens without network where it is on the phone.
    if (to && (stored || (await globalThis.caches?.match(to)))) location.assign(to);
    return;
  }
  ready = true;
  send(submitter);
}

// A form that is still telling of its submission takes no second one.
const send = (submitter) => setTimeout(() => form.requestSubmit(submitter));

async function sit() {
  addEventListener("queue", async ({ detail: { receipts } }) => {
    // An answer on its way into the queue is not saved yet.
    await keeping;
    told = receipts.findLast(({ event, message }) => event.subject === attempt && message) ?? told;
    if (timers.size || (full && !receipts.length)) return;
    const left = new Set((await waitingFor(attempt)).map(({ item }) => item)).size;
    if (told) say(told.status === "refused" ? "waiting" : "saved", told.message);
    else if (left) say("waiting", "", left);
    else if (place.dataset.state) say("saved");
  });

  // The form itself carries the device and its count, so that a page sent by a tap is no second answer.
  form.addEventListener("formdata", ({ formData }) => formData.set("seq", form.dataset.seq ?? 0));
  form.addEventListener("change", ({ target }) => (target.type === "file" ? upload() : changed(itemOf(target))));
  form.addEventListener("input", ({ target }) => {
    const item = itemOf(target);
    if (target.type === "file" || !item) return;
    clearTimeout(timers.get(item));
    timers.set(item, setTimeout(changed, TYPING, item));
  });
  for (const kind of ["click", "beforeinput"]) form.addEventListener(kind, stop, true);
  form.addEventListener("submit", goOn);
  addEventListener("pageshow", () => { ready = false; });
  addEventListener("online", upload);
  document.querySelectorAll("[data-due]").forEach(countDown);
  await restore();
  form.querySelectorAll(".asked").forEach(({ id }) => last.set(id, fields(id)));
  room().then((found) => {
    full = !found;
    if (full) say("full");
  });
  soon();
}

// The list of questions, from where an attempt is handed in.
async function handIn() {
  const { result, kept } = form.dataset;
  const note = document.querySelector("[data-hand-in]");
  const countLeft = async () => (await waitingFor(attempt)).length;
  let step = "open";

  // The list was made without the answers that are sent now.
  const first = countLeft().then(async (before) => {
    await soon();
    if (step === "open" && before && !(await countLeft()) && !stored) location.reload();
  });

  form.addEventListener("submit", async (event) => {
    if (step === "go") return;
    event.preventDefault();
    event.stopPropagation();
    if (step === "taken") return;
    step = "taken";
    await first;
    if (!navigator.onLine || stored || (await countLeft())) {
      await add({ kind: "submit", subject: attempt });
      note.textContent = kept;
      note.hidden = false;
      await soon();
    } else {
      step = "go";
      send();
    }
  });
  addEventListener("queue", ({ detail: { receipts } }) => {
    if (receipts.some(({ event }) => event.kind === "submit" && event.subject === attempt)) location.assign(result);
  });

  // A stored list of questions knows nothing; the phone knows what it was told.
  if (!stored) return;
  for (const item of (await given(attempt)).keys()) {
    const row = document.querySelector(`li[data-item="${item}"]`);
    if (!row) continue;
    row.querySelector(".bead").className = "bead done";
    row.querySelector(".end").textContent = row.parentElement.dataset.answered;
  }
}

if (place) sit();
else handIn();
