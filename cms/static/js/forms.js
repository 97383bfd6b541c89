// Forms that are kept on this phone before they are sent: an attempt while it is answered, handing it in, and what is
// recorded in the field. All go through the queue and always say in words which of the two is true, kept or received. A
// full phone is told before a tap is taken. Files and the time that is left have their place here.

import { add, flush, given, room, soon, waitingFor } from "./queue.js";

const form = document.querySelector("form[data-attempt]");
const place = form?.querySelector("[data-save-state]");
const { attempt, stored } = form?.dataset ?? {};
// A plain form's own: a token that is renewed, and the name of what the form does.
const OWN = /^(csrfmiddlewaretoken|command_id)$/;
// A second tap of the same finger means the first one.
const TWICE = 1000;
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
let full;
let told = "";
let ready;
let uploading;
let retry;

const itemOf = (field) => field?.closest?.(".asked")?.id;
const part = (item, name) => form.elements[`item-${item}-${name}`];
const seenField = (item) => part(item, "seen");
const ours = (name, item) => `${name}-`.startsWith(`item-${item}-`) && name !== `item-${item}-seen`;
// No phone keeps a chosen file for a page: it is uploaded.
const fields = (item) => [...new FormData(form)].filter(([name, value]) => ours(name, item) && typeof value === "string");

function tell(where, state, text, more) {
  where.hidden = false;
  where.dataset.state = state;
  where.toggleAttribute("data-notice", !!text && state === "saved");
  where.textContent = text || where.dataset[state]
    .replace("{time}", new Date().toTimeString().slice(0, 5)).replace(/{count}|{message}/, more);
}

const say = tell.bind(null, place);

// What the server said stays until the next tap; that something else arrived meanwhile does not wipe it away.
function answer(said) {
  told = said;
  say(said.status === "refused" ? "waiting" : "saved", said.message);
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

// What was kept of a form, pairs of name and value, is put into its fields again.
function put(kept, fields) {
  for (const field of fields) {
    const values = kept.filter(([name]) => name === field.name).map(([, value]) => value);
    if (/radio|checkbox/.test(field.type)) field.checked = values.includes(field.value);
    else if (values.length) [field.value] = values;
  }
}

const show = (item, body) => put(body.form, [...form.elements].filter(({ name }) => ours(name, item)));

async function restore() {
  const mine = (await waitingFor(attempt)).filter(({ kind }) => kind === "save");
  for (const [item, { body, seen }] of await given(attempt).catch(() => [])) {
    // Only a page out of the phone's own store shows what was sent since it was stored.
    if (!seenField(item) || !(stored || mine.some((event) => event.item === item))) continue;
    show(item, body);
    seenField(item).value = seen;
  }
  if (mine.length) say("sending");
  dispatchEvent(new Event("pageshow"));
}

// A chosen file is sent at once, with the form around it; until the server has it, the page has to stay open.
async function upload() {
  const field = [...form.elements].find(({ files }) => files?.length);
  if (!field || uploading) return;
  uploading = true;
  say("sending", field.dataset.sending);
  try {
    const reply = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(GIVE_UP),
    });
    const said = await reply.json();
    said.items?.forEach(uploaded);
    if (!reply.ok && ![409, 422].includes(reply.status)) throw Error(reply.status);
    answer(said);
    // A file that was refused is not sent again; what was taken beside it is kept.
    if (!reply.ok) for (const each of form) if (each.files) each.value = "";
  } catch {
    say("waiting", field.dataset.waiting);
    clearTimeout(retry);
    retry = setTimeout(upload, AGAIN);
  }
  uploading = false;
}

// A file goes up once: from then on the form names it, and says which one is kept.
function uploaded({ item, file, name }) {
  const field = part(item, "upload");
  if (!file || !field) return;
  part(item, "file").value = file;
  part(item, "filename").value = name;
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
  const show = () => {
    const left = Math.floor((end - performance.now()) / 60000);
    due.lastElementChild.textContent = left < 0 ? over : left < 1 ? few : minutes.replace("{minutes}", left);
    const toSend = Math.min(left + LATE_MINUTES, Math.ceil(WAIT_MINUTES - (Date.now() - since) / 60000));
    note.textContent = toSend < 1 ? late : wait.replace("{minutes}", toSend);
    note.hidden = !since;
  };
  show();
  addEventListener("queue", ({ detail: { oldest } }) => {
    since = oldest;
    show();
  });
  setInterval(show, 10000);
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
  // A form that is still telling of a tap, or of its submission, ignores the wish to be sent: that moment has to be over.
  await new Promise((over) => setTimeout(over));
  if (!navigator.onLine || stored) {
    if (/flag:/.test(submitter?.value)) await flag(submitter);
    await soon();
    const to = submitter?.dataset.to;
    // Another page opens without network where it is on the phone.
    if (to && (stored || (await globalThis.caches?.match(to)))) location.assign(to);
    return;
  }
  ready = true;
  form.requestSubmit(submitter);
}

