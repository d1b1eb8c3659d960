// The options of a question, framed and side by side where they fit, and the form that they are sent with.
import { h, uniqueId } from "../dom.js";
import { spoken } from "./words.js";

// Three side by side, four in a square; fewer where they do not fit.
export function columns(options) {
  return { "--columns": options === 3 ? 3 : 2 };
}

// title: the id of what is asked; inside(option): what stands beside the radio button, or the check box
export function createOptions(options, { title, type = "radio", inside, onChange }) {
  const name = uniqueId("option");
  const inputs = options.map(({ text, about = [] }, place) => {
    const said = spoken([...text, ...about]) || null;
    return h("input", { type, name, value: place, "aria-label": said, onchange: () => onChange(place) });
  });
  const labels = options.map((option, place) => h("label.option", inputs[place], inside(option)));
  const role = type === "radio" ? "radiogroup" : "group";
  const looks = { style: columns(options.length), role, "aria-labelledby": title };
  return { inputs, labels, element: h("div.options", looks, labels) };
}

export function createForm(onSubmit, ...children) {
  const submit = (event) => {
    event.preventDefault();
    onSubmit();
  };
  return h("form", { novalidate: true, onsubmit: submit }, ...children);
}
