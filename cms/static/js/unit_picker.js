// A list of several hundred communes is found by typing a few letters, with or without accents.
// The plain <select> stays in the form and carries the value; without this file it is used as it is.

const SHOWN = 8;
const { content, dataset: words } = document.getElementById("unit-picker");
const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

function choiceOf({ value, text, parentElement: { label } }) {
  // A group that only repeats the kind of unit ("Xã Sa Lý" under "Xã") says nothing more.
  const whole = label && !text.startsWith(label) ? `${text}, ${label}` : text;
  return { value, text: whole, folded: ` ${fold(whole)}` };
}

function enhance(select) {
  const choices = [...select.options].filter(({ value }) => value).map(choiceOf);
  const [input, list, status] = content.cloneNode(true).children;
  const pattern = list.firstElementChild;
  let active = -1;

  pattern.remove();
  input.id = select.id;
  select.id += "-list";
  list.id = `${input.id}-found`;
  input.setAttribute("aria-controls", list.id);
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  // An empty hidden list would stop the form with a message nobody can see; the visible box asks instead.
  input.required = select.required;
  select.required = false;
  select.hidden = true;
  input.value = choices.find(({ value }) => value === select.value)?.text ?? "";
  select.after(input, list, status);

  function open(found) {
    active = -1;
    list.hidden = !found;
    input.setAttribute("aria-expanded", found > 0);
    input.removeAttribute("aria-activedescendant");
  }

  function choose({ value, text }) {
    select.value = value;
    input.value = text;
    status.textContent = `${words.chosen} ${text}`;
    open(0);
  }

  function rowOf(choice, index) {
    const row = pattern.cloneNode();
    row.id = `${list.id}-${index}`;
    row.textContent = choice.text;
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => choose(choice));
    return row;
  }

  function show() {
    const typed = fold(input.value);
    // Every word typed must begin a word of the name.
    const parts = typed.split(/[\s,]+/).filter(Boolean);
    const fits = ({ folded }) => parts.length && parts.every((part) => folded.includes(` ${part}`));
    const found = choices.filter(fits).slice(0, SHOWN);
    list.replaceChildren(...found.map(rowOf));
    open(found.length);
    status.textContent = input.value && !found.length ? words.none : "";
    // What is typed and not chosen is not an answer, unless it is the one name it can mean.
    const [same, other] = choices.filter(({ folded }) => folded.trim() === typed.trim());
    select.value = (!other && same?.value) || "";
  }

  function move(step) {
    const rows = [...list.children];
    if (!rows.length) return;
    rows[active]?.setAttribute("aria-selected", false);
    active = (active + step + rows.length) % rows.length;
    rows[active].setAttribute("aria-selected", true);
    rows[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", rows[active].id);
  }

  input.addEventListener("input", show);
  input.addEventListener("blur", () => open(0));
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") open(0);
    else if (step || (event.key === "Enter" && active >= 0)) {
      event.preventDefault();
      if (step) move(step);
      else list.children[active].click();
    }
  });
}

document.querySelectorAll("select[data-unit-picker]").forEach(enhance);
