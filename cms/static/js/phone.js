// On every page: what waits on this phone is sent and told, and the service worker keeps pages for a bad network.
// Where nothing waits, this is all that is loaded.

const person = document.querySelector("[data-person]")?.dataset.person.replace("[[person]]", "");
const place = document.getElementById("unsent");
const NAME = `hoc-so-${person || "guest"}`;
const DAY = 86400000;
const WARN_DAYS = 3;

function show({ left, review, oldest, said }) {
  const { some, old, look, signIn } = place.dataset;
  const days = Math.floor((Date.now() - oldest) / DAY);
  const words = review ? look : said === "sign_in" ? signIn : days >= WARN_DAYS ? old : some;
  place.hidden = !(left || review);
  place.firstElementChild.textContent = words.replace("{count}", review || left).replace("{days}", days);
}

async function open() {
  const { flush } = await import("./queue.js");
  await flush();
}

const stored = (name) => { try { return localStorage[name]; } catch { return ""; } };

addEventListener("queue", ({ detail }) => show(detail));
if (person && stored(NAME)) open();
navigator.serviceWorker?.register("/sw.js").catch(() => {});
