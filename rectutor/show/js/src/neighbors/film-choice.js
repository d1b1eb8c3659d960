// Which film is predicted: those that were kept aside, and those of the list.
import { h, uniqueId } from "../dom.js";

export function createFilmChoice(who, { onChoose }) {
  const id = uniqueId("film");
  const select = h("select", { id, "data-own-keys": "", onchange: () => onChoose(Number(select.value)) });
  const element = h("span", { class: "film-choice" }, h("label", { for: id }, who), select);
  let drawn = "";

  // heldOut, list, film: rows
  function update({ film, list, heldOut, filmName }) {
    const kept = heldOut.slice().sort((a, b) => filmName(a).localeCompare(filmName(b)));
    const ten = list.filter((one) => !kept.includes(one));
    const other = [...kept, ...ten].includes(film) ? [] : [film];
    const key = [kept, ten, other].join("|");
    if (key !== drawn) {
      const option = (one) => h("option", { value: one }, filmName(one));
      const group = (label, some) => some.length > 0 && h("optgroup", { label }, some.map(option));
      const groups = [group("kept aside", kept), group("the ten films", ten), group("asked for", other)];
      select.replaceChildren(...groups.filter(Boolean));
    }
    drawn = key;
    select.value = film;
  }

  return { element, update };
}
