// The button to send a certificate on appears only where the phone can do it.

async function share(button) {
  const url = new URL(button.dataset.url, location.href).href;
  try {
    await navigator.share({ title: button.dataset.title, url });
  } catch (error) {
    // Closing the phone's own dialogue without choosing is not a fault.
    if (error.name !== "AbortError") location.assign(url);
  }
}

if (navigator.share) {
  for (const button of document.querySelectorAll("button[data-share]")) {
    button.hidden = false;
    button.addEventListener("click", () => share(button));
  }
}
