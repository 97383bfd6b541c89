// One queue a person for everything done on this phone: kept first, sent when there is a network, deleted only on the
// server's receipt (cms/docs/offline.md). A `queue` event of the window tells every change.

export const person = document.querySelector("[data-person]")?.dataset.person.replace("[[person]]", "");
const NAME = `hoc-so-${person || "guest"}`;
const MOST = 200;
const LARGEST = 200000;
const GIVE_UP = 30000;
const LONGEST_WAIT = 300;
// Room that has to be there before an answer is taken.
const ROOM = 65536;
// From one message to the next: what is done meanwhile goes together.
const SPACING = 1000;

const opened = {};
let token;
let wait = 1;
let timer;
// When the next message may go, in the time of this page, which needs the network itself while it opens.
let earliest = SPACING;
let running;
let again;
// What a full phone could not keep: it lives as long as the page, as a device of its own with its own count.
const loose = { device: uuid7(), seq: 0, events: [] };

// Ids in the order of their making (UUID version 7); nothing relies on the time in them.
function uuid7() {
  const time = [0, ...Date.now().toString(16)];
  const chance = crypto.getRandomValues(new Uint8Array(36));
  return "xxxxxxxx-xxxx-7xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, (_x, at) => time.shift() ?? (chance[at] % 16).toString(16));
}

// A tab is a device to the server: of two tabs that did not see each other's answers, both are told.
function device() {
  try {
    return sessionStorage.device ??= uuid7();
  } catch {
    return loose.device;
  }
}

const got = (request) => new Promise((done, fail) => {
  request.onsuccess = () => done(request.result);
  request.onerror = fail;
});

function open(name) {
  const asked = indexedDB.open(name, 1);
  asked.onupgradeneeded = ({ target: { result } }) => {
    result.createObjectStore("events", { keyPath: "place", autoIncrement: true });
    result.createObjectStore("review", { keyPath: "id" });
    result.createObjectStore("facts");
  };
  return got(asked);
}

// Runs one transaction over the three stores; what it did is on the disk when this is done. Gives what the work gives,
// of a request its result.
export async function within(work, name = NAME) {
  const stores = ["events", "review", "facts"];
  const step = (await (opened[name] ??= open(name))).transaction(stores, "readwrite", { durability: "strict" });
  const end = new Promise((done, fail) => {
    step.oncomplete = done;
    step.onabort = fail;
  });
  const [done] = await Promise.all([work(...stores.map((store) => step.objectStore(store))), end]);
  return done?.result ?? done;
}

// Whether an answer could be kept now.
export async function room() {
  try {
    const { quota, usage } = await (navigator.storage?.estimate?.() ?? {});
    if (quota - usage < ROOM) return false;
    await within((_events, _review, facts) => {
      facts.put(new Uint8Array(ROOM), "room");
      facts.delete("room");
    });
    return true;
  } catch {
    return false;
  }
}

// Other pages open the queue only where this says that something waits since then.
function note(since) {
  try {
    if (since) localStorage[NAME] = since;
    else delete localStorage[NAME];
  } catch { /* closed storage: the page that keeps something sends it itself */ }
}

// Keeps what was done. An answer to a question whose answer was never handed to the network takes that one's place.
export async function add(done) {
  const clock = { at_device: new Date().toISOString(), at_monotonic: Math.round(performance.timeOrigin + performance.now()) };
  const event = { item: "", body: {}, seen: "", ...done, ...clock, id: uuid7(), device: device(), tried: false };
  const saves = event.kind === "save";
  note(localStorage[NAME] || Date.now());
  try {
    await within(async (events, _review, facts) => {
      const older = saves && (await got(events.getAll())).find((old) => !old.tried && old.kind === event.kind
        && old.device === event.device && old.subject === event.subject && old.item === event.item);
      Object.assign(event, older, clock, { body: event.body });
      event.seq ??= ((await got(facts.get(event.device))) || 0) + 1;
      facts.put(event.seq, event.device);
      if (saves) facts.put({ body: event.body, seen: markOf(event) }, `${event.subject}:${event.item}`);
      events.put(event);
    });
    // Asks the browser, once, not to throw this away when the phone runs short.
    if (!localStorage.stay) navigator.storage?.persist?.();
    localStorage.stay = 1;
  } catch {
    if (!navigator.onLine) throw Error("full");
    event.device = loose.device;
    event.seq = ++loose.seq;
    loose.events.push(event);
  }
  return markOf(event);
}

const markOf = ({ device: made, seq }) => `${made}:${seq}`;

// What waits to be sent, oldest first.
export async function waiting() {
  return [...(await within((events) => events.getAll()).catch(() => [])), ...loose.events];
}

export const waitingFor = async (attempt) => (await waiting()).filter(({ subject }) => subject === attempt);

const answersOf = (attempt) => IDBKeyRange.bound(attempt, `${attempt};`);

