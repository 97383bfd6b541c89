// Tells the server which screen of a lesson is shown, so that another phone goes on there.
// Nothing waits for the answer: where it does not arrive, this phone still remembers the screen itself.

const lesson = document.querySelector("[data-position-url]");

function tell() {
  const { positionUrl, screen, token } = lesson.dataset;
  const said = new FormData();
  said.set("screen", screen);
  said.set("csrfmiddlewaretoken", token);
  navigator.sendBeacon(positionUrl, said);
}

// Coming back with the browser's Back button shows a screen again, too.
addEventListener("pageshow", tell);
