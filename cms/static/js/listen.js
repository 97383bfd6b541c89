// One voice at a time, and the sentence that is being read is marked where it stands.

const boxes = [...document.querySelectorAll("[data-listen]")];
const numbers = (text) => (text ?? "").split(" ").filter(Boolean).map(Number);
let marked;

// The sentences of a step as ranges of its text: the server told how many signs other than blanks each of them has.
function rangesOf(box) {
  const lengths = numbers(box.dataset.marks);
  const found = [];
  let left = 0;
  for (const part of box.closest("section")?.querySelectorAll("[data-read]") ?? []) {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = walk.currentNode;
      for (let at = 0; at < text.length; at += 1) {
        if (!text.data[at].trim()) continue;
        if (!left) {
          if (found.length === lengths.length) return found;
          left = lengths[found.length];
          found.push(document.createRange());
          found.at(-1).setStart(text, at);
        }
        left -= 1;
        found.at(-1).setEnd(text, at + 1);
      }
    }
  }
  return found;
}

function mark(range) {
  marked?.classList.remove("being-read");
  globalThis.CSS?.highlights?.delete("read");
  marked = range?.startContainer.parentElement;
  if (!range) return;
  if (globalThis.Highlight) CSS.highlights.set("read", new Highlight(range));
  else marked.classList.add("being-read");
}

function silence(but) {
  globalThis.speechSynthesis?.cancel();
  boxes.forEach((box) => { const sound = box.querySelector("audio"); if (sound !== but) sound?.pause(); });
  mark();
}

function withSound(box, sound) {
  let ranges;
  // A recording without times is taken to be read evenly.
  const ends = () => {
    const told = numbers(box.dataset.ends);
    if (told.length) return told;
    const lengths = numbers(box.dataset.marks);
    const whole = lengths.reduce((sum, length) => sum + length, 0);
    let at = 0;
    return lengths.map((length) => { at += length; return (1000 * sound.duration * at) / whole; });
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
  const voice = () => speechSynthesis.getVoices().find((each) => each.lang.replace("_", "-").split("-")[0] === box.dataset.language);
  const offer = () => { box.hidden = !voice() || !box.dataset.marks; };
  const rest = () => { button.textContent = button.dataset.say; button.setAttribute("aria-pressed", "false"); };
  button.addEventListener("click", () => {
    const reading = button.getAttribute("aria-pressed") === "true";
    silence();
    if (reading) return rest();
    button.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
    const ranges = rangesOf(box);
    ranges.forEach((range, n) => {
      const said = new SpeechSynthesisUtterance(range.toString());
      [said.voice, said.lang, said.rate] = [voice(), voice().lang, 0.9];
      said.onstart = () => mark(range);
      said.onerror = () => { rest(); mark(); };
      if (n === ranges.length - 1) said.onend = said.onerror;
      speechSynthesis.speak(said);
    });
  });
  offer();
  speechSynthesis.addEventListener?.("voiceschanged", offer);
}

for (const box of boxes) {
  const sound = box.querySelector("audio");
  if (sound) withSound(box, sound);
  else if (globalThis.speechSynthesis) withVoice(box, box.querySelector("button"));
}
addEventListener("pagehide", () => silence());
