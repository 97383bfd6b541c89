// Saves the answer while it is being given, keeps an unsent copy on the phone until the server has confirmed it,
// and always says in words which of the two is true.

import { forget, forgetArrived, keep, read } from "./answer_copies.js";

const form = document.querySelector("form[data-autosave]");
const place = form.querySelector("[data-save-state]");
const { key, attempt } = form.dataset;
const EVERY = 5000;
const LONGEST_WAIT = 60000;
const GIVE_UP = 15000;

let dirty = false;
let sending = false;
let leaving = false;
let version = 0;
let wait = EVERY;
let timer = 0;

const OURS = new Set(["csrfmiddlewaretoken", "command_id", "seq"]);
const answers = () => [...new FormData(form)].filter(([name]) => !OURS.has(name));

function say(state) {
  const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
  place.dataset.state = state;
  place.textContent = place.dataset[state].replace("{time}", time);
}

function plan(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

async function save() {
  if (!dirty || sending || leaving) return;
  sending = true;
  const sent = version;
  say("sending");
  try {
    const reply = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json", "X-Requested-With": "fetch" },
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout(GIVE_UP),
    });
    if (reply.ok) confirmed(sent);
    else if (reply.type === "opaqueredirect" || (reply.status >= 400 && reply.status < 500 && reply.status !== 429)) await refused(reply);
    else later();
  } catch {
    later();
  } finally {
    sending = false;
  }
}

function confirmed(sent) {
  wait = EVERY;
  dirty = sent !== version;
  if (dirty) {
    plan(0);
  } else {
    forget(key);
    say("saved");
  }
}

function later() {
  say("waiting");
  plan(wait + Math.random() * 1000);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

// The server understood and said no (the page is too old, the try is closed): sending again would not help.
// Its own sentence is shown when it gives one.
async function refused(reply) {
  say("refused");
  place.dataset.state = "waiting";
  const said = await reply.json().catch(() => ({}));
  if (said.message) place.textContent = said.message;
}

function changed(delay) {
  dirty = true;
  version += 1;
  keep(key, answers(), false);
  plan(delay);
}

// A copy is on the phone only while the server has not confirmed it, so it is shown and sent again.
function restore() {
  const copy = read(key);
  if (!copy) return;
  const values = new Map();
  copy.answers.forEach(([name, value]) => values.set(name, [...(values.get(name) ?? []), value]));
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
form.addEventListener("change", () => changed(0));
form.addEventListener("input", () => changed(EVERY));
form.addEventListener("submit", (event) => {
  if (dirty) keep(key, answers(), true);
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
forgetArrived(attempt, key);
restore();
