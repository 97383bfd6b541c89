// Lessons and practice without network: a lesson is done, a practice question is checked, on this phone alone.

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d").replace(/\s+/g, " ").trim();
const number = (text) => Number((text || "x").replace(/\s/g, "").replace(",", "."));

const SAME = {
  all: (given, right) => given.length === right.length && right.every((value) => given.includes(value)),
  any: ([given], right) => right.includes(given),
  text: ([given], right) => right.includes(fold(given ?? "")),
  number: ([given], [right, off]) => Math.abs(number(given) - right) <= Number(off) + 1e-9,
};

// right, wrong, or shown where only the answer itself can be told.
function verdict(key, data) {
  const asked = JSON.parse(key.dataset.key);
  if (!asked.length) return "shown";
  return asked.every(([name, right, how]) => SAME[how](data.getAll(name), right)) ? "right" : "wrong";
}

function tell(key, said, place) {
  place.replaceChildren(key.querySelector(`template[data-said=${said}]`).content.cloneNode(true));
  place.scrollIntoView({ block: "nearest" });
}

function checkAll(form) {
  const keys = [...form.querySelectorAll("[data-key]")];
  const said = keys.map((key) => verdict(key, new FormData(form)));
  keys.forEach((key, at) => tell(key, said[at], key.parentElement.querySelector("[data-verdict]")));
  const result = form.querySelector("[data-score]");
  const judged = said.filter((each) => each !== "shown");
  const right = judged.filter((each) => each === "right").length;
  result.firstElementChild.textContent = result.dataset.score.replace("{right}", right).replace("{count}", judged.length);
  result.hidden = false;
  if (guest() && judged.length) noted({ kind: "practice", subject: form.dataset.quiz, body: { right, asked: judged.length } });
  result.scrollIntoView({ block: "nearest" });
}

// Nobody signed in: it is kept on the phone, and offered to whoever signs in.
const guest = () => !document.querySelector("[data-person]")?.dataset.person;

async function noted(event) {
  const { add, flush } = await import("./queue.js");
  await add(event).catch(() => {});
  return Promise.race([flush(), new Promise((go) => { setTimeout(go, 1500); })]);
}

async function done({ dataset }, next) {
  await noted({ kind: "lesson_done", subject: dataset.done });
  location.assign(next);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const key = form.querySelector("[data-key]");
  const lesson = form.dataset.done && (!navigator.onLine || "stored" in form.dataset);
  if (!key && !lesson) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (lesson) done(form, form.dataset.next);
  else if ("practiceQuiz" in form.dataset) checkAll(form);
  else tell(key, verdict(key, new FormData(form)), document.getElementById(form.dataset.practice));
}, true);

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-done]");
  if (!link || !guest()) return;
  event.preventDefault();
  done(link, link.href);
});
