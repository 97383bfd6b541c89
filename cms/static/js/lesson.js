// A lesson: its practice questions are answered without leaving the step, and the server is told which screen is shown.
// Without network a lesson is done, and practice is checked, on this phone alone.

const lesson = document.querySelector("[data-position-url]");
const PRACTICE = "form[data-practice]";
const regionOf = (form) => document.getElementById(form.dataset.practice);
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d").replace(/\s+/g, " ").trim();
const number = (text) => Number((text || "x").replace(/\s/g, "").replace(",", "."));

const SAME = {
  all: (given, right) => given.length === right.length && right.every((value) => given.includes(value)),
  any: ([given], right) => right.includes(given),
  text: ([given], right) => right.includes(fold(given ?? "")),
  number: ([given], [right, off]) => Math.abs(number(given) - right) <= Number(off) + 1e-9,
  // A name chosen, else the point tapped; of places that overlap the smallest comes first.
  place: ([given], [point, places], data) => {
    const [x, y] = data.get(point).split(";").map(Number);
    const meant = ([id, , left, top, end, low]) => (given ? id === given : x >= left && x <= end && y >= top && y <= low);
    return places.find(meant)?.[1];
  },
};

function tell(region, said) {
  region.replaceChildren(...said);
  region.scrollIntoView({ block: "nearest" });
}

// The page that a plain post would open is read, and the region that differs is put in place of the one shown.
async function answer(form) {
  const region = regionOf(form);
  region.setAttribute("aria-busy", "true");
  try {
    const headers = { Accept: "text/html" };
    const reply = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
    if (!reply.ok) throw Error(reply.status);
    // That page's own style is not this page's, whose content policy refuses it.
    const text = (await reply.text()).replace(/<style>.*?<\/style>/s, "");
    tell(region, new DOMParser().parseFromString(text, "text/html").getElementById(region.id).childNodes);
  } catch {
    region.textContent = form.dataset.offline;
  }
  region.removeAttribute("aria-busy");
}

// right, wrong, or shown where only the answer itself can be told; it is told in the region.
function check(key, form, region) {
  const asked = JSON.parse(key.dataset.key);
  const data = new FormData(form);
  const right = asked.every(([name, value, how]) => SAME[how](data.getAll(name), value, data));
  const said = !asked.length ? "shown" : right ? "right" : "wrong";
  tell(region, [key.querySelector(`[data-said=${said}]`).content.cloneNode(true)]);
  return said;
}

function checkAll(form) {
  const said = [...form.querySelectorAll("[data-key]")].map((key) => check(key, form, key.parentElement.querySelector("[data-verdict]")));
  const result = form.querySelector("[data-score]");
  const many = (word) => said.filter((each) => each === word).length;
  const right = many("right");
  const asked = right + many("wrong");
  result.firstElementChild.textContent = result.dataset.score.replace("{right}", right).replace("{count}", asked);
  result.hidden = false;
  result.scrollIntoView({ block: "nearest" });
  if (guest() && asked) noted({ kind: "practice", subject: form.dataset.quiz, body: { right, asked } });
}

// Nobody signed in: it is kept on the phone, and offered to whoever signs in.
const guest = () => !document.querySelector("[data-person]")?.dataset.person;

async function noted(event) {
  const { add, soon } = await import("./queue.js");
  await add(event).catch(() => {});
  return Promise.race([soon(), new Promise((go) => setTimeout(go, 1500))]);
}

async function done({ dataset }, next) {
  await noted({ kind: "lesson_done", subject: dataset.done });
  location.assign(next);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const { dataset } = form;
  const key = form.querySelector("[data-key]");
  if (dataset.done && (!navigator.onLine || dataset.stored)) done(form, dataset.next);
  else if (key && "practiceQuiz" in dataset) checkAll(form);
  else if (key) check(key, form, regionOf(form));
  // One step of several is a page of its own where no script takes the steps.
  else if (form.matches(PRACTICE) && !("step" in (event.submitter?.dataset ?? {}))) answer(form);
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

// A changed answer makes the old verdict untrue, so it goes.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.(PRACTICE);
  if (form) regionOf(form).replaceChildren();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-done]");
  if (!link || !guest()) return;
  event.preventDefault();
  done(link, link.href);
});

// Another phone goes on at this screen. Nothing waits for the answer: where it does not arrive, this phone still
// remembers the screen itself. Coming back with the browser's Back button shows a screen again, too.
addEventListener("pageshow", () => {
  const { positionUrl, screen, token } = lesson?.dataset ?? {};
  if (positionUrl) navigator.sendBeacon(positionUrl, new URLSearchParams({ screen, csrfmiddlewaretoken: token }));
});
