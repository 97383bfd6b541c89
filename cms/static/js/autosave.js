// Keeps every answer on the phone while it is being given, sends it through the queue, and always says in words which
// of the two is true. A full phone is told before a tap is taken.

import { add, flush, given, room, soon, waiting } from "./queue.js";

const form = document.querySelector("form[data-autosave]");
const place = form.querySelector("[data-save-state]");
const { attempt } = form.dataset;
// Keys pressed within this time are kept together.
const TYPING = 150;
const timers = new Map();
// What stands in the form and is kept, by question: a tap that could not be kept is taken back.
const last = new Map();

let keeping = Promise.resolve();
let full = false;
let told = "";

const itemOf = (field) => field?.closest?.(".asked")?.id;
const seenField = (item) => form.elements[`item-${item}-seen`];
const ours = (name, item) => (name === `item-${item}` || name.startsWith(`item-${item}-`)) && name !== `item-${item}-seen`;
// No phone keeps a chosen file for a page: uploads.js sends it.
const fields = (item) => [...new FormData(form)].filter(([name, value]) => ours(name, item) && typeof value === "string");

function say(state, count = 0, text = "") {
  const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
  place.dataset.state = state;
  place.toggleAttribute("data-notice", Boolean(text) && state === "saved");
  place.textContent = text || place.dataset[state].replace("{time}", time).replace("{count}", count);
}

async function keep(item) {
  const field = seenField(item);
  try {
    const mark = await add({ kind: "save", subject: attempt, item, body: { form: fields(item) }, seen: field.value });
    field.value = mark;
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
  if (["saved", undefined].includes(place.dataset.state)) say("sending");
  keeping = keeping.then(() => keep(item));
  keeping.then(flush);
}

// Without room and without network nothing can be taken: the words come first, and a tap changes nothing.
function refuse() {
  full = true;
  say("full");
  place.scrollIntoView({ block: "nearest" });
}

async function look() {
  full = !(await room());
  if (full) say("full");
}

function stop(event) {
  if (!full || navigator.onLine || !itemOf(event.target) || event.target.closest("button, a, audio, summary")) return;
  event.preventDefault();
  event.stopPropagation();
  refuse();
}

// What was kept for this page and is not confirmed yet is shown again.
function show(item, body) {
  const values = new Map();
  body.form.forEach(([name, value]) => values.set(name, [...(values.get(name) ?? []), value]));
  for (const field of form.elements) {
    if (!ours(field.name, item) || field.type === "file") continue;
    const kept = values.get(field.name) ?? [];
    if (field.type === "radio" || field.type === "checkbox") field.checked = kept.includes(field.value);
    else if (kept.length) field.value = kept[0];
  }
}

async function restore() {
  const mine = (await waiting()).filter((event) => event.subject === attempt && event.kind === "save");
  const answers = await given(attempt).catch(() => new Map());
  // Only a page out of the phone's own store shows what was sent since it was stored.
  if (!form.dataset.stored) mine.forEach(({ item }) => answers.has(item) || answers.set(item, {}));
  for (const [item, { body, seen }] of answers) {
    if (!seenField(item) || !(form.dataset.stored || mine.some((event) => event.item === item))) continue;
    if (body?.form) show(item, body);
    seenField(item).value = seen ?? "";
  }
  if (mine.length) say("sending");
  if (answers.size) dispatchEvent(new Event("pageshow"));
}

addEventListener("queue", async ({ detail }) => {
  for (const receipt of detail.receipts) if (receipt.event.subject === attempt && receipt.message) told = receipt;
  if (timers.size || (full && !detail.receipts.length)) return;
  const left = new Set((await waiting()).filter((event) => event.subject === attempt).map((event) => event.item));
  if (told) say(told.status === "refused" ? "waiting" : "saved", 0, told.message);
  else if (left.size) say("waiting", left.size);
  else if (place.dataset.state) say("saved");
});

// The form itself carries the device and its count, so that a page sent by a tap is no second answer.
form.addEventListener("formdata", (event) => event.formData.set("seq", form.dataset.seq ?? 0));
form.addEventListener("change", ({ target }) => target.type !== "file" && changed(itemOf(target)));
form.addEventListener("input", ({ target }) => {
  const item = itemOf(target);
  if (target.type === "file" || !item) return;
  clearTimeout(timers.get(item));
  timers.set(item, setTimeout(changed, TYPING, item));
});
form.addEventListener("say", ({ detail }) => say(...detail));
for (const kind of ["click", "beforeinput"]) form.addEventListener(kind, stop, true);

// Without network a question is marked on this phone; its words stay, its state changes.
async function flag(button) {
  const [what, item] = button.value.split(":");
  const flagged = what === "flag";
  await add({ kind: "flag", subject: attempt, item, body: { flagged } }).catch(refuse);
  button.value = `${flagged ? "unflag" : "flag"}:${item}`;
  button.setAttribute("aria-pressed", flagged);
  button.closest(".asked").classList.toggle("flagged", flagged);
}

let ready = false;
form.addEventListener("submit", async (event) => {
  if (ready) return;
  event.preventDefault();
  const { submitter } = event;
  [...timers.keys()].forEach(changed);
  await keeping;
  // A form that is still telling of a tap ignores the wish to be sent: with nothing to keep, that moment is not over yet.
  await new Promise((over) => setTimeout(over));
  if (!navigator.onLine || form.dataset.stored) {
    if (/^(un)?flag:/.test(submitter?.value)) await flag(submitter);
    await soon();
    if (form.dataset.stored && submitter?.dataset.to) location.assign(submitter.dataset.to);
    return;
  }
  ready = true;
  // A form that is still telling of its submission takes no second one.
  setTimeout(() => form.requestSubmit(submitter));
});
addEventListener("pageshow", () => { ready = false; });
if (form.querySelector("[type=file]")) import("./uploads.js");
await restore();
form.querySelectorAll(".asked").forEach(({ id }) => last.set(id, fields(id)));
look();
soon();
