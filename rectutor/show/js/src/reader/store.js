// Where the reader's ratings are kept: in this browser only, as film numbers and stars. One list for all components, so
// that the next lesson knows the reader too. Where a browser offers no storage, they last as long as the page.
const KEY = "rectutor.ratings";
const CHANGED = "rectutor-ratings";

export function readRatings() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((pair) => Array.isArray(pair) && Number.isFinite(pair[1])) : [];
  } catch {
    return [];
  }
}

// Returns whether they are kept.
export function writeRatings(rated) {
  try {
    if (rated.length) localStorage.setItem(KEY, JSON.stringify(rated));
    else localStorage.removeItem(KEY);
    window.dispatchEvent(new CustomEvent(CHANGED));
    return true;
  } catch {
    return false;
  }
}

export function canKeep() {
  try {
    localStorage.setItem(`${KEY}.try`, "1");
    localStorage.removeItem(`${KEY}.try`);
    return true;
  } catch {
    return false;
  }
}

// Calls back when they change elsewhere: in another component of the page, or in another window.
export function onRatings(callback) {
  const fromWindow = (event) => (event.key === KEY || event.key === null) && callback();
  window.addEventListener(CHANGED, callback);
  window.addEventListener("storage", fromWindow);
  return () => {
    window.removeEventListener(CHANGED, callback);
    window.removeEventListener("storage", fromWindow);
  };
}
