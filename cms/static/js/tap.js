// A tap on a picture question is marked at once and kept with the answer. Without this the picture sends the form.

for (const picture of document.querySelectorAll("input[data-tap]")) {
  const question = picture.closest("fieldset");
  const kept = question.querySelector("input[name$='-point']");
  const spot = picture.nextElementSibling;
  const note = question.querySelector("[data-tap-note]");
  const names = [...question.querySelectorAll("input[type=radio]")];

  const show = () => {
    const [x, y] = kept.value.split(";");
    spot.hidden = !kept.value;
    // The spot shows what the note only tells.
    if (note) note.hidden = true;
    spot.style.left = `${x}%`;
    spot.style.top = `${y}%`;
  };
  const share = (at, whole) => Math.min(Math.max((100 * at) / whole, 0), 100).toFixed(2);

  picture.addEventListener("click", (event) => {
    // The Enter key in another field "clicks" the form's first button: that is a wish to send, not a tap.
    if (!event.detail) return;
    event.preventDefault();
    const box = picture.getBoundingClientRect();
    kept.value = `${share(event.clientX - box.left, box.width)};${share(event.clientY - box.top, box.height)}`;
    names.forEach((radio) => { radio.checked = false; });
    show();
    kept.dispatchEvent(new Event("change", { bubbles: true }));
  });
  question.addEventListener("change", (event) => {
    if (!names.includes(event.target)) return;
    kept.value = "";
    show();
  });
  // An answer kept on the phone is put back after the modules have run.
  addEventListener("pageshow", show);
}
