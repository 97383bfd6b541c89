// What this phone recorded before anybody signed in is offered to whoever signs in: only people know whose it was.

import { add, flush, got, within } from "./queue.js";

const GUEST = "hoc-so-guest";
const place = document.querySelector("[data-claims]");
const [mine, others] = place.querySelectorAll("button");
const recorded = () => within((events) => got(events.getAll()), GUEST);

async function take() {
  for (const { place: at, kind, subject, body } of await recorded()) {
    await add({ kind: "claim", subject, body: { ...body, kind: kind === "practice" ? kind : "lesson" } });
    await within((events) => got(events.delete(at)), GUEST);
  }
  localStorage.removeItem(GUEST);
  place.hidden = true;
  flush();
}

if (localStorage[GUEST] && !sessionStorage.notMine) {
  const count = (await recorded()).length;
  place.firstElementChild.textContent = place.dataset.words.replace("{count}", count);
  place.hidden = !count;
}
mine.addEventListener("click", take);
others.addEventListener("click", () => {
  sessionStorage.notMine = 1;
  place.hidden = true;
});
