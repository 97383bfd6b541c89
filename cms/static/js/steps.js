// What stands in steps and questions and answers a finger: a tap on a picture, a walk through phone screens, an order,
// words being counted, and text read aloud. Without this the fields are filled in by hand, and a tap sends the form.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const numbers = (text) => text.split(" ").filter(Boolean).map(Number);
const tell = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));

// Answers kept by the browser or on the phone may be put back after this has run.
function nowAndLater(show) {
  show();
  addEventListener("pageshow", show);
}

// Where a tap is on its picture, in per cent. The Enter key "clicks" a form's first button: that is no tap.
function tapOf(event) {
  if (!event.detail) return null;
  event.preventDefault();
  const box = event.target.getBoundingClientRect();
  const share = (at, whole) => Math.min(Math.max((100 * at) / whole, 0), 100).toFixed(2);
  return [share(event.clientX - box.left, box.width), share(event.clientY - box.top, box.height)];
}

// A tap is marked at once and kept with the answer.
function markTaps(picture) {
  const question = picture.closest("fieldset");
  const [kept] = all("[name$='-point']", question);
  const names = all("[type=radio]", question);
  const spot = picture.nextElementSibling;
  const show = () => {
    const [x, y] = kept.value.split(";");
    spot.hidden = !kept.value;
    // The spot shows what the note only tells.
    for (const note of all("[data-tap-note]", question)) note.hidden = true;
    spot.style.left = `${x}%`;
    spot.style.top = `${y}%`;
  };
  picture.addEventListener("click", (event) => {
    const tap = tapOf(event);
    if (!tap) return;
    kept.value = tap.join(";");
    for (const radio of names) radio.checked = false;
    show();
    tell(kept);
  });
  question.addEventListener("change", ({ target }) => {
    if (!names.includes(target)) return;
    kept.value = "";
    show();
  });
  nowAndLater(show);
}

// Phone screens one after the other without a reload.
function walk(root) {
  const part = (name, within = root) => within.querySelector(`[data-${name}]`);
  const screens = all("[data-screen]", root);
  const end = part("end");
  const moves = part("moves");
  const test = "test" in root.dataset;
  const kept = (screen) => part("kept", screen);
  const isRight = (screen, tap) => all("[data-right]", screen).some(({ value }) => value === tap);
  const taps = (screen) => kept(screen).value.split(",");
  const radios = (screen) => all("[type=radio]", screen);
  const isOpen = (screen) => test
    ? !kept(screen).value && !radios(screen).some((radio) => radio.checked)
    : !taps(screen).some((tap) => isRight(screen, tap));
  // The pictures of the screens to come load behind the one that is shown.
  for (const picture of all("img", root)) picture.loading = "eager";
  let here;

  const show = (number, moved) => {
    here = number;
    screens.forEach((screen, n) => { screen.hidden = n !== here; });
    end.hidden = here < screens.length;
    const told = part("told", end);
    const right = screens.filter((screen) => isRight(screen, taps(screen)[0])).length;
    if (told) told.textContent = told.dataset.told.replace("{right}", right).replace("{total}", screens.length);
    if (moves) {
      moves.hidden = false;
      part("back").hidden = !here;
      part("on").hidden = here === screens.length;
    }
    if (moved) (screens[here] ?? end).focus();
  };
  const showOpen = (moved) => show([...screens.map(isOpen), true].indexOf(true), moved === true);

  // Of places that overlap the smallest one is meant.
  const placeAt = (screen, [x, y]) => all("[data-box]", screen)
    .map((button) => [button, ...numbers(button.dataset.box)])
    .filter(([, left, top, width, height]) => x >= left && x <= left + width && y >= top && y <= top + height)
    .sort((one, other) => one[3] * one[4] - other[3] * other[4])[0]?.[0];

  const pick = (screen, button) => {
    const said = part("said", screen);
    kept(screen).value += (kept(screen).value && ",") + (button?.value ?? "-");
    said.hidden = "right" in (button?.dataset ?? {});
    if (said.hidden) return showOpen(true);
    said.textContent = button?.dataset.hint ?? screen.dataset.hint ?? root.dataset.wrong;
    said.scrollIntoView({ block: "nearest" });
  };

  root.addEventListener("click", (event) => {
    const { target, target: { dataset } } = event;
    const screen = target.closest("[data-screen]");
    if ("picture" in dataset) {
      const tap = tapOf(event);
      if (!tap) return;
      if (!test) return pick(screen, placeAt(screen, tap.map(Number)));
      kept(screen).value = tap.join(";");
      for (const radio of radios(screen)) radio.checked = false;
      part("tapped", screen).hidden = false;
      tell(kept(screen));
      show(here + 1, true);
    } else if ("box" in dataset) {
      event.preventDefault();
      pick(screen, target);
    } else if ("step" in dataset) {
      event.preventDefault();
      screens.forEach((each) => { kept(each).value = ""; part("said", each).hidden = true; });
      show(0, true);
    } else if ("back" in dataset) show(here - 1, true);
    else if ("on" in dataset) show(here + 1, true);
  });
  root.addEventListener("change", ({ target }) => {
    if (target.type === "radio") kept(target.closest("[data-screen]")).value = "";
  });
  nowAndLater(showOpen);
}

