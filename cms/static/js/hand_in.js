// Answers that wait are sent before an attempt is handed in. Without a network handing in waits in the queue behind them.

import { add, given, soon, waiting } from "./queue.js";

const form = document.querySelector("form[data-attempt]");
const { attempt, result, kept } = form.dataset;
const place = document.querySelector("[data-hand-in]");
const mine = async () => (await waiting()).filter((event) => event.subject === attempt);

let step = "open";

// The list of questions was made without the answers that are sent now.
const first = (async () => {
  const before = await mine();
  await soon();
  if (step === "open" && before.length && !(await mine()).length && !form.dataset.stored) location.reload();
})();

form.addEventListener("submit", async (event) => {
  if (step === "go") return;
  event.preventDefault();
  event.stopPropagation();
  if (step === "taken") return;
  step = "taken";
  await first;
  if (!navigator.onLine || form.dataset.stored || (await mine()).length) {
    await add({ kind: "submit", subject: attempt });
    place.textContent = kept;
    place.hidden = false;
    await soon();
  } else {
    step = "go";
    // A form that is still telling of its submission takes no second one.
    setTimeout(() => form.requestSubmit());
  }
});

addEventListener("queue", ({ detail }) => {
  if (detail.receipts.some((receipt) => receipt.event.kind === "submit" && receipt.event.subject === attempt)) location.assign(result);
});

// A stored list of questions knows nothing; the phone knows what it was told.
if (form.dataset.stored) {
  for (const item of (await given(attempt)).keys()) {
    const row = document.querySelector(`li[data-item="${item}"]`);
    if (!row) continue;
    row.querySelector(".bead").className = "bead done";
    row.querySelector(".end").textContent = row.parentElement.dataset.answered;
  }
}
