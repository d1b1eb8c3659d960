// What a key asks of a player, or null where it is the browser's or the notebook's.
export function keyOf(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  const target = event.composedPath()[0];
  if (target.type === "text") return null; // a title is typed
  return {
    key: event.key.length === 1 ? event.key.toLowerCase() : event.key,
    // arrows are for what has the focus
    ownKeys: target instanceof HTMLInputElement || Boolean(target.closest?.("[data-own-keys]")),
    press: target instanceof HTMLButtonElement || target.tagName === "SUMMARY", // space presses it
    digit: /^[1-9]$/.test(event.key) ? Number(event.key) : null,
  };
}
