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
  const list = h("ul", { class: "rated", "aria-label": "Your ratings" });
  const chips = h("div", { class: "chips", role: "group", "aria-label": "Films that many people know" });
  const starters = h(
    "div",
    { class: "starters" },
    h("p", { class: "small" }, "Start with films that you have seen:"),
    chips,
  );
  for (const row of spec.start)
    chips.append(
      h("button", { class: "chip", type: "button", "data-row": row, onclick: () => onPick(row) }, films.label[row]),
    );
  const more = h("button", { class: "linklike more", type: "button", onclick: () => limit(!showAll) });
  const forget = h(
    "button",
    { class: "pill forget", type: "button", onclick: () => entries.length && onForget() },
    spec.example ? "Clear the example" : "Forget my ratings",
  );
  const note = h("span", { class: "small" });
  const element = h(
    "div",
    { class: "ratings" },
    search.element,
    h("div", { class: "rated-box" }, list, starters),
    h("div", { class: "below" }, forget, note, more),
  );
  let showAll = false;
  let entries = [];

  function update(now, { kept, live }) {
    entries = now;
    const present = new Set(entries.map(({ row }) => row));
    for (const [row, item] of rows) {
      if (!present.has(row)) {
        item.element.remove();
        rows.delete(row);
      }
    }
    entries.forEach(({ row, stars }, at) => {
      if (!rows.has(row)) rows.set(row, createRow(row));
      const item = rows.get(row);
      if (list.children[at] !== item.element) list.insertBefore(item.element, list.children[at] ?? null);
      item.update(stars);
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
    const value = h("output", { class: "value" });
    const remove = h(
      "button",
      {
        class: "remove",
        type: "button",
        "aria-label": `Remove ${title}`,
        title: "Remove",
        onclick: () => removeRow(row),
      },
      icon(ICONS.cross, 14),
    );
    const name = h(
      "span",
      { class: "name", title: films.title[row] },
      title,
      " ",
      h("span", { class: "year" }, films.year[row] ?? ""),
    );
    const onkeydown = (event) => {
      if (event.key !== "Delete" && event.key !== "Backspace") return;
      event.preventDefault();
      removeRow(row);
    };
    const line = h("li", { class: "rated-film", onkeydown }, name, stars.element, value, remove);
    const show = (given) => {
      stars.update(given);
      setText(value, given === null ? "–" : plain(given));
    };
    return { element: line, update: show, focus: stars.focus };
  }

  // The focus goes to the next row, else to the one before, else to the search.
  function removeRow(row) {
    const at = entries.findIndex((entry) => entry.row === row);
    const next = entries[at + 1] ?? entries[at - 1];
    onRemove(row);
    if (next) rows.get(next.row).focus();
    else search.focus();
  }

  return { element, update, focusStars: (row) => rows.get(row)?.focus(), focusSearch: search.focus };
}

function choices({ scale: [low, high], step }) {
  return Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);
}

function noteFor({ example }, kept, live) {
  if (example) return "An example: nothing is stored.";
  if (!kept) return "This browser keeps nothing: they last as long as the page.";
  return live ? "Kept in this browser; your cells can read them." : "Kept in this browser only.";
}