// The answers of an attempt as this phone gave them, by question: {body, seen}.
export async function given(attempt) {
  const own = answersOf(attempt);
  const [keys, values] = await within((_e, _r, facts) => Promise.all([got(facts.getAllKeys(own)), got(facts.getAll(own))]));
  return new Map(keys.map((key, at) => [key.slice(attempt.length + 1), values[at]]));
}

let state = {};
const tell = (receipts = []) => dispatchEvent(new CustomEvent("queue", { detail: { ...state, receipts } }));
const others = new BroadcastChannel(NAME);
others.onmessage = ({ data }) => tell(data);

// The oldest events of one device that fit into one message. They count as handed to the network from now on.
async function next(most) {
  const kept = await within(async (events) => {
    const chosen = [];
    let size = 0;
    for (const event of await got(events.getAll())) {
      size += JSON.stringify(event).length * 2;
      if (chosen.length && (event.device !== chosen[0].device || chosen.length >= most || size > LARGEST)) break;
      chosen.push(event);
      if (!event.tried) events.put({ ...event, tried: true });
    }
    return chosen;
  }).catch(() => []);
  return kept.length ? kept : loose.events.slice(0, most);
}

async function settle(sent, results) {
  const receipts = sent.map((event, at) => ({ ...results[at], event })).filter(({ status }) => status && status !== "later");
  loose.events = loose.events.filter((each) => !receipts.some(({ event }) => event === each));
  await within((events, review, facts) => {
    for (const { event, status, code, message } of receipts) {
      if (event.place) events.delete(event.place);
      if (status === "refused") review.put({ ...event, code, message });
      if (event.kind === "submit") facts.delete(answersOf(event.subject));
    }
  });
  others.postMessage(receipts);
  tell(receipts);
}

// A fresh token of whoever is signed in, which may be another person by now; "" if nobody is.
export async function renew() {
  const reply = await fetch(`/api/sync/state?device=${device()}`, { signal: AbortSignal.timeout(GIVE_UP) });
  token = reply.ok ? (await reply.json()).csrf_token : "";
  if (!token && reply.status !== 401) throw Error(reply.status);
  return token;
}

function post(events) {
  pause();
  const sent = events.map(({ device: _device, place: _place, tried: _tried, ...event }) => event);
  return fetch("/api/sync", {
    method: "POST",
    body: JSON.stringify({ device: events[0].device, person, sent_at: new Date().toISOString(), events: sent }),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    signal: AbortSignal.timeout(GIVE_UP),
  });
}

// Sends the oldest batch; what is left after it has its own time. Returns true where nobody is signed in who could.
async function sendSome() {
  let most = MOST;
  let renewed = false;
  token ||= document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  for (;;) {
    const events = await next(most);
    if (!events.length) return;
    if (!token && !(await renew())) return true;
    const reply = await post(events);
    const said = await reply.json().catch(() => ({}));
    const { status } = reply;
    if (reply.ok) {
      await settle(events, said.results);
      wait = 1;
      return pause(said.results.find((receipt) => receipt.status === "later")?.retry_after);
    } else if (status === 403 && !renewed) {
      renewed = true;
      token = "";
    } else if ([400, 413, 422].includes(status)) {
      // One event that cannot be read must not hold the others: the batch is halved until it is found.
      if (events.length > 1) most = Math.ceil(events.length / 2);
      else await settle(events, [{ status: "refused", ...said }]);
    } else return status === 401 || pause(reply.headers.get("Retry-After"));
  }
}

// Not all phones come again in the same moment.
function pause(seconds) {
  earliest = performance.now() + (seconds * 1000 || SPACING) * (1 + Math.random() / 2);
}

// Counts what waits, for whoever tells it.
async function look(signedOut) {
  const events = await waiting();
  const review = await within((_events, refused) => refused.count()).catch(() => 0);
  const oldest = Date.parse(events[0]?.at_device) || 0;
  state = { left: events.length, oldest, review, signedOut };
  note(oldest || review);
}

async function run() {
  // Asked after the last wait: an answer that came while the others were counted is not left to lie.
  do {
    again = false;
    // No network, or a reply that never came: the events stay.
    await look(navigator.onLine && (await sendSome().catch(() => {})));
  } while (again);
  wait = state.left ? Math.min(wait * 2, LONGEST_WAIT) : 1;
  if (state.left) plan(wait * 500 * (1 + Math.random()));
  running = null;
  tell();
}

function plan(rest) {
  clearTimeout(timer);
  timer = setTimeout(flush, rest);
}

// One tab at a time; a call while sending makes sure that the newest is sent too.
async function send() {
  again = true;
  if (person) await (running ??= navigator.locks?.request(NAME, run) ?? run());
}

// Sends what waits, as soon as the last message is old enough and the time is over that the server asked for.
export async function flush() {
  const rest = earliest - performance.now();
  if (rest < 0) return send();
  plan(rest);
  if (rest > SPACING * 1.5) tell(await look());
}

// Sends at once, for somebody who waits for it; a batch that is left follows a moment later.
export function soon() {
  wait = 1;
  return send();
}

addEventListener("online", soon);
document.addEventListener("visibilitychange", () => document.hidden || soon());
