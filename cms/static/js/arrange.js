// Steps are put in order by two buttons each. The lists of places stay in the form as the data, out of sight, and are
// filled by the first press: until then nothing was answered.

const places = (step) => step.querySelector("select");

function press(list, step, up) {
  const other = up ? step.previousElementSibling : step.nextElementSibling;
  // The neighbour goes round the step, so that the button that was pressed keeps the focus.
  if (other) step[up ? "after" : "before"](other);
  [...list.children].forEach((each, n) => { places(each).value = n + 1; });
  list.classList.add("given");
  const text = places(step).nextElementSibling.textContent;
  const said = list.dataset.said.replace("{step}", text).replace("{place}", places(step).value);
  list.parentElement.querySelector("[role=status]").textContent = said;
  places(step).dispatchEvent(new Event("change", { bubbles: true }));
}

function button(list, step, up) {
  const made = document.createElement("button");
  const word = up ? list.dataset.up : list.dataset.down;
  Object.assign(made, { type: "button", className: "btn ghost", textContent: word });
  made.setAttribute("aria-label", `${word}: ${places(step).nextElementSibling.textContent}`);
  made.addEventListener("click", () => press(list, step, up));
  return made;
}

function arrange(list) {
  for (const step of list.children) {
    places(step).hidden = true;
    const buttons = document.createElement("div");
    buttons.append(button(list, step, true), button(list, step, false));
    step.append(buttons);
  }
  for (const help of list.parentElement.querySelectorAll("[data-with], [data-without]")) help.hidden = !help.hidden;
}

// An order given before is shown; anything less stays as it was laid out.
function show(list) {
  const steps = [...list.children];
  const given = new Set(steps.map((step) => places(step).value).filter(Boolean));
  list.classList.toggle("given", given.size === steps.length);
  if (given.size === steps.length) list.append(...steps.sort((a, b) => places(a).value - places(b).value));
}

const lists = document.querySelectorAll("[data-arrange]");
lists.forEach(arrange);
// Other scripts and the browser's own memory may fill the lists in before this.
addEventListener("pageshow", () => lists.forEach(show));
document.addEventListener("DOMContentLoaded", () => lists.forEach(show));
