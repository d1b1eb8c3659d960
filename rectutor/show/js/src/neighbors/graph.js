// The neighbour graph: what is predicted in the middle, its voters around it; the nearer, the more alike. Lines between
// voters join those that are most alike among themselves.
import { h, setAttributes, svg } from "../dom.js";
import { count, fixed, plain } from "../format.js";
import { ratingColor } from "../palette.js";
import { shape } from "../taste/marks.js";
import { clusterOrder } from "./cluster.js";

const MOST = 14;
const HEIGHT = 300;

export function createGraph({ spec, root }) {
  const items = spec.compares === "item";
  const picture = svg("svg", { class: "graph", role: "img" });
  const element = h("div", { class: "picture" }, picture);
  let width = 0;
  let drawn = "";
  let last = null;

  function resize(w) {
    width = w;
    drawn = "";
    if (last) update(...last);
  }

  function update(derived, position) {
    last = [derived, position];
    const stage = Math.floor(position + 1e-6);
    const key = [derived.version, derived.film, stage >= 3, width, root.theme].join();
    if (key !== drawn && width) {
      drawn = key;
      draw(derived, stage);
    }
    for (const mark of picture.querySelectorAll("[data-row], [data-between]")) mark.toggleAttribute("data-focus", isOf(mark, derived.focus));
  }

  function draw({ explained, title, nameOf, asker, votes, comparison, settings }, stage) {
    setAttributes(picture, { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}` });
    if (stage < 3 || !explained?.chosen.length) {
      const text = explained?.chosen.length ? "Voters are chosen at stage 4." : "Nobody is near enough to vote.";
      picture.replaceChildren(svg("text", { x: width / 2, y: HEIGHT / 2, "text-anchor": "middle" }, text));
      return;
    }
    const shown = explained.chosen.slice(0, MOST);
    const alike = (a, b) => comparison.similarity(shown[a].row, shown[b].row, settings.shrinkage);
    const order = clusterOrder(shown.length, alike);
    const strongest = shown[0].weight;
    const weakest = shown.at(-1).weight;
    const [cx, cy] = [width / 2, HEIGHT / 2];
    const [rx, ry] = [Math.max(60, width / 2 - 104), HEIGHT / 2 - 24];
    const at = new Map();
    order.forEach((one, turn) => {
      const { weight } = shown[one];
      const near = strongest > weakest ? (weight - weakest) / (strongest - weakest) : 1;
      const reach = 1 - 0.5 * near;
      const angle = (2 * Math.PI * turn) / order.length - Math.PI / 2;
      at.set(one, [cx + rx * reach * Math.cos(angle), cy + ry * reach * Math.sin(angle), Math.cos(angle)]);
    });
    const pairs = shown.flatMap((_, a) => shown.slice(a + 1).map((__, b) => [a, a + 1 + b, alike(a, a + 1 + b)])).filter(([, , s]) => s > 0);
    pairs.sort((a, b) => b[2] - a[2]);
    const best = pairs[0]?.[2] || 1;
    const colour = ratingColor(root.palette, spec.scale);
    picture.replaceChildren(
      ...pairs.slice(0, Math.round(1.3 * shown.length)).map(([a, b, s]) => svg("line", { "data-between": `${shown[a].row} ${shown[b].row}`, class: "between", x1: at.get(a)[0], y1: at.get(a)[1], x2: at.get(b)[0], y2: at.get(b)[1], "stroke-width": 0.6 + 2.4 * (s / best) })),
      ...shown.map(({ row, weight }, one) => svg("line", { "data-row": row, class: "to-centre", x1: cx, y1: cy, x2: at.get(one)[0], y2: at.get(one)[1], "stroke-width": 1 + 3 * (weight / strongest) })),
      ...shown.map(({ row, stars }, one) => node(row, stars, at.get(one), nameOf(row), colour)),
      svg("circle", { cx, cy, r: 7, class: "centre" }),
      svg("text", { x: cx, y: cy + 22, "text-anchor": "middle", class: "halo name-centre" }, items ? title : asker.name),
    );
  }

  function node(row, stars, [x, y, side], name, colour) {
    const anchor = side > 0.25 ? "start" : side < -0.25 ? "end" : "middle";
    const dx = anchor === "start" ? 9 : anchor === "end" ? -9 : 0;
    const dy = anchor === "middle" ? (y < HEIGHT / 2 ? -10 : 18) : 4;
    const room = anchor === "start" ? width - x - 10 : anchor === "end" ? x - 10 : 130;
    return svg("g", { "data-row": row, class: "node", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
      svg("path", { d: shape("square", 5.5), fill: colour(stars) }),
      svg("text", { x: dx, y: dy, "text-anchor": anchor, class: "halo" }, fit(name, room)));
  }

  return {
    name: "graph",
    tab: "Graph",
    title: "Neighbour graph",
    about: "nearer is more alike; colour: the rating",
    element,
    picture,
    resize,
    update,
    describe: ({ explained }) => (explained?.chosen.length ? `${explained.chosen.length} voters around ${items ? "the film" : "the user"}` : "nobody is near"),
    table: ({ explained, nameOf }) => ({
      head: [items ? "film" : "user", "similarity", "rated"],
      rows: (explained?.chosen ?? []).slice(0, MOST).map(({ row, weight, stars }) => [nameOf(row), fixed(weight, 3), plain(stars)]),
    }),
  };
}

function isOf(mark, focus) {
  return mark.dataset.between ? mark.dataset.between.split(" ").includes(String(focus)) : Number(mark.dataset.row) === focus;
}

function fit(text, room) {
  const most = Math.max(4, Math.floor(room / 6.4));
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}
