// Find a film: a combobox with a list. ↓ ↑ choose, Enter adds, Esc closes.
import { h, icon, ICONS, uniqueId } from "../dom.js";
import { count } from "../format.js";
import { mark } from "../marks.js";

export function createSearch({ films, isRated, onPick }) {
  const listId = uniqueId("found");
  const what = "Find a film to rate";
  const field = { type: "text", "aria-label": what, placeholder: what, autocomplete: "off", spellcheck: "false" };
  const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId };
  const input = h("input", { ...field, ...combobox, oninput: open, onclick: open, onkeydown: onKey, onblur: close });
  const onpointerdown = (event) => event.preventDefault(); // the focus stays where it is
  const list = h("ul.found", { id: listId, role: "listbox", "aria-label": "Films found", hidden: true, onpointerdown });
  const total = h("span.total", { "aria-hidden": "true" }, `${count(films.n)} films`);
  const element = h("div.search", h("label.search-box", icon(ICONS.search, 18), input, total), list);
  const nothing = h(
    "li.none",
    { role: "option", "aria-disabled": "true", "aria-selected": "false" },
    "No film of that name among those with enough ratings.",
  );
  let rows = [];
  let active = 0;

  function open() {
    rows = films.search(input.value);
    list.replaceChildren(...(rows.length ? rows.map(option) : [nothing]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    highlight(0);
  }

  function option(row, at) {
    const point = () => at !== active && highlight(at);
    return h(
      "li",
      { role: "option", id: `${listId}-${at}`, onclick: () => pick(row), onpointermove: point },
      mark(films.group[row]),
      h("span.name", films.label[row], " ", h("span.year", films.year[row] ?? "")),
      h("span.note", isRated(row) ? "in your list" : `${count(films.count[row])} ratings`),
    );
  }

  function highlight(at) {
    active = at;
    if (!rows.length) return input.removeAttribute("aria-activedescendant");
    [...list.children].forEach((one, i) => one.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", `${listId}-${active}`);
    list.children[active].scrollIntoView?.({ block: "nearest" });
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function pick(row) {
    input.value = "";
    close();
    onPick(row);
  }

  function onKey(event) {
    const closed = list.hidden;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) {
      if (closed) open();
      else if (rows.length) highlight((active + move + rows.length) % rows.length);
    } else if (event.key === "Enter" && !closed && rows.length) pick(rows[active]);
    else if (event.key === "Escape" && (!closed || input.value)) {
      if (closed) input.value = "";
      close();
    } else return;
    event.preventDefault();
  }

  return { element, focus: () => input.focus() };
}
