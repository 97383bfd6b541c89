// Counts down what the server said is left; the phone's own clock and date are never asked, only how much time passed.

const place = document.querySelector("[data-due]");
const seconds = Number(place.dataset.due);
const begun = performance.now();

function show() {
  const minutes = Math.floor((seconds - (performance.now() - begun) / 1000) / 60);
  const { minutes: many, soon, over } = place.dataset;
  place.lastElementChild.textContent = minutes < 0 ? over : minutes < 1 ? soon : many.replace("{minutes}", minutes);
}

show();
setInterval(show, 10000);
