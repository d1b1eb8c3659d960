// What the reader rated: the search, a row of stars for each film, and where to start.
import { h, icon, ICONS, setText } from "../dom.js";
import { plain, plural } from "../format.js";
import { createSearch } from "./search.js";
import { createStars } from "./stars.js";

const SHOWN_ON_PHONE = 4; // a long list would push the answer out of sight

export function createRatings({ films, spec, isRated, onPick, onRate, onRemove, onForget }) {
  const search = createSearch({ films, isRated, onPick });
  const values = choices(spec);
  const rows = new Map();
  const list = h("ul.rated", { "aria-label": "Your ratings" });
  const chipOf = (row) => h("button.chip", { "data-row": row, onclick: () => onPick(row) }, films.label[row]);
  const many = { role: "group", "aria-label": "Films that many people know" };
  const chips = h("div.chips", many, spec.start.map(chipOf));
  const starters = h("div.starters", h("p.small", "Start with films that you have seen:"), chips);
  const more = h("button.linklike.more", { onclick: () => limit(!showAll) });
  const words = spec.example ? "Clear the example" : "Forget my ratings";
  const forget = h("button.pill.forget", { onclick: () => entries.length && onForget() }, words);
  const note = h("span.small");
  const box = h("div.rated-box", list, starters);
  const element = h("div.ratings", search.element, box, h("div.below", forget, note, more));
  let showAll = false;
  let entries = [];

  function update(now, { kept, live }) {
    entries = now;
    const present = new Set(entries.map(({ row }) => row));
    for (const [row, { line }] of rows) {
      if (present.has(row)) continue;
      line.remove();
      rows.delete(row);
    }
    entries.forEach(({ row, stars }, at) => {
      if (!rows.has(row)) rows.set(row, createRow(row));
      const { line, show } = rows.get(row);
      if (list.children[at] !== line) list.insertBefore(line, list.children[at] ?? null);
      show(stars);
    });
    for (const chip of chips.children) chip.hidden = present.has(Number(chip.dataset.row));
    element.dataset.count = Math.min(entries.length, 8);
    forget.setAttribute("aria-disabled", String(entries.length === 0));
    forget.title = entries.length ? "" : "There are none yet.";
    setText(note, noteFor(spec, kept, live));
    limit(showAll);
  }

  function limit(all) {
    showAll = all;
    list.classList.toggle("short", !showAll); // ratings.css hides what comes after the fourth
    more.hidden = entries.length <= SHOWN_ON_PHONE;
    setText(more, showAll ? "Show fewer" : `Show all ${plural(entries.length, "film")}`);
  }

  function createRow(row) {
    const title = films.label[row];
    const stars = createStars({ title, values, onChange: (value) => onRate(row, value) });
    const value = h("output.value");
    const removal = { "aria-label": `Remove ${title}`, title: "Remove", onclick: () => removeRow(row) };
    const remove = h("button.remove", removal, icon(ICONS.cross, 14));
    const name = h("span.name", { title: films.title[row] }, title, " ", h("span.year", films.year[row] ?? ""));
    const onkeydown = (event) => {
      if (event.key !== "Delete" && event.key !== "Backspace") return;
      event.preventDefault();
      removeRow(row);
    };
    const line = h("li.rated-film", { onkeydown }, name, stars.element, value, remove);
    const show = (given) => {
      stars.update(given);
      setText(value, given === null ? "–" : plain(given));
    };
    return { line, show, focus: stars.focus };
  }

  // The focus goes to the next row, else to the one before, else to the search.
  function removeRow(row) {
    const at = entries.findIndex((entry) => entry.row === row);
    const next = entries[at + 1] ?? entries[at - 1];
    onRemove(row);
    if (next) rows.get(next.row).focus();
    else search.focus();
  }

  return { element, update, focusStars: (row) => rows.get(row)?.focus() };
}

function choices({ scale: [low, high], step }) {
  return Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);
}

function noteFor({ example }, kept, live) {
  if (example) return "An example: nothing is stored.";
  if (!kept) return "This browser keeps nothing: they last as long as the page.";
  return live ? "Kept in this browser; your cells can read them." : "Kept in this browser only.";
}
