// What is on this phone: courses, downloaded with the size told before and deleted again; what waits to be sent; what
// the server did not count; what was done before anybody signed in; and a file as the last way out.

import { add, person, renew, soon, waiting, within } from "./queue.js";

const GUEST = "hoc-so-guest";
const owner = person || "guest";
// Each person's courses lie in a store of their own.
const STORE = `pack-${owner}`;
const KEPT = /\/tai-ve\//;
const ANY = { ignoreVary: true };
const LANGUAGE = document.documentElement.lang;
const shelf = document.querySelector("[data-shelf]");
const find = (name) => shelf.querySelector(`[data-${name}]`);

// Intl would stop a slow phone for a moment, and all there is to do is a comma.
const size = (bytes) => {
  const many = bytes / 1048576;
  const shown = many < 0.95 ? `${Math.ceil(bytes / 1024)} kB` : `${many.toFixed(1)} MB`;
  return shown.replace(".", LANGUAGE === "en" ? "." : ",");
};

const read = async (store, address) => (await store.match(address))?.json();
const forget = (store, paths) => Promise.all(paths.map((path) => store.delete(path, ANY)));

async function listed() {
  const store = await caches.open(STORE);
  const addresses = (await store.keys()).map(({ url }) => new URL(url).pathname).filter((path) => KEPT.test(path));
  return Promise.all(addresses.map(async (address) => ({ address, ...(await read(store, address)) })));
}

// What another course shows as well stays.
async function remove(address) {
  const others = [];
  const own = [address];
  for (const pack of await listed()) (pack.address === address ? own : others).push(...pack.paths);
  await forget(await caches.open(STORE), own.filter((path) => !others.includes(path)));
}

// Puts pages and files on the phone; `said` hears how far it is. What was put is in `paths`, done or not.
async function put(store, { pages, files }, paths, said) {
  for (const [path, page] of Object.entries(pages)) {
    paths.push(path);
    await store.put(path, new Response(JSON.stringify(page).replaceAll("[[taken]]", Date.now())));
  }
  for (const { url, bytes } of files) {
    paths.push(url);
    if (!(await store.match(url, ANY))) await store.add(url);
    said(bytes);
  }
}

// The quizzes of the course for whoever is enrolled: their questions, for seven days without network.
async function tickets(store, quizzes, paths, said) {
  const token = person && quizzes[0] && (await renew().catch(() => ""));
  for (const { url } of token ? quizzes : []) {
    const reply = await fetch(url, { method: "POST", headers: { "X-CSRFToken": token } });
    if (reply.ok) await put(store, await reply.json(), paths, said);
  }
}

// A quiz against the clock that has begun: its other pages open without network. Those of the try before go.
async function carry({ dataset: { ticket } }) {
  const store = await caches.open(STORE);
  if ((await read(store, ticket))?.paths.includes(location.pathname)) return;
  await remove(ticket);
  const paths = [];
  await tickets(store, [{ url: ticket }], paths, () => {});
  await store.put(ticket, new Response(JSON.stringify({ paths })));
}

async function download(address, { bytes, sound, progress }) {
  const store = await caches.open(STORE);
  const paths = [];
  let done = 0;
  const said = (more) => progress(Math.min((done += more) / bytes, 1));
  try {
    const reply = await fetch(address);
    if (!reply.ok) throw Error(reply.status);
    const { pages, files, quizzes, title, url } = await reply.json();
    await put(store, { pages, files: files.filter(({ kind }) => sound || kind !== "audio") }, paths, said);
    await tickets(store, quizzes, paths, said);
    const kept = { title, url, tag: reply.headers.get("ETag"), bytes, sound, paths };
    await store.put(address, new Response(JSON.stringify(kept)));
    navigator.storage?.persist?.();
  } catch (error) {
    await forget(store, paths);
    throw error;
  }
}

async function offer(place) {
  const { pack: address, words, going, here, full, failed, sounds } = place.dataset;
  const [get, gone] = place.querySelectorAll("button");
  const status = place.querySelector("[role=status]");
  const choice = place.querySelector("label");
  const kept = await read(await caches.open(STORE), address);
  const head = await fetch(address, { method: "HEAD" }).catch(() => {});
  const bytes = Number(head?.headers.get("X-Bytes"));
  const more = Number(head?.headers.get("X-Sound-Bytes"));
  const sound = choice.querySelector("input");
  const whole = () => bytes + (sound.checked && more);
  const name = () => { get.lastElementChild.textContent = words.replace("{size}", size(whole())); };

  function show(pack) {
    place.hidden = !(pack || bytes);
    gone.hidden = !pack;
    get.hidden = !gone.hidden;
    choice.hidden = get.hidden || !more;
    status.textContent = pack ? here.replace("{size}", size(pack.bytes)) : "";
    name();
  }
  async function start(chosen) {
    get.disabled = true;
    const progress = (share) => { status.textContent = going.replace("{percent}", Math.round(share * 100)); };
    progress(0);
    try {
      const pack = { bytes: whole(), sound: chosen, progress };
      await download(address, pack);
      show(pack);
    } catch (error) {
      status.textContent = error.name === "QuotaExceededError" ? full : failed;
    }
    get.disabled = false;
  }
  choice.querySelector("span").textContent = sounds.replace("{size}", size(more));
  sound.addEventListener("change", name);
  get.addEventListener("click", () => start(sound.checked));
  gone.addEventListener("click", async () => { await remove(address); show(); });
  show(kept);
  // A course that changed since comes anew by itself: its texts weigh little, and its pictures are here already.
  if (kept && head?.ok && head.headers.get("ETag") !== kept.tag) start(kept.sound);
}

