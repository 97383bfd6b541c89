// Saves the answer while it is being given, keeps an unsent copy on the phone until the server has confirmed it,
// and always says in words which of the two is true.

import { forget, keep, read, sendOthers } from "./answer_copies.js";

const form = document.querySelector("form[data-autosave]");
const place = form.querySelector("[data-save-state]");
const { key, attempt } = form.dataset;
const EVERY = 5000;
const LONGEST_WAIT = 60000;
const GIVE_UP = 15000;
// A photo over a slow network takes minutes.
const GIVE_UP_FILE = 300000;

let dirty = false;
let sending = false;
let leaving = false;
let tried = false;
let version = 0;
let wait = EVERY;
let timer = 0;
const unsent = new Set();

const OURS = new Set(["csrfmiddlewaretoken", "command_id", "seq"]);
// No phone keeps a chosen file for a page, and which file is kept only the server knows.
const FILES = /-(upload|file|filename)$/;
const fields = () => [...new FormData(form)].filter(([name]) => !OURS.has(name));
const copy = (submitted) => ({
  answers: fields().filter(([name]) => !FILES.test(name)),
  files: fields().filter(([name]) => FILES.test(name) && !name.endsWith("-upload")),
  submitted,
  address: form.action,
  page: form.elements.command_id.value,
  seq: version,
});
const chosenFile = () => [...form.elements].find((field) => field.type === "file" && field.files.length);

function say(state) {
  const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
  place.dataset.state = state;
  delete place.dataset.notice;
  place.textContent = place.dataset[state].replace("{time}", time).replace("{count}", unsent.size);
}

function plan(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

async function save() {
  if (!dirty || sending || leaving) return;
  sending = true;
  const sent = version;
  const file = chosenFile();
  say("sending");
  if (file) place.textContent = file.dataset.sending;
  try {
    const reply = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json", "X-Requested-With": "fetch" },
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout(file ? GIVE_UP_FILE : GIVE_UP),
    });
    if (reply.ok) confirmed(sent, await reply.json().catch(() => ({})));
    else if (reply.status === 403 && await renewed()) plan(0);
    else if (reply.type === "opaqueredirect" || (reply.status >= 400 && reply.status < 500 && reply.status !== 429)) await refused(reply, sent);
    else later();
  } catch {
    later();
  } finally {
    sending = false;
  }
}

// Another device may have answered too: the receipt says so in words, and they stand instead of "saved".
function confirmed(sent, receipt) {
  wait = EVERY;
  tried = false;
  dirty = sent !== version;
  if (!dirty) keptFiles(receipt.items ?? []);
  if (dirty) {
    plan(0);
  } else {
    forget(key);
    unsent.clear();
    say("saved");
    if (receipt.message) {
      place.dataset.notice = "";
      place.textContent = receipt.message;
    }
  }
}

// Signing in in another tab makes this form's token stale: the page fetches the new one and sends again.
async function renewed() {
  const reply = await fetch(`/api/sync/state?device=${form.elements.command_id.value}`);
  const token = reply.ok ? (await reply.json()).csrf_token : "";
  const field = form.elements.csrfmiddlewaretoken;
  const fresh = token && !tried;
  tried = true;
  if (fresh) field.value = token;
  return Boolean(fresh);
}

function later() {
  say("waiting");
  if (chosenFile()) place.textContent = chosenFile().dataset.waiting;
  plan(wait + Math.random() * 1000);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

// The server understood and said no (the page is too old, the try is closed): sending again would not help.
// Its own sentence is shown when it gives one.
async function refused(reply, sent) {
  say("refused");
  place.dataset.state = "waiting";
  const said = await reply.json().catch(() => ({}));
  if (said.message) place.textContent = said.message;
  // A file that was refused is not sent again; what was taken beside it is.
  if (reply.status === 422) {
    keptFiles(said.items ?? []);
    form.querySelectorAll("input[type=file]").forEach((field) => { field.value = ""; });
  }
  // What was changed while the refused answer was on its way is another answer.
  if (sent !== version) plan(EVERY);
}

// A file goes up once: from then on the form names it, and says which one is kept.
function keptFiles(receipts) {
  for (const { item, file, name } of receipts) {
    const field = form.elements[`item-${item}-upload`];
    if (!file || !field) continue;
    form.elements[`item-${item}-file`].value = file;
    form.elements[`item-${item}-filename`].value = name;
    field.value = "";
    const kept = field.closest(".field").querySelector("[data-kept]");
    kept.querySelector("b").textContent = name;
    kept.hidden = false;
  }
}

function changed(delay, field) {
  unsent.add(field?.closest?.(".asked")?.id ?? key);
  dirty = true;
  version += 1;
  // A change after a tap on Next means that the next page did not come.
  leaving = false;
  keep(key, copy(false));
  if (place.dataset.state === "saved") say("sending");
  plan(delay);
}

// A copy is on the phone only while the server has not confirmed it, so it is shown and sent again.
function restore() {
  const kept = read(key);
  if (!kept) return;
  const values = new Map();
  kept.answers.forEach(([name, value]) => values.set(name, [...(values.get(name) ?? []), value]));
  for (const field of form.elements) {
    const given = values.get(field.name) ?? [];
    if (field.type === "radio" || field.type === "checkbox") field.checked = given.includes(field.value);
    else if (given.length) field.value = given[0];
  }
  changed(0);
}

// The count of this page's answers goes with every save and with the form itself: whatever order the network delivers
// in, the newest answer stands.
form.addEventListener("formdata", (event) => event.formData.set("seq", version));
form.addEventListener("change", (event) => changed(0, event.target));
form.addEventListener("input", (event) => changed(EVERY, event.target));
form.addEventListener("submit", (event) => {
  if (dirty) keep(key, copy(true));
  if (navigator.onLine) {
    leaving = true;
    return;
  }
  event.preventDefault();
  dirty = true;
  later();
});
addEventListener("online", () => { wait = EVERY; plan(0); });
addEventListener("pageshow", () => { leaving = false; plan(0); });
sendOthers(attempt, key, form.elements.csrfmiddlewaretoken.value);
restore();
