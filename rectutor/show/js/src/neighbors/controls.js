// Which measure, what a vote says, and which film: lists to choose from.
import { h, setText, uniqueId } from "../dom.js";
import { capital } from "../format.js";

// choices: [{ name, label, help }]
export function createChoice(title, choices, { onChoose }) {
  const id = uniqueId("choice");
  const select = h(
    "select",
    { id, "data-own-keys": "", "aria-describedby": `${id}-help`, onchange: () => onChoose(select.value) },
    choices.map(({ name, label }) => h("option", { value: name }, label)),
  );
  const help = h("p", { class: "help small", id: `${id}-help` });
  const element = h(
    "div",
    { class: "slider choice" },
    h("div", { class: "slider-head" }, h("label", { for: id }, title)),
    select,
    help,
  );

  function update(name) {
    select.value = name;
    setText(help, `${capital(choices.find((one) => one.name === name).help)}.`);
  }

  return { element, update };
}

// Films that were kept aside, and those of the list.
export function createFilmChoice(who, { onChoose }) {
  const id = uniqueId("film");
  const select = h("select", { id, "data-own-keys": "", onchange: () => onChoose(Number(select.value)) });
  const element = h("span", { class: "film-choice" }, h("label", { for: id }, who), select);
  let drawn = "";

  function update({ film, list, films, heldOut }) {
    const kept = heldOut.map(({ film: one }) => one).sort((a, b) => films.label[a].localeCompare(films.label[b]));
    const ten = list.map((one) => one.film).filter((one) => !kept.includes(one));
    const other = [...kept, ...ten].includes(film) ? [] : [film];
    const key = [kept, ten, other].join("|");
    if (key !== drawn) {
      drawn = key;
      const options = (some) => some.map((one) => h("option", { value: one }, films.label[one]));
      const groups = [
        ["kept aside", kept],
        ["the ten films", ten],
        ["asked for", other],
      ].filter(([, some]) => some.length);
      select.replaceChildren(...groups.map(([label, some]) => h("optgroup", { label }, options(some))));
    }
    select.value = film;
  }

  return { element, update };
}
