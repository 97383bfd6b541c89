// Copies of answers that the server has not confirmed yet, kept on this phone by attempt and question.
// Private windows and full phones refuse storage: then nothing is kept, and saving to the server still works.

const PREFIX = "answer:";

// A copy holds `answers` and `files` (the form's fields), whether they were `submitted`, and what names the save that
// carries them: its `address`, `page` and `seq`. Sent under these once more, it counts once.
export function keep(key, copy) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(copy));
  } catch { /* storage is closed or full */ }
}

export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch { /* nothing was kept */ }
}

// The copies of an attempt's other pages, with their keys. Attempts of another person on this phone are never named.
function others(attempt, shown) {
  try {
    const keys = Object.keys(localStorage).map((name) => name.slice(PREFIX.length));
    return keys.filter((key) => key.startsWith(`${attempt}:`) && key !== shown).map((key) => [key, read(key)]);
  } catch {
    return [];
  }
}

// The server led here from the page that was submitted, so it took its form.
function arrived(copy) {
  return copy.submitted && document.referrer === new URL(copy.address, location.href).href;
}

async function sent(copy, token) {
  const body = new FormData();
  [...copy.answers, ...copy.files].forEach(([name, value]) => body.append(name, value));
  body.set("csrfmiddlewaretoken", token);
  body.set("command_id", copy.page);
  body.set("seq", copy.seq);
  const reply = await fetch(copy.address, {
    method: "POST",
    body,
    headers: { Accept: "application/json", "X-Requested-With": "fetch" },
    credentials: "same-origin",
    redirect: "manual",
  });
  // Refused with 409 it is kept aside by the server: sending it once more would change nothing.
  return reply.ok || reply.status === 409;
}

// Sends what other pages of the attempt could not, and says how many copies the server took. A page left by the menu,
// a closed tab or an error of the network has nobody else who would send its answers before the attempt is handed in.
export async function sendOthers(attempt, shown, token) {
  let count = 0;
  for (const [key, copy] of others(attempt, shown)) {
    if (!copy?.address) continue;
    try {
      if (arrived(copy)) {
        forget(key);
      } else if (await sent(copy, token)) {
        forget(key);
        count += 1;
      }
    } catch { /* no network: the copy stays for the next page */ }
  }
  return count;
}
