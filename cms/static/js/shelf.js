// The shelf: what waits on this phone, what the server did not count, and a file as the last way out.

import "./packs.js";
import { NAME, flush, got, soon, state, waiting, within } from "./queue.js";

const place = document.querySelector("[data-shelf]");
const find = (name) => place.querySelector(`[data-${name}]`);
const person = NAME.slice("hoc-so-".length);

const reviewed = () => within((_events, review) => got(review.getAll())).catch(() => []);

function button(words, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "linklike", textContent: words });
  made.addEventListener("click", act);
  return made;
}

// Sent once more under its own id: if it was counted after all, the server says so.
function again({ code: _code, message: _message, place: _place, ...event }) {
  return within((events, review) => {
    events.put({ ...event, tried: true });
    return got(review.delete(event.id));
  }).then(soon);
}

function row(event) {
  const made = document.createElement("li");
  const words = document.createElement("span");
  const at = new Date(event.at_device).toLocaleString("vi-VN", { dateStyle: "short", timeStyle: "short" });
  words.textContent = `${at}: ${event.message}`;
  const gone = () => confirm(place.dataset.sure) && within((_e, review) => got(review.delete(event.id))).then(show);
  made.append(words, button(place.dataset.again, () => again(event)), button(place.dataset.gone, gone));
  return made;
}

async function show() {
  const left = await waiting();
  const review = await reviewed();
  find("waiting").hidden = !left.length;
  find("count").textContent = find("count").dataset.words.replace("{count}", left.length);
  find("review").hidden = !review.length;
  find("list").replaceChildren(...review.map(row));
}

async function save() {
  const kept = { person, saved_at: new Date().toISOString(), events: [...(await reviewed()), ...(await waiting())] };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(kept)], { type: "application/json" }));
  link.download = `hoc-so-${kept.saved_at.slice(0, 10)}.json`;
  link.click();
}

// A file saved on a phone that can send no more is sent by another, for the same person only.
async function take({ target }) {
  const said = find("read");
  try {
    const kept = JSON.parse(await target.files[0].text());
    if (kept.person !== person || !kept.events.every((event) => event.id && event.device && event.seq)) throw new Error("not ours");
    for (const event of kept.events) await again(event);
    said.textContent = said.dataset.good.replace("{count}", kept.events.length);
  } catch {
    said.textContent = said.dataset.bad;
  }
}

find("missing").hidden = location.pathname === place.dataset.address;
find("send").addEventListener("click", soon);
find("save").addEventListener("click", save);
document.getElementById("rescue").addEventListener("change", take);
addEventListener("queue", show);
await show();
if (state.left !== 0 || (await waiting()).length) flush();