const made = (tag, properties) => Object.assign(document.createElement(tag), properties);
const button = (textContent, onclick) => made("button", { type: "button", className: "linklike", textContent, onclick });

function row(...parts) {
  const line = made("li");
  line.append(...parts);
  return line;
}

async function list(place) {
  const packs = (await listed()).filter(({ title }) => title);
  place.hidden = !packs[0];
  find("none").hidden = packs.length;
  place.replaceChildren(...packs.map(({ address, title, url, bytes }) => {
    const link = made("a", { href: url, textContent: title });
    const gone = button(`${place.dataset.delete} (${size(bytes)})`, async () => { await remove(address); list(place); });
    gone.classList.add("end");
    gone.setAttribute("aria-label", `${gone.textContent}: ${title}`);
    return row(link, gone);
  }));
}

const reviewed = () => within((_events, review) => review.getAll()).catch(() => []);

// Sent once more under its own id: if it was counted after all, the server says so.
async function again(...chosen) {
  await within((events, review) => {
    for (const { code: _code, message: _message, place: _place, ...event } of chosen) {
      events.put({ ...event, tried: true });
      review.delete(event.id);
    }
  });
  await soon();
}

function refused(event) {
  const at = new Date(event.at_device).toLocaleString(LANGUAGE, { dateStyle: "short", timeStyle: "short" });
  const words = made("span", { textContent: `${at}: ${event.message}` });
  const gone = () => confirm(shelf.dataset.sure) && within((_e, review) => review.delete(event.id)).then(show);
  return row(words, button(shelf.dataset.again, () => again(event)), button(shelf.dataset.gone, gone));
}

async function show() {
  const left = (await waiting()).length;
  const review = await reviewed();
  find("waiting").hidden = !left;
  find("count").textContent = find("count").dataset.words.replace("{count}", left);
  find("review").hidden = !review.length;
  find("list").replaceChildren(...review.map(refused));
}

async function save() {
  const kept = { person: owner, saved_at: new Date().toISOString(), events: [...(await reviewed()), ...(await waiting())] };
  const href = URL.createObjectURL(new Blob([JSON.stringify(kept)], { type: "application/json" }));
  made("a", { href, download: `hoc-so-${kept.saved_at.slice(0, 10)}.json` }).click();
}

// A file saved on a phone that can send no more is sent by another, for the same person only.
async function take({ target }) {
  const { dataset } = find("read");
  try {
    const { person: whose, events } = JSON.parse(await target.files[0].text());
    if (whose !== owner || !events.every(({ id, device, seq }) => id && device && seq)) throw Error("not ours");
    await again(...events);
    find("read").textContent = dataset.good.replace("{count}", events.length);
  } catch {
    find("read").textContent = dataset.bad;
  }
}

// What this phone recorded before anybody signed in is offered to whoever signs in: only people know whose it was.
async function offerClaims(place) {
  const [mine, others] = place.querySelectorAll("button");
  const recorded = () => within((events) => events.getAll(), GUEST);
  mine.addEventListener("click", async () => {
    for (const { place: at, kind, subject, body } of await recorded()) {
      await add({ kind: "claim", subject, body: { ...body, kind: kind === "practice" ? kind : "lesson" } });
      await within((events) => events.delete(at), GUEST);
    }
    delete localStorage[GUEST];
    place.hidden = true;
    soon();
  });
  others.addEventListener("click", () => {
    sessionStorage.notMine = place.hidden = true;
  });
  if (!localStorage[GUEST] || sessionStorage.notMine) return;
  const count = (await recorded()).length;
  place.firstElementChild.textContent = place.dataset.words.replace("{count}", count);
  place.hidden = !count;
}

document.querySelectorAll("[data-claims]").forEach(offerClaims);
if (globalThis.caches) {
  document.querySelectorAll("[data-pack]").forEach(offer);
  document.querySelectorAll("[data-packs]").forEach(list);
  document.querySelectorAll("[data-ticket]").forEach((form) => carry(form).catch(() => {}));
}
if (shelf) {
  find("missing").hidden = location.pathname === shelf.dataset.address;
  find("send").addEventListener("click", soon);
  find("save").addEventListener("click", save);
  document.getElementById("rescue").addEventListener("change", take);
  addEventListener("queue", show);
  await show();
  soon();
}
