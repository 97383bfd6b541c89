// The service worker: pages come from the network, and from this phone where there is none. `HELD` stands before this
// code: the version, the files every page needs, and the addresses of the frame and the shelf in each language.
// What belongs to a person lies in a cache named after them; which person, the server says on every page.

const SHELL = `shell-${HELD.version}`;
const SEEN = "seen";
const PHONE = "phone";
const WHO = "/who";
// How a page says that it may be kept to work with; there, in words, stands how old the kept one is.
const MAY_BE_KEPT = "data-kept-page hidden";
const fieldOf = (person) => `field-${person}`;
const PATIENCE = 4000;
// After a form the next page says what it brought, so it must be the server's own.
const AFTER_A_FORM = 20000;
let posted = 0;

self.addEventListener("install", (event) => event.waitUntil(hold(HELD.places[HELD.first], HELD.files)));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));

// Pages without any person in them: nobody's cookies go along.
async function hold(places, files = []) {
  const fresh = (address) => new Request(address, { credentials: "omit", cache: "reload" });
  await (await caches.open(SHELL)).addAll([...Object.values(places), ...files].map(fresh));
}

// The new version takes over when no page of the old one is open any more, so no open page loses its files.
async function tidy() {
  const old = (await caches.keys()).filter((name) => name.startsWith("shell-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
}

async function who() {
  const said = await (await caches.open(PHONE)).match(WHO);
  return said ? said.text() : "";
}

// Pages seen by one person are nobody else's: they go when somebody else, or nobody, is signed in.
async function meet(person) {
  const before = await who();
  if (person === before) return;
  await Promise.all([SEEN, fieldOf(before)].map((name) => caches.delete(name)));
  await (await caches.open(PHONE)).put(WHO, new Response(person));
}

const pack = async () => caches.open(`pack-${(await who()) || "guest"}`);

// What was sent stands on the server's pages, and not yet on those kept here.
self.addEventListener("message", (event) => event.waitUntil(refresh()));

async function refresh() {
  const kept = await (await caches.open(fieldOf(await who()))).keys();
  await Promise.all(kept.map(({ url }) => fetchToKeep(url).catch(() => {})));
}

async function fetchToKeep(url) {
  const reply = await fetch(url, { redirect: "manual" });
  const person = reply.headers.get("X-Person");
  if (person && person === (await who())) await keepPage(person, url, reply, true);
}

// A page for work without network is kept for its person alone, until somebody else, or nobody, is signed in, or the
// server has it no more. What a form brought is told once: the page behind a form is fetched by itself.
async function keepPage(person, url, reply, keep) {
  const field = await caches.open(fieldOf(person));
  const text = await reply.text();
  const headers = new Headers(reply.headers);
  headers.set("X-Taken", Date.now());
  if (reply.ok && text.includes(MAY_BE_KEPT)) {
    if (keep) await field.put(url, new Response(text, { headers }));
    else await fetchToKeep(url);
  } else if (reply.status < 500) await field.delete(url);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || /^\/(admin|api)\//.test(url.pathname)) return;
  if (request.mode === "navigate") {
    if (request.method === "GET") event.respondWith(page(event, url));
    else posted = Date.now();
  } else if (request.method === "GET" && /^\/(static|media)\//.test(url.pathname)) event.respondWith(file(request));
});

async function file(request) {
  const held = await (await caches.open(SHELL)).match(request);
  return held ?? (await (await pack()).match(request.url, { ignoreVary: true })) ?? fetch(request);
}

async function network(event, url, keep) {
  const reply = (await event.preloadResponse) ?? (await fetch(event.request));
  const person = reply.headers.get("X-Person");
  if (person !== null && (reply.ok || reply.status === 404)) {
    await meet(person);
    // The frame and the shelf in a second language come with the first page that is read in it.
    const places = placesFor(url);
    if (!(await (await caches.open(SHELL)).match(places.frame))) event.waitUntil(hold(places).catch(() => {}));
    if (!reply.headers.has("X-Lesson")) {
      if (!url.search) event.waitUntil(keepPage(person, url.href, reply.clone(), keep).catch(() => {}));
    } else if (keep) {
      const seen = await caches.open(SEEN);
      // The lesson's own address leads to the screen seen last.
      await Promise.all([seen.put(url.pathname + url.search, reply.clone()), seen.put(url.pathname, reply.clone())]);
    }
  }
  if (reply.status >= 502) throw new Error(String(reply.status));
  return reply;
}

async function page(event, url) {
  const plain = Date.now() - posted > AFTER_A_FORM;
  posted = 0;
  const fresh = network(event, url, plain);
  event.waitUntil(fresh.catch(() => {}));
  const seen = plain && (await (await caches.open(SEEN)).match(url.pathname + url.search, { ignoreVary: true }));
  if (seen) return seen;
  const kept = await (await caches.open(fieldOf(await who()))).match(url, { ignoreSearch: true, ignoreVary: true });
  const stored = kept ?? (await (await pack()).match(url.pathname));
  const slow = stored && new Promise((_done, fail) => { setTimeout(fail, PATIENCE); });
  try {
    return await Promise.race([fresh, slow ?? fresh]);
  } catch {
    if (!stored) return shelf(url);
    return kept ? aged(kept) : composed(await stored.json(), url);
  }
}

function placesFor(url) {
  const language = Object.keys(HELD.places).find((code) => code !== HELD.first && url.pathname.startsWith(`/${code}/`));
  return HELD.places[language ?? HELD.first];
}

const shelf = async (url) => filled(placesFor(url).shelf, { person: await who() });

// A page held by the worker with its parts put in; of a language that is not held, the first one's.
async function filled(address, parts) {
  const held = await caches.open(SHELL);
  const page = (await held.match(address)) ?? (await held.match(HELD.places[HELD.first][address.endsWith("khung/") ? "frame" : "shelf"]));
  const text = (await page.text()).replace(/\[\[(\w+)\]\]/g, (_mark, name) => parts[name] ?? "");
  return new Response(ofToday(text), { headers: page.headers });
}

// What was stored with an earlier version runs the scripts that are held now.
const ofToday = (text) => text.replace(/\/static\/js\/(\w+)(\.\w{12})?\.js/g, (asked, name) => HELD.files.find((file) => file.includes(`/js/${name}.`)) ?? asked);

// A kept page says how old it is. Its plain form was made once, and every opening of it is another form.
async function aged(kept) {
  const text = await kept.text();
  const [, language] = /<html lang="(\w+)/.exec(text);
  const taken = new Date(Number(kept.headers.get("X-Taken")));
  const told = text
    .replace(MAY_BE_KEPT, "data-kept-page")
    .replace("[[taken]]", taken.toLocaleString(language, { dateStyle: "short", timeStyle: "short" }))
    .replace(/(name="command_id" value=")[^"]+/g, (_all, before) => before + crypto.randomUUID());
  return new Response(ofToday(told), { headers: kept.headers });
}

// A stored page inside the frame: {title, header, sub, screens: [{main, nav}], scripts}.
async function composed(entry, url) {
  const remembered = await (await caches.open(PHONE)).match(url.pathname);
  const asked = Number(url.searchParams.get("buoc") ?? (remembered ? await remembered.text() : 1));
  const screen = Math.min(Math.max(asked || 1, 1), entry.screens.length);
  await (await caches.open(PHONE)).put(url.pathname, new Response(String(screen)));
  return filled(placesFor(url).frame, { ...entry, ...entry.screens[screen - 1], person: await who() });
}
