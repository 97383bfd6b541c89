// A practice question is answered without leaving the step: the page that a plain post would open is read,
// and the region that differs is put in place of the one shown.

const FORM = "form[data-practice]";

async function answer(form) {
  const region = document.getElementById(form.dataset.practice);
  region.setAttribute("aria-busy", "true");
  try {
    const reply = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "text/html", "X-Requested-With": "fetch" },
      credentials: "same-origin",
    });
    if (!reply.ok) throw new Error(String(reply.status));
    // That page's own style is not this page's, whose content policy refuses it.
    const text = (await reply.text()).replace(/<style>.*?<\/style>/s, "");
    const page = new DOMParser().parseFromString(text, "text/html");
    const result = page.getElementById(form.dataset.practice);
    if (!result) throw new Error("no result in the reply");
    region.replaceChildren(...result.childNodes);
    region.scrollIntoView({ block: "nearest" });
  } catch {
    region.textContent = form.dataset.offline;
  } finally {
    region.removeAttribute("aria-busy");
  }
}

document.addEventListener("submit", (event) => {
  // One step of several is a page of its own where no script takes the steps.
  if (!event.target.matches(FORM) || "step" in (event.submitter?.dataset ?? {})) return;
  event.preventDefault();
  answer(event.target);
});

// A changed answer makes the old verdict untrue, so it goes.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.(FORM);
  if (form) document.getElementById(form.dataset.practice).replaceChildren();
});
