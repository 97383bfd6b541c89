// Courses on this phone: downloaded with the size told before, listed, deleted. Each person's lie in a store of their own.

const person = document.querySelector("[data-person]")?.dataset.person.replace("[[person]]", "");
const STORE = `pack-${person || "guest"}`;
const KEPT = /\/tai-ve\/[^/]+\/$/;

const size = (bytes) => {
  const many = bytes / 1048576;
  const shown = many >= 0.95 ? [many, "MB"] : [Math.ceil(bytes / 1024), "kB"];
  return `${shown[0].toLocaleString("vi-VN", { maximumFractionDigits: 1 })} ${shown[1]}`;
};

async function read(store, address) {
  const found = await store.match(address);
  return found && found.json();
}

async function remove(address) {
  const store = await caches.open(STORE);
  const pack = await read(store, address);
  const others = (await listed()).filter((each) => each.address !== address).flatMap((each) => each.paths);
  const own = (pack?.paths ?? []).filter((path) => !others.includes(path));
  await Promise.all([address, ...own].map((path) => store.delete(path, { ignoreVary: true })));
}

export async function listed() {
  const store = await caches.open(STORE);
  const addresses = (await store.keys()).map((request) => new URL(request.url).pathname).filter((path) => KEPT.test(path));
  return Promise.all(addresses.map(async (address) => ({ address, ...(await read(store, address)) })));
}

// Puts pages and files on the phone; `said` hears how far it is. What was put is in `paths`, done or not.
async function put(store, { pages, files }, paths, said) {
  for (const [path, page] of Object.entries(pages)) {
    paths.push(path);
    await store.put(path, new Response(JSON.stringify(page)));
  }
  for (const { url, bytes } of files) {
    paths.push(url);
    if (!(await store.match(url, { ignoreVary: true }))) await store.add(url);
    said(bytes);
  }
}

// The quizzes of the course for whoever is enrolled: their questions, for seven days without network.
async function tickets(store, quizzes, paths, said) {
  if (!person || !quizzes.length) return 0;
  const state = await fetch(`/api/sync/state?device=${crypto.randomUUID()}`);
  const token = state.ok ? (await state.json()).csrf_token : "";
  let taken = 0;
  for (const { url } of token ? quizzes : []) {
    const reply = await fetch(url, { method: "POST", headers: { "X-CSRFToken": token } });
    if (!reply.ok) continue;
    await put(store, await reply.json(), paths, said);
    taken += 1;
  }
  return taken;
}

async function download(address, { bytes, sound, progress }) {
  const store = await caches.open(STORE);
  const paths = [];
  let got = 0;
  const said = (more) => { got += more; progress(Math.min(got / bytes, 1)); };
  try {
    const reply = await fetch(address);
    if (!reply.ok) throw new Error(String(reply.status));
    const pack = await reply.json();
    await put(store, { pages: pack.pages, files: pack.files.filter(({ kind }) => sound || kind !== "audio") }, paths, said);
    const taken = await tickets(store, pack.quizzes, paths, said);
    const note = { title: pack.title, url: pack.url, tag: reply.headers.get("ETag"), bytes, sound, paths, tickets: taken, at: Date.now() };
    await store.put(address, new Response(JSON.stringify(note)));
    navigator.storage?.persist?.();
  } catch (error) {
    await Promise.all(paths.map((path) => store.delete(path, { ignoreVary: true })));
    throw error;
  }
}

async function offer(place) {
  const { pack: address, words, going, here, full, failed, sounds } = place.dataset;
  const [get, gone] = place.querySelectorAll("button");
  const [status] = place.querySelectorAll("[role=status]");
  const choice = place.querySelector("label");
  const store = await caches.open(STORE);
  const kept = await read(store, address);
  const head = await fetch(address, { method: "HEAD" }).catch(() => null);
  const bytes = Number(head?.headers.get("X-Bytes"));
  const more = Number(head?.headers.get("X-Sound-Bytes"));
  const sound = choice.querySelector("input");
  const whole = () => bytes + (sound.checked ? more : 0);
  const name = () => { get.lastElementChild.textContent = words.replace("{size}", size(whole())); };

  function show(pack) {
    place.hidden = !(pack || bytes);
    get.hidden = Boolean(pack);
    gone.hidden = !pack;
    choice.hidden = Boolean(pack) || !more;
    status.textContent = pack ? here.replace("{size}", size(pack.bytes)) : "";
    name();
  }
  async function start(chosen) {
    get.disabled = true;
    const progress = (share) => { status.textContent = going.replace("{percent}", Math.round(share * 100)); };
    progress(0);
    try {
      await download(address, { bytes: whole(), sound: chosen, progress });
      show(await read(store, address));
    } catch (error) {
      status.textContent = error.name === "QuotaExceededError" ? full : failed;
    }
    get.disabled = false;
  }
  choice.querySelector("span").textContent = sounds.replace("{size}", size(more));
  sound.addEventListener("change", name);
  get.addEventListener("click", () => start(sound.checked));
  gone.addEventListener("click", async () => { await remove(address); show(null); });
  show(kept);
  // A course that changed since comes anew by itself: its texts weigh little, and its pictures are here already.
  if (kept && head?.ok && head.headers.get("ETag") !== kept.tag) start(kept.sound);
}

async function list(place) {
  const packs = await listed();
  place.hidden = !packs.length;
  document.querySelector("[data-none]").hidden = packs.length > 0;
  place.replaceChildren(...packs.map(({ address, title, url, bytes }) => {
    const row = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: url, textContent: title });
    const gone = Object.assign(document.createElement("button"), { type: "button", className: "linklike end" });
    gone.textContent = `${place.dataset.delete} (${size(bytes)})`;
    gone.setAttribute("aria-label", `${gone.textContent}: ${title}`);
    gone.addEventListener("click", async () => { await remove(address); list(place); });
    row.append(link, gone);
    return row;
  }));
}

if (globalThis.caches) {
  document.querySelectorAll("[data-pack]").forEach(offer);
  document.querySelectorAll("[data-packs]").forEach(list);
}
