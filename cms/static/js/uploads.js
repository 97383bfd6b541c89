// A chosen file is sent at once, with the form around it; until the server has it, the page has to stay open.

const form = document.querySelector("form[data-autosave]");
// By an event: importing the page's own script under its plain name would run it a second time.
const say = (...detail) => form.dispatchEvent(new CustomEvent("say", { detail }));
// A photo over a slow network takes minutes.
const GIVE_UP = 300000;
const AGAIN = 10000;

let sending = false;
let timer = 0;

const chosen = () => [...form.elements].find((field) => field.type === "file" && field.files.length);

async function send() {
  const field = chosen();
  if (!field || sending) return;
  sending = true;
  say("sending", 0, field.dataset.sending);
  try {
    const reply = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json", "X-Requested-With": "fetch" },
      redirect: "manual",
      signal: AbortSignal.timeout(GIVE_UP),
    });
    const said = await reply.json();
    keptFiles(said.items ?? []);
    if (reply.ok) say("saved", 0, said.message);
    else if (reply.status === 422 || reply.status === 409) refused(said);
    else throw new Error(String(reply.status));
  } catch {
    say("waiting", 0, field.dataset.waiting);
    clearTimeout(timer);
    timer = setTimeout(send, AGAIN);
  } finally {
    sending = false;
  }
}

// A file that was refused is not sent again; what was taken beside it is kept.
function refused({ message }) {
  say("waiting", 0, message);
  form.querySelectorAll("[type=file]").forEach((field) => { field.value = ""; });
}

// A file goes up once: from then on the form names it, and says which one is kept.
function keptFiles(receipts) {
  for (const { item, file, name } of receipts) {
    const field = form.elements[`item-${item}-upload`];
    if (!file || !field) continue;
    form.elements[`item-${item}-file`].value = file;
    form.elements[`item-${item}-filename`].value = name;
    field.value = "";
    const kept = field.closest(".field").querySelector("[data-kept]");
    kept.querySelector("b").textContent = name;
    kept.hidden = false;
  }
}

form.addEventListener("change", ({ target }) => target.type === "file" && send());
addEventListener("online", send);
