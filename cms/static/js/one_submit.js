// A double tap must not send a form twice. The server stands replays anyway; this spares the wait and the doubt.

function lock(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-one-submit")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  // The button is disabled only after the browser has read it into the form's data.
  setTimeout(() => buttonsOf(form).forEach((button) => { button.disabled = true; }));
}

function buttonsOf(form) {
  return [...form.elements].filter((element) => element.type === "submit");
}

// Coming back with the browser's Back button shows the page as it was left: the form can be sent again.
function unlock() {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    buttonsOf(form).forEach((button) => { button.disabled = false; });
  }
}

document.addEventListener("submit", lock);
addEventListener("pageshow", unlock);
