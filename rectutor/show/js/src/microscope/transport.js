// Previous, next, where we are, and which rating comes next.
import { h, icon, ICONS, setAttributes, setText, uniqueId } from "../dom.js";
import { count } from "../format.js";

const FILTERS = { every: "every rating", user: "this user", film: "this film" };

export function createTransport(walk) {
  const note = h("span.note", { id: uniqueId("note") });
  const previous = h(
    "button.round",
    { "aria-label": "Previous rating", onclick: () => walk.previous() },
    icon(ICONS.first, 18),
  );
  const next = h(
    "button.pill.primary",
    { "aria-describedby": note.id, onclick: () => walk.next() },
    icon(ICONS.step, 18),
    "Next rating",
  );
  const place = h("b");
  const of = h("span");
  const label = uniqueId("show");
  const filters = Object.entries(FILTERS).map(([follows, name], index) =>
    h(
      "button",
      { "data-follows": follows, "aria-keyshortcuts": String(index + 1), onclick: () => walk.follow(follows) },
      name,
    ),
  );
  const element = h(
    "div.steps",
    h("div.buttons", previous, next),
    h("p.readout", h("span.place", "rating ", place, of), note),
    h(
      "div.filter",
      h("span", { id: label }, "Show"),
      h("div.segmented", { role: "group", "aria-labelledby": label }, filters),
    ),
  );

  function update() {
    const { record, row, follows } = walk;
    setText(place, count(record.place(row).place));
    setText(of, ` of ${count(record.size)} in this epoch`);
    setText(note, walk.barrier ?? said(walk));
    note.dataset.tone = walk.lost ? "hint" : "";
    setAttributes(previous, {
      "aria-disabled": walk.isFirst ? "true" : null,
      title: walk.isFirst ? "The record begins here" : null,
    });
    setAttributes(next, { "aria-disabled": walk.barrier ? "true" : null });
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
  const { name, count: total } =
    follows === "user" ? record.user(row) : { name: record.film(row).label, count: record.film(row).count };
  const taken = ((row[follows === "user" ? 4 : 5] - 1) % total) + 1;
  return (
    `${count(taken)} of ${count(total)} ` +
    `${follows === "user" ? `by ${name.replace(/^User /, "user ")}` : `of ${name}`}`
  );
}
