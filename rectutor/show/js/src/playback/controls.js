// What is set by the reader: a slider, or one of a few values, which may have `labels` and `helps` of their own.
import { h, setText, uniqueId } from "../dom.js";
import { plain } from "../format.js";
import { createSlider } from "./sliders.js";

const MOST_LETTERS = 36; // of all values together, where they stand side by side

export function createControl(parameter, { onInput }) {
  return parameter.choices ? choice(parameter, onInput) : createSlider(parameter, { onInput });
}

function choice(parameter, onInput) {
  const id = uniqueId("choice");
  let choices = [];
  const place = h("div");
  const help = h("p", { class: "help small" }, parameter.help);
  const element = h(
    "div.slider.choice",
    { "data-name": parameter.name },
    h("div.slider-head", h("span", { id }, parameter.label, " ", h("span.symbol", parameter.symbol))),
    place,
    help,
  );

  function setMode(recorded) {
    choices = parameter.choices.filter((one) => !recorded || recorded.includes(one));
    const texts = choices.map((one) => parameter.labels?.[parameter.choices.indexOf(one)] ?? plain(one));
    if (texts.join("").length <= MOST_LETTERS) {
      const buttons = texts.map((text, i) => h("button", { onclick: () => onInput(choices[i]) }, text));
      place.replaceChildren(h("div.segmented", { role: "group", "aria-labelledby": id }, buttons));
    } else {
      const select = h(
        "select",
        { "aria-labelledby": id, "data-own-keys": "", onchange: () => onInput(choices[select.selectedIndex]) },
        ...texts.map((text, i) => h("option", { value: choices[i] }, text)),
      );
      place.replaceChildren(select);
    }
  }

  function update(current) {
    const at = choices.indexOf(current);
    place.querySelectorAll("button").forEach((one, i) => one.setAttribute("aria-pressed", String(i === at)));
    const select = place.querySelector("select");
    if (select) select.selectedIndex = at;
    if (parameter.helps) setText(help, parameter.helps[parameter.choices.indexOf(current)]);
  }

  return { element, setMode, update, name: parameter.name, recorded: parameter.recorded };
}