// Steps are put in order by two buttons each. The lists of places stay in the form as the data, out of sight, and are
// filled by the first press: until then nothing was answered.
function arrange(list) {
  const help = list.parentElement;
  const places = (step) => step.querySelector("select");
  const textOf = (step) => places(step).nextElementSibling.textContent;

  const press = (step, up) => {
    const other = up ? step.previousElementSibling : step.nextElementSibling;
    // The neighbour goes round the step, so that the button that was pressed keeps the focus.
    if (other) step[up ? "after" : "before"](other);
    [...list.children].forEach((each, n) => { places(each).value = n + 1; });
    list.classList.add("given");
    const said = list.dataset.said.replace("{step}", textOf(step)).replace("{place}", places(step).value);
    help.querySelector("[role=status]").textContent = said;
    tell(places(step));
  };
  for (const step of list.children) {
    const buttons = document.createElement("div");
    for (const word of ["up", "down"]) {
      const text = list.dataset[word];
      const made = Object.assign(document.createElement("button"), { type: "button", className: "btn ghost", textContent: text });
      made.setAttribute("aria-label", `${text}: ${textOf(step)}`);
      made.addEventListener("click", () => press(step, word === "up"));
      buttons.append(made);
    }
    places(step).hidden = true;
    step.append(buttons);
  }
  for (const each of all("[data-with], [data-without]", help)) each.hidden = !each.hidden;

  // An order given before is shown; anything less stays as it was laid out.
  nowAndLater(() => {
    const steps = [...list.children];
    const given = new Set(steps.map((step) => places(step).value).filter(Boolean)).size === steps.length;
    list.classList.toggle("given", given);
    if (given) list.append(...steps.sort((a, b) => places(a).value - places(b).value));
  });
}

// How many words are written and how many characters are left, while an answer is being written.
function count(place) {
  const field = document.getElementById(place.dataset.count);
  const show = () => {
    const words = field.value.split(/\s+/).filter(Boolean).length;
    const left = Math.max(field.maxLength - field.value.length, 0);
    place.textContent = place.dataset.said.replace("{words}", words).replace("{left}", left.toLocaleString("vi-VN"));
    place.hidden = false;
  };
  field.addEventListener("input", show);
  nowAndLater(show);
}

// The sentences of a step as ranges of its text: the server told how many signs other than blanks each of them has.
function rangesOf(box) {
  const lengths = numbers(box.dataset.marks);
  const found = [];
  let left = 0;
  let range;
  for (const part of all("[data-read]", box.closest("section") ?? box)) {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
      for (let at = 0; at < text.length; at += 1) {
        if (!text.data[at].trim()) continue;
        if (!left) {
          left = lengths[found.length];
          if (!left) return found;
          range = document.createRange();
          range.setStart(text, at);
          found.push(range);
        }
        left -= 1;
        range.setEnd(text, at + 1);
      }
    }
  }
  return found;
}

// One voice at a time, and the sentence that is being read is marked where it stands.
let marked;

function mark(range) {
  marked?.classList.remove("being-read");
  CSS.highlights?.delete("read");
  marked = range?.startContainer.parentElement;
  if (!range) return;
  if (CSS.highlights) CSS.highlights.set("read", new Highlight(range));
  else marked.classList.add("being-read");
}

function silence(but) {
  globalThis.speechSynthesis?.cancel();
  all("[data-listen] audio").forEach((sound) => sound !== but && sound.pause());
  mark();
}

function withSound(box, sound) {
  let ranges;
  // A recording without times is taken to be read evenly.
  const ends = () => {
    const told = numbers(box.dataset.ends);
    if (told.length) return told;
    const lengths = numbers(box.dataset.marks);
    let at = 0;
    const read = lengths.map((length) => { at += length; return at; });
    return read.map((sum) => (1000 * sound.duration * sum) / at);
  };
  sound.addEventListener("play", () => silence(sound));
  sound.addEventListener("ended", () => mark());
  sound.addEventListener("timeupdate", () => {
    if (sound.paused) return;
    ranges ??= rangesOf(box);
    mark(ranges[ends().findIndex((end) => sound.currentTime * 1000 < end)]);
  });
}

function withVoice(box, button) {
  const { language, marks } = box.dataset;
  const voice = () => speechSynthesis.getVoices().find(({ lang }) => lang.split(/[-_]/)[0] === language);
  const offer = () => { box.hidden = !voice() || !marks; };
  let reading = false;
  const turn = (on) => {
    reading = on;
    button.textContent = button.dataset[on ? "stop" : "say"];
    button.setAttribute("aria-pressed", on);
  };
  button.addEventListener("click", () => {
    turn(!reading);
    silence();
    if (!reading) return;
    const ranges = rangesOf(box);
    ranges.forEach((range, n) => {
      const said = new SpeechSynthesisUtterance(range.toString());
      [said.voice, said.lang, said.rate] = [voice(), voice().lang, 0.9];
      said.onstart = () => mark(range);
      said.onerror = () => { turn(false); mark(); };
      if (n === ranges.length - 1) said.onend = said.onerror;
      speechSynthesis.speak(said);
    });
  });
  offer();
  speechSynthesis.addEventListener?.("voiceschanged", offer);
}

// A recording is followed sentence by sentence; without one, a voice of the browser reads.
function listen(box) {
  const [sound] = all("audio", box);
  if (sound) withSound(box, sound);
  else if (globalThis.speechSynthesis) withVoice(box, box.querySelector("button"));
}

all("[data-listen]").forEach(listen);
all("input[data-tap]").forEach(markTaps);
all("[data-simulator]").forEach(walk);
all("[data-arrange]").forEach(arrange);
all("[data-count]").forEach(count);
addEventListener("pagehide", silence);
