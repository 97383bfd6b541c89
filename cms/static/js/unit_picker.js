// A list of several hundred communes is found by typing a few letters, with or without accents.
// The plain <select> stays in the form and carries the value; without this file it is used as it is.

const SHOWN = 8;
const words = document.getElementById("unit-picker-words")?.dataset;

function fold(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");
}

function choicesOf(select) {
  return [...select.options].filter((option) => option.value).map((option) => {
    const group = option.parentElement.label ?? "";
    // A group that only repeats the kind of unit ("Xã Sa Lý" under "Xã") says nothing more.
    const text = group && !option.text.startsWith(group) ? `${option.text}, ${group}` : option.text;
    return { value: option.value, text, folded: ` ${fold(text)}` };
  });
}

// Every word typed must begin a word of the name; names that begin with the first word come first.
function matching(choices, typed) {
  const parts = fold(typed).split(/[\s,]+/).filter(Boolean);
  if (!parts.length) return [];
  const found = choices.filter((choice) => parts.every((part) => choice.folded.includes(` ${part}`)));
  return found.slice(0, SHOWN);
}

function enhance(select) {
  const choices = choicesOf(select);
  const input = document.createElement("input");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let active = -1;

  input.id = select.id;
  select.id = `${input.id}-list`;
  list.id = `${input.id}-found`;
  Object.assign(input, { type: "text", autocomplete: "off", placeholder: words.hint, className: "input" });
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  // An empty hidden list would stop the form with a message nobody can see; the visible box asks instead.
  input.required = select.required;
  select.required = false;
  select.hidden = true;
  list.className = "picker-list";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  status.className = "help";
  status.setAttribute("role", "status");
  input.value = choices.find((choice) => choice.value === select.value)?.text ?? "";
  select.after(input, list, status);

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(choice) {
    select.value = choice.value;
    input.value = choice.text;
    status.textContent = `${words.chosen} ${choice.text}`;
    close();
  }

  function show() {
    const found = matching(choices, input.value);
    list.replaceChildren(...found.map((choice, index) => {
      const row = document.createElement("li");
      Object.assign(row, { id: `${list.id}-${index}`, textContent: choice.text });
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.addEventListener("pointerdown", (event) => event.preventDefault());
      row.addEventListener("click", () => choose(choice));
      return row;
    }));
    close();
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    status.textContent = input.value && !found.length ? words.none : "";
    // What is typed and not chosen is not an answer, unless it is the one name it can mean.
    const same = choices.filter((choice) => choice.folded.trim() === fold(input.value).trim());
    select.value = same.length === 1 ? same[0].value : "";
  }

  function move(step) {
    const rows = [...list.children];
    if (!rows.length) return;
    rows[active]?.setAttribute("aria-selected", "false");
    active = (active + step + rows.length) % rows.length;
    rows[active].setAttribute("aria-selected", "true");
    rows[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", rows[active].id);
  }

  input.addEventListener("input", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      list.children[active].click();
    } else if (event.key === "Escape") close();
  });
}

if (words) document.querySelectorAll("select[data-unit-picker]").forEach(enhance);
