// Previous, next, where we are, and which rating comes next.
import { disable, h, icon, ICONS, setText, uniqueId } from "../dom.js";
import { count } from "../format.js";

const FILTERS = { every: "every rating", user: "this user", film: "this film" };

export function createTransport(walk) {
  const note = h("span.note", { id: uniqueId("note") });
  const back = { "aria-label": "Previous rating", onclick: () => walk.previous() };
  const previous = h("button.round", back, icon(ICONS.first, 18));
  const on = { "aria-describedby": note.id, onclick: () => walk.next() };
  const next = h("button.pill.primary", on, icon(ICONS.step, 18), "Next rating");
  const place = h("b");
  const of = h("span");
  const label = uniqueId("show");
  const filters = Object.entries(FILTERS).map(([follows, name], index) => {
    const keys = { "data-follows": follows, "aria-keyshortcuts": String(index + 1) };
    return h("button", { ...keys, onclick: () => walk.follow(follows) }, name);
  });
  const choice = h("div.segmented", { role: "group", "aria-labelledby": label }, filters);
  const element = h(
    "div.steps",
    h("div.buttons", previous, next),
    h("p.readout", h("span.place", "rating ", place, of), note),
    h("div.filter", h("span", { id: label }, "Show"), choice),
  );

  function update() {
    const { record, row, follows } = walk;
    setText(place, count(record.place(row).place));
    setText(of, ` of ${count(record.size)} in this epoch`);
    setText(note, walk.barrier ?? said(walk));
    note.dataset.tone = walk.lost ? "hint" : "";
    disable(previous, walk.isFirst && "The record begins here");
    disable(next, walk.barrier !== null);
    for (const button of filters) button.setAttribute("aria-pressed", String(button.dataset.follows === follows));
  }
  return { element, update };
}

function said(walk) {
  if (walk.lost) return "the kernel is gone, what was recorded stays";
  return walk.isWaiting ? "waiting for the kernel" : ordinal(walk);
}

// "3 of 55 by user 312": how far we are in what is followed.
function ordinal({ record, row, follows }) {
  if (follows === "every") return "";
  const ofUser = follows === "user";
  const { name, label, count: total } = ofUser ? record.user(row) : record.film(row);
  const taken = ((row[ofUser ? 4 : 5] - 1) % total) + 1;
  return `${count(taken)} of ${count(total)} ${ofUser ? `by ${name.replace(/^User /, "user ")}` : `of ${label}`}`;
}
