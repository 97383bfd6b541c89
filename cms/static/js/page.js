// On every page: no form is sent twice, what waits on this phone is sent and told, and the service worker keeps pages
// for a bad network. Where nothing waits, this is all that is loaded.

const person = document.querySelector("[data-person]")?.dataset.person.replace("[[person]]", "");
const place = document.getElementById("unsent");
const DAY = 86400000;
const WARN_DAYS = 3;

function enable(form, enabled) {
  for (const field of form.elements) if (field.type === "submit") field.disabled = !enabled;
}

// A double tap must not send a form twice. The server stands replays anyway; this spares the wait and the doubt.
document.addEventListener("submit", (event) => {
  const { dataset } = event.target;
  if (!("oneSubmit" in dataset)) return;
  if (dataset.sent) return event.preventDefault();
  dataset.sent = 1;
  // The button is disabled only after the browser has read it into the form's data.
  setTimeout(enable, 0, event.target, false);
});

// Coming back with the browser's Back button shows the page as it was left: the form can be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    enable(form, true);
  }
});

addEventListener("queue", ({ detail: { left, review, oldest, signedOut } }) => {
  const { some, old, look, signIn } = place.dataset;
  const days = Math.floor((Date.now() - oldest) / DAY);
  const words = review ? look : signedOut ? signIn : days >= WARN_DAYS ? old : some;
  place.hidden = !(left || review);
  place.firstElementChild.textContent = words.replace("{count}", review || left).replace("{days}", days);
});

// The button to send a certificate on appears only where the phone can do it.
if (navigator.share) {
  for (const button of document.querySelectorAll("button[data-share]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const tapped = event.target.closest?.("a[data-show], button[data-share]");
  if (!tapped) return;
  const { title, url, width, height, alt } = tapped.dataset;
  if (url) {
    const closed = await navigator.share({ title, url: new URL(url, location.href).href }).catch((error) => error);
    // Closing the phone's own dialogue without choosing is not a fault.
    if (closed && closed.name !== "AbortError") location.assign(url);
    return;
  }
  // Whoever saves data sees a picture after a tap, in the place of its link. Without this the link opens it by itself.
  event.preventDefault();
  const picture = Object.assign(new Image(width, height), { alt, tabIndex: -1, src: tapped.href });
  tapped.replaceWith(picture);
  picture.focus();
});

navigator.serviceWorker?.register("/sw.js").catch(() => {});
try {
  if (person && localStorage[`hoc-so-${person}`]) (await import("./queue.js")).flush();
} catch { /* closed storage: nothing could be kept in it */ }
