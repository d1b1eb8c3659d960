// The list. First sight: the filled bars above the cut. What each row's bar shows is what DCG adds for a hit there.
import { disable, h, icon, ICONS, keepRoles, setText, svg } from "../dom.js";
import { fixed, plain, plural } from "../format.js";
import { dcg, discount, hitsIn } from "./metrics.js";

const UP = "M12 8l6.5 8h-13z";
const DOWN = "M12 16 5.5 8h13z";
const GLIDE = { duration: 320, easing: "cubic-bezier(.3,0,.2,1)" };

export function createList({ root, onMove, onPutBack }) {
  const about = h("span");
  const back = h("button.pill.put-back", { onclick: onPutBack }, "Put back");
  const body = h("tbody", { onkeydown: onKey, onfocusin: (event) => enter(event.target.closest("tr")) });
  const caption = h("caption.offscreen");
  const head = ["rank", "relevant", "film", "test rating", "move", "adds to DCG"].map((name) =>
    h("th", { scope: "col", class: `head-${name.split(" ")[0]}` }, h("span", name)),
  );
  const table = h("table.list", caption, h("thead", h("tr", head)), body);
  const sum = h("b");
  const cutText = h("span");
  const cut = h("div.cut", { "aria-hidden": "true" }, cutText, h("span.sum", "DCG", sum));
  const hint = "Move a film with its two arrows, or with Alt + ↑ ↓ on the keyboard.";
  const element = h("div", h("div.list-box", table, cut), h("p.small.hint", hint));
  let films = new Map(); // the row of each film, the same element wherever it stands
  let shown = null;

  function update(derived) {
    const { rows, k, user, model, list, moved } = derived;
    const anew = !shown || shown.user !== user || shown.model !== model;
    const glides =
      !anew && !root.reducedMotion && ["move", "back"].includes(derived.event.type) && derived.event !== shown.event;
    const from = glides && new Map([...films.values()].map(({ tr }) => [tr, tr.offsetTop]));
    if (anew) films = new Map(rows.map((row) => [row.was, createRow(row)]));
    arrange(rows.map(({ was }) => films.get(was).tr));
    keepRoles(table);
    for (const row of rows) films.get(row.was).update(row, derived);
    if (glides) glide(from);
    shown = { user, model, event: derived.event };
    setText(about, `${model}, ${user}`);
    setText(
      caption,
      `The ${rows.length} films that ${model} puts first for ${user}${moved ? ", as you moved them" : ""}; ` +
        "Alt with the arrow up or down moves a film",
    );
    disable(back, !moved && "The list is in the model's order");
    const found = hitsIn(list, k);
    table.parentNode.style.setProperty("--above", Math.min(k, rows.length));
    table.parentNode.style.setProperty("--rows", rows.length);
    cutText.replaceChildren(h("b", `k = ${k}`), ` · ${plural(found, "hit")} above`);
    setText(sum, fixed(dcg(list, k), 3));
    body.querySelectorAll("button").forEach((button) => (button.tabIndex = -1));
    enter((entered?.isConnected && entered) || body.firstElementChild);
  }

  // Only the rows that are out of place are moved, so that the row with the focus keeps it.
  function arrange(wanted) {
    for (const tr of [...body.children]) if (!wanted.includes(tr)) tr.remove();
    const focused = body.getRootNode().activeElement?.closest?.("tr");
    const at = wanted.indexOf(focused);
    if (at >= 0 && focused.parentNode === body) {
      wanted.slice(0, at).forEach((tr) => tr.nextSibling !== focused && body.insertBefore(tr, focused));
      let last = focused;
      for (const tr of wanted.slice(at + 1)) {
        if (last.nextSibling !== tr) last.after(tr);
        last = tr;
      }
      while (body.firstChild !== wanted[0]) body.prepend(wanted[0]);
      return;
    }
    wanted.forEach((tr, place) => body.children[place] !== tr && body.insertBefore(tr, body.children[place] ?? null));
  }

  function glide(from) {
    for (const tr of body.children) {
      const by = from.get(tr) - tr.offsetTop;
      if (by) tr.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], GLIDE);
    }
  }

  // One row's two buttons are reached with Tab; the arrow keys go on from there.
  let entered = null;
  function enter(tr) {
    if (!tr) return;
    for (const one of [entered, tr])
      one?.querySelectorAll("button").forEach((button) => (button.tabIndex = one === tr ? 0 : -1));
    entered = tr;
  }

  function onKey(event) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const tr = event.target.closest("tr");
    if (!by || !tr || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const place = [...body.children].indexOf(tr);
    if (event.altKey) return onMove(place, by);
    const next = body.children[place + by];
    next?.querySelector(event.target.closest("button").matches(".up") ? ".up" : ".down").focus();
  }

  function createRow({ was, label, title, year, rating, hit }) {
    const rank = h("td.rank");
    const wasAt = h("span.was");
    const full = year ? `${title} (${year})` : title;
    const arrow = (way, by, path) => {
      const onclick = () => onMove([...body.children].indexOf(tr), by);
      const looks = { class: way, tabindex: -1, "aria-label": `Move ${label} ${way}` };
      return h("button", { ...looks, onclick }, icon(path, 16));
    };
    const [up, down] = [arrow("up", -1, UP), arrow("down", 1, DOWN)];
    const bar = h("i.bar");
    const adds = h("b");
    const kind = hit ? "hit" : rating === null ? "unrated" : "low";
    const tr = h(
      "tr",
      { "data-kind": kind },
      rank,
      h("td.mark", mark(kind), h("span.offscreen", hit ? "relevant" : "not relevant")),
      h("td.film", { title: full }, h("span.name", label), wasAt),
      h("td.rating", ...(rating === null ? ["not rated"] : [h("span.rated", "rated "), h("b", plain(rating))])),
      h("td.moves", up, down),
      h("td.adds", h("span.bars", { "aria-hidden": "true" }, bar), adds),
    );

    function update({ rank: now }, { k, event, rows }) {
      setText(rank, String(now));
      setText(wasAt, now === was + 1 ? "" : `was ${was + 1}`);
      tr.toggleAttribute("data-below", now > k);
      tr.toggleAttribute("data-first-below", now === k + 1);
      tr.toggleAttribute("data-moved", event.type === "move" && event.film === was);
      bar.style.width = `${100 * discount(now)}%`;
      setText(adds, hit && now <= k ? fixed(discount(now), 3) : "");
      disable(up, now === 1);
      disable(down, now === rows.length);
    }
    return { tr, update };
  }

  const view = { name: "list", tab: "List", side: "left", title: "The list", about, action: back };
  return { ...view, element, resize() {}, update };
}

// Relevant, rated but not relevant, or not rated in the held-out ratings.
function mark(kind) {
  if (kind === "hit") return icon(ICONS.tick, 16);
  const circle = kind === "low" ? { r: 4, class: "ring" } : { r: 1.6, class: "missing" };
  return svg(
    "svg",
    { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" },
    svg("circle", { cx: 8, cy: 8, ...circle }),
  );
}
