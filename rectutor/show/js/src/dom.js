// Elements by hand: text is always inserted as text, so that a title such as "<script>" is shown and stays inert.

const SVG = "http://www.w3.org/2000/svg";

// h("button.pill", { onclick }, "Go"): a tag with its classes, attributes if there are any, and what is inside. A
// button submits nothing unless its type says so.
export function h(tag, ...rest) {
  return create((name) => document.createElement(name), tag, rest);
}

export function svg(tag, ...rest) {
  return create((name) => document.createElementNS(SVG, name), tag, rest);
}

function create(make, tag, [first, ...others]) {
  const [name, ...classes] = tag.split(".");
  const element = make(name);
  if (classes.length) element.setAttribute("class", classes.join(" "));
  if (name === "button") element.type = "button";
  const isAttributes = first?.constructor === Object;
  if (isAttributes) setAttributes(element, first);
  const children = isAttributes ? others : [first, ...others];
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

export function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style" && typeof value === "object") {
      for (const [property, v] of Object.entries(value)) element.style.setProperty(property, v);
    } else if (value === false || value == null) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : value);
  }
  return element;
}

// A button that has nothing to do now keeps its place and the focus. The reason, where it is a text, is its title.
export function disable(button, reason) {
  setAttributes(button, { "aria-disabled": reason ? "true" : null, title: reason === true ? null : reason || null });
}

// Replaces what is inside, touching nothing when the text is already there (a live region would speak it again).
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Rich text is a list of strings and of [class, string] pairs; a formula, made by us, comes as { mathml }.
export function rich(parts) {
  return parts.map((part) => {
    if (typeof part === "string") return part;
    if (part.mathml) return mathml(part.mathml);
    return h("span", { class: part[0] }, part[1]);
  });
}

// A name that can be pointed at, and reached by keys; without attributes of its own where its row has the `data-id`.
export function nameButton(name, words = name, attributes = {}) {
  return h("button.name", { title: name, ...attributes }, words);
}

// Replaces what is inside; a name that has the focus keeps it.
export function refill(element, ...children) {
  const { activeElement } = element.getRootNode();
  const idOf = (mark) => mark.closest("[data-id]")?.dataset.id;
  const focused = element.contains(activeElement) ? idOf(activeElement) : undefined;
  element.replaceChildren(...children.flat());
  if (focused) [...element.querySelectorAll("button, [tabindex]")].find((mark) => idOf(mark) === focused)?.focus();
}

const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };

// A table that the style lays out as a grid would be none to a screen reader: each of its parts is told what it is.
export function keepRoles(table) {
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")])
    part.setAttribute("role", ROLES[part.tagName] ?? (part.scope === "col" ? "columnheader" : "rowheader"));
  return table;
}

// Only for formulas that the lesson's author wrote; never for titles or answers.
export function mathml(markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  return template.content;
}

let ids = 0;
export function uniqueId(prefix) {
  return `rt-${prefix}-${++ids}`;
}

// An icon drawn in a 24-unit box.
export function icon(path, size = 20) {
  return svg(
    "svg.icon",
    { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" },
    svg("path", { d: path }),
  );
}

export const ICONS = {
  play: "M8 5.2v13.6a.6.6 0 0 0 .92.5l10.4-6.8a.6.6 0 0 0 0-1L8.92 4.7A.6.6 0 0 0 8 5.2z",
  pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z",
  step: "M6 5.6v12.8a.5.5 0 0 0 .78.42L15.5 13v5.5h2.5v-13h-2.5V11L6.78 5.18A.5.5 0 0 0 6 5.6z",
  reset: "M12 5a7 7 0 1 1-6.6 4.7l2.1.75A4.8 4.8 0 1 0 12 7.2v2.9L7.2 6.1 12 2z",
  stop: "M6.5 6.5h11v11h-11z",
  first: "M18 5.6v12.8a.5.5 0 0 1-.78.42L8.5 13v5.5H6v-13h2.5V11l8.72-5.82a.5.5 0 0 1 .78.42z",
  cross: "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6 10.6 12 5 6.4z",
  tick: "M9.6 16.2 5.4 12 4 13.4l5.6 5.6L20.5 8.1 19.1 6.7z",
  search:
    "M10.5 4a6.5 6.5 0 1 0 3.9 11.7l4.5 4.4 1.3-1.3-4.4-4.5A6.5 6.5 0 0 0 10.5 4zm0 2a4.5 4.5 0 1 1 0 9 4.5 " +
    "4.5 0 0 1 0-9z",
};
