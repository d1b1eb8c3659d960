// Find a film: a combobox with a list. ↓ ↑ choose, Enter adds, Esc closes.
import { h, icon, ICONS, setAttributes, uniqueId } from "../dom.js";
import { count } from "../format.js";
import { mark } from "../marks.js";

export function createSearch({ films, isRated, onPick }) {
  const listId = uniqueId("found");
  const input = h("input", {
    type: "text",
    role: "combobox",
    "aria-label": "Find a film to rate",
    placeholder: "Find a film to rate",
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": listId,
    oninput: () => open(),
    onclick: () => open(),
    onkeydown: onKey,
    onblur: close,
  });
  const list = h("ul", {
    class: "found",
    id: listId,
    role: "listbox",
    "aria-label": "Films found",
    hidden: true,
    onpointerdown: (event) => event.preventDefault(),
  });
  const total = h("span", { class: "total", "aria-hidden": "true" }, `${count(films.n)} films`);
  const element = h(
    "div",
    { class: "search" },
    h("label", { class: "search-box" }, icon(ICONS.search, 18), input, total),
    list,
  );
  let rows = [];
  let active = 0;

  function open() {
    rows = films.search(input.value);
    active = 0;
    list.replaceChildren(
      ...(rows.length
        ? rows.map(option)
        : [
            h(
              "li",
              { role: "option", class: "none", "aria-disabled": "true", "aria-selected": "false" },
              "No film of that name among those with enough ratings.",
            ),
          ]),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    highlight();
  }

  function option(row, at) {
    return h(
      "li",
      {
        role: "option",
        id: `${listId}-${at}`,
        onclick: () => pick(row),
        onpointermove: () => {
          if (active === at) return;
          active = at;
          highlight();
        },
      },
      mark(films.group[row]),
      h("span", { class: "name" }, films.label[row], " ", h("span", { class: "year" }, films.year[row] ?? "")),
      h("span", { class: "note" }, isRated(row) ? "in your list" : `${count(films.count[row])} ratings`),
    );
  }

  function highlight() {
    if (!rows.length) return input.removeAttribute("aria-activedescendant");
    [...list.children].forEach((one, at) => setAttributes(one, { "aria-selected": at === active ? "true" : "false" }));
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
      else if (rows.length) {
        active = (active + move + rows.length) % rows.length;
        highlight();
      }
    } else if (event.key === "Enter" && !closed && rows.length) pick(rows[active]);
    else if (event.key === "Escape" && (!closed || input.value)) {
      if (closed) input.value = "";
      close();
    } else return;
    event.preventDefault();
  }

  return { element, focus: () => input.focus() };
}
