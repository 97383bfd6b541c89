// Only one voice at a time: starting one sound stops the others.

const sounds = [...document.querySelectorAll("[data-listen] audio")];

for (const sound of sounds) {
  sound.addEventListener("play", () => sounds.filter((other) => other !== sound).forEach((other) => other.pause()));
}