async function sit() {
  addEventListener("queue", async ({ detail: { receipts } }) => {
    // An answer on its way into the queue is not saved yet, nor one that was given while this page looked.
    const known = keeping;
    await known;
    told = receipts.findLast(({ event, message }) => event.subject === attempt && message) ?? told;
    if (timers.size || (full && !receipts.length)) return;
    const left = new Set((await waitingFor(attempt)).map(({ item }) => item)).size;
    if (told.message) answer(told);
    else if (left) say("waiting", "", left);
    else if (known === keeping && place.dataset.state) say("saved");
  });

  // The form itself carries the device and its count, so that a page sent by a tap is no second answer.
  form.addEventListener("formdata", ({ formData }) => formData.set("seq", form.dataset.seq ?? 0));
  form.addEventListener("change", ({ target }) => (target.files ? upload() : changed(itemOf(target))));
  form.addEventListener("input", ({ target }) => {
    const item = itemOf(target);
    if (target.files || !item) return;
    clearTimeout(timers.get(item));
    timers.set(item, setTimeout(changed, TYPING, item));
  });
  form.addEventListener("click", stop, true);
  form.addEventListener("beforeinput", stop, true);
  form.addEventListener("submit", goOn);
  addEventListener("pageshow", () => { ready = false; });
  addEventListener("online", upload);
  document.querySelectorAll("[data-due]").forEach(countDown);
  await restore();
  for (const { id } of form.querySelectorAll(".asked")) last.set(id, fields(id));
  flush();
  full = !(await room());
  if (full) say("full");
}

// A stored list of questions knows nothing; the phone knows what it was told.
async function showAnswered(subject) {
  for (const item of (await given(subject)).keys()) {
    const row = document.querySelector(`[data-item="${item}"]`);
    if (!row) continue;
    row.querySelector(".bead").className = "bead done";
    row.querySelector(".end").textContent = row.parentElement.dataset.answered;
  }
}

// A form that is sent as a whole; where `next` says how it goes on, it is the one that hands an attempt in.
async function take(sheet) {
  const { queue: kind, subject, again, next, stored: old } = sheet.dataset;
  const note = (next ? document : sheet).querySelector("[data-queue-state]");
  const left = async () => (await waitingFor(subject)).length;
  let plain;
  let newer;

  // The list of questions was made without the answers that are sent now; what somebody is writing there stays.
  const first = next && soon().then(async () => {
    if (newer && !old && !(await left()) && plain === undefined && document.activeElement === document.body) {
      location.reload();
    }
  });

  sheet.addEventListener("submit", async (event) => {
    if (plain) return;
    event.preventDefault();
    event.stopPropagation();
    const { submitter } = event;
    const body = { form: [...new FormData(sheet, submitter)].filter(([name]) => !OWN.test(name)) };
    submitter.disabled = true;
    plain = false;
    await first;
    // With a network the plain form goes: to hand in where nothing waits, and from a phone that is full.
    plain = navigator.onLine && !old && !(await (next ? left() : room()));
    submitter.disabled = !plain;
    if (plain) return sheet.requestSubmit(submitter);
    const kept = await add({ kind, subject, body }).catch(() => "");
    tell(note, kept ? "kept" : "full");
    if (kept && again !== undefined) sheet.reset();
    setTimeout(() => { submitter.disabled = kept && next; }, TWICE);
    soon();
  });

  addEventListener("queue", async ({ detail: { receipts } }) => {
    const here = receipts.filter(({ event }) => event.subject === subject);
    newer ||= here.some(({ status }) => status === "stored");
    const own = here.filter(({ event }) => event.kind === kind);
    if (!own[0]) return;
    // This page as it is kept on the phone does not show yet what was sent.
    navigator.serviceWorker?.controller?.postMessage("");
    const refused = own.find(({ status }) => status === "refused");
    if (next) location.assign(next);
    else if (refused) tell(note, "refused", "", refused.message);
    else if (!(await left())) tell(note, "sent");
  });

  // What is filled in as a whole shows what was kept last.
  const last = !next && again === undefined && (await waitingFor(subject)).pop();
  if (last) put(last.body.form, sheet.elements);
  if (old) await showAnswered(subject);
}

if (form) sit();
document.querySelectorAll("form[data-queue]").forEach(take);
