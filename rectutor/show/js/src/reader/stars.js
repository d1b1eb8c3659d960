// The stars of one film: a radio group whose choices are half a star apart. A finger or a mouse sets them anywhere on
// the row of stars; ← → by one choice, Home and End the ends, digits whole stars.
import { h, svg, uniqueId } from "../dom.js";
import { plain } from "../format.js";

const STAR = "M12 2.2l2.95 6.32 6.9.86-5.1 4.74 1.36 6.83L12 17.55 5.89 20.95l1.36-6.83-5.1-4.74 6.9-.86z";

export function createStars({ title, values, onChange }) {
  const high = values.at(-1);
  const name = uniqueId("stars");
  const radios = values.map((value) => {
    const text = `${plain(value)} ${value === 1 ? "star" : "stars"}`;
    const style = { left: `${(100 * (value - 0.25)) / high}%` };
    return h("input", { type: "radio", name, value, "aria-label": text, style, onchange: () => set(value) });
  });
  const row = () =>
    Array.from({ length: Math.ceil(high) }, () => svg("svg", { viewBox: "0 0 24 24" }, svg("path", { d: STAR })));
  const filled = h("span.stars-filled", row());
  const element = h(
    "div.stars",
    { role: "radiogroup", "aria-label": `Your rating of ${title}`, style: { "--stars": Math.ceil(high) }, onkeydown },
    h("span.stars-outline", { "aria-hidden": "true" }, row()),
    h("span", { "aria-hidden": "true" }, filled),
    radios,
  );
  let current = null;
  let dragging = false;

  element.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    dragging = true;
    element.setPointerCapture(event.pointerId);
    choose(valueAt(event));
    focus();
    event.preventDefault(); // the focus is where it should be
  });
  element.addEventListener("pointermove", (event) => {
    if (dragging) choose(valueAt(event));
    else if (event.pointerType === "mouse") show(valueAt(event), true);
  });
  element.addEventListener("pointerup", () => (dragging = false));
  element.addEventListener("pointercancel", () => (dragging = false));
  element.addEventListener("pointerleave", () => show(current, false));

  function valueAt(event) {
    const { left, width } = element.getBoundingClientRect();
    const wanted = ((event.clientX - left) / width) * high;
    return values.find((value) => value >= wanted) ?? high;
  }

  function onkeydown(event) {
    const [at, last] = [values.indexOf(current), values.length - 1];
    const [up, down] = [Math.min(at + 1, last), Math.max(at - 1, 0)];
    const free = !event.ctrlKey && !event.metaKey && !event.altKey;
    const digit = free && /^[0-9]$/.test(event.key) ? values.indexOf(Number(event.key)) : -1;
    const keys = { ArrowRight: up, ArrowUp: up, ArrowLeft: down, ArrowDown: down, Home: 0, End: last };
    const to = keys[event.key] ?? digit;
    if (to < 0) return;
    event.preventDefault();
    event.stopPropagation();
    choose(values[to]);
    focus();
  }

  function choose(value) {
    if (value !== current) set(value);
  }

  function set(value) {
    update(value);
    onChange(value);
  }

  function show(value, preview) {
    element.classList.toggle("preview", preview && value !== current);
    filled.style.clipPath = `inset(0 ${100 - (100 * (value ?? 0)) / high}% 0 0)`;
  }

  function update(value) {
    current = value;
    radios.forEach((radio, i) => {
      radio.checked = values[i] === value;
      radio.tabIndex = values[i] === value || (value === null && i === 0) ? 0 : -1;
    });
    show(value, false);
  }

  function focus() {
    (radios[values.indexOf(current)] ?? radios[0]).focus();
  }

  update(null);
  return { element, update, focus };
}
