// Copies of answers that the server has not confirmed yet, kept on this phone by attempt and question.
// Private windows and full phones refuse storage: then nothing is kept, and saving to the server still works.

const PREFIX = "answer:";

export function keep(key, answers, submitted) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ answers, submitted }));
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

// Another question of an attempt could only be opened because the server took the form that led there.
export function forgetArrived(attempt, shown) {
  try {
    for (const name of Object.keys(localStorage)) {
      const key = name.slice(PREFIX.length);
      const other = name.startsWith(`${PREFIX}${attempt}:`) && key !== shown;
      if (other && read(key)?.submitted) forget(key);
    }
  } catch { /* nothing was kept */ }
}
