// A walk through phone screens, one after the other without a reload. Without this a tap sends the form.

for (const root of document.querySelectorAll("[data-simulator]")) {
  const screens = [...root.querySelectorAll("[data-screen]")];
  const end = root.querySelector("[data-end]");
  const moves = root.querySelector("[data-moves]");
  const test = "test" in root.dataset;
  const part = (within, name) => within.querySelector(`[data-${name}]`);
  const kept = (screen) => part(screen, "kept");
  const taps = (screen) => kept(screen).value.split(",");
  const rights = (screen) => [...screen.querySelectorAll("[data-right]")].map((button) => button.value);
  const radios = (screen) => [...screen.querySelectorAll("[type=radio]")];
  const isDone = (screen) => test
    ? kept(screen).value || radios(screen).some((radio) => radio.checked)
    : taps(screen).some((tap) => rights(screen).includes(tap));
  const next = () => { const open = screens.findIndex((screen) => !isDone(screen)); return open < 0 ? screens.length : open; };
  let here;

  const show = (number, moved) => {
    here = number;
    screens.forEach((screen, n) => { screen.hidden = n !== here; });
    end.hidden = here < screens.length;
    const told = part(end, "told");
    const right = screens.filter((screen) => rights(screen).includes(taps(screen)[0])).length;
    if (told) told.textContent = told.dataset.told.replace("{right}", right).replace("{total}", screens.length);
    if (moves) {
      moves.hidden = false;
      part(moves, "back").hidden = !here;
      part(moves, "on").hidden = here === screens.length;
    }
    if (moved) (screens[here] ?? end).focus();
  };

  // Of places that overlap the smallest one is meant.
  const placeAt = (screen, x, y) => [...screen.querySelectorAll("[data-box]")]
    .map((button) => [button, ...button.dataset.box.split(" ").map(Number)])
    .filter(([, left, top, width, height]) => x >= left && x <= left + width && y >= top && y <= top + height)
    .sort((one, other) => one[3] * one[4] - other[3] * other[4])[0]?.[0];

  const pick = (screen, button) => {
    const said = part(screen, "said");
    kept(screen).value += (kept(screen).value && ",") + (button ? button.value : "-");
    said.hidden = Boolean(button && "right" in button.dataset);
    if (said.hidden) return show(next(), true);
    said.textContent = button?.dataset.hint ?? screen.dataset.hint ?? root.dataset.wrong;
    said.scrollIntoView({ block: "nearest" });
  };

  root.addEventListener("click", (event) => {
    const screen = event.target.closest("[data-screen]");
    if ("picture" in event.target.dataset) {
      // The Enter key "clicks" a form's first button: that is no tap.
      if (!event.detail) return;
      event.preventDefault();
      const box = event.target.getBoundingClientRect();
      const share = (at, whole) => Math.min(Math.max((100 * at) / whole, 0), 100);
      const [x, y] = [share(event.clientX - box.left, box.width), share(event.clientY - box.top, box.height)];
      if (!test) return pick(screen, placeAt(screen, x, y));
      kept(screen).value = `${x.toFixed(2)};${y.toFixed(2)}`;
      radios(screen).forEach((radio) => { radio.checked = false; });
      part(screen, "tapped").hidden = false;
      kept(screen).dispatchEvent(new Event("change", { bubbles: true }));
      show(here + 1, true);
    } else if ("box" in event.target.dataset) {
      event.preventDefault();
      pick(screen, event.target);
    } else if ("step" in event.target.dataset) {
      event.preventDefault();
      screens.forEach((each) => { kept(each).value = ""; part(each, "said").hidden = true; });
      show(0, true);
    } else if ("back" in event.target.dataset) show(here - 1, true);
    else if ("on" in event.target.dataset) show(here + 1, true);
  });
  root.addEventListener("change", (event) => {
    if (event.target.type === "radio") kept(event.target.closest("[data-screen]")).value = "";
  });
  show(next());
  // An answer kept on the phone is put back after the modules have run.
  addEventListener("pageshow", () => show(next()));
}
