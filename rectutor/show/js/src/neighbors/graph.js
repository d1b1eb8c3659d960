// The neighbour graph: what is predicted in the middle, its voters around it; the nearer, the more alike. Lines between
// voters join those that are most alike among themselves.
import { h, setAttributes, svg } from "../dom.js";
import { cut, fixed, plain } from "../format.js";
import { ratingColor } from "../palette.js";
import { shape } from "../marks.js";
import { clusterOrder } from "./cluster.js";
import { derivedOf } from "./run.js";

const MOST = 14;
const HEIGHT = 300;
const LETTER = 6.6; // px, about

export function createGraph({ spec, root }) {
  const items = spec.compares === "item";
  const picture = svg("svg", { class: "graph", role: "img" });
  const element = h("div", { class: "picture" }, picture);
  let width = 0;
  let drawn = "";
  let last = null;
  let between = []; // [line, a row, another]

  function resize(w) {
    width = w;
    drawn = "";
    if (last) update(...last);
  }

  function update(run, position, { step }) {
    last = [run, position, { step }];
    const derived = derivedOf(run);
    const key = [derived.number, step >= 3, width, root.theme].join();
    if (key !== drawn && width) {
      drawn = key;
      draw(derived, step, run.frame("instead", 0)[0]);
    }
    for (const [line, ...ends] of between) line.toggleAttribute("data-focus", ends.includes(derived.focus));
  }

  function draw({ explained, title, nameOf, asker, comparison, settings }, stage, instead) {
    setAttributes(picture, { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}` });
    between = [];
    if (stage < 3 || !explained?.chosen.length) {
      picture.replaceChildren(svg("text", { x: width / 2, y: HEIGHT / 2, "text-anchor": "middle" }, instead));
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
      const reach = 1 - 0.45 * near;
      const angle = (2 * Math.PI * (turn + 0.5)) / order.length - Math.PI / 2;
      at.set(one, [cx + rx * reach * Math.cos(angle), cy + ry * reach * Math.sin(angle)]);
    });
    const pairs = shown
      .flatMap((_, a) => shown.slice(a + 1).map((__, b) => [a, a + 1 + b, alike(a, a + 1 + b)]))
      .filter(([, , s]) => s > 0);
    pairs.sort((a, b) => b[2] - a[2]);
    const best = pairs[0]?.[2] || 1;
    const colour = ratingColor(root.palette, spec.scale);
    const lineTo = ([x1, y1], [x2, y2], more) => svg("line", { x1, y1, x2, y2, ...more });
    const joined = (a, b, s) =>
      lineTo(at.get(a), at.get(b), { class: "between", "stroke-width": 0.6 + 2.4 * (s / best) });
    between = pairs
      .slice(0, Math.round(1.3 * shown.length))
      .map(([a, b, s]) => [joined(a, b, s), shown[a].row, shown[b].row]);
    picture.replaceChildren(
      ...between.map(([line]) => line),
      ...shown.map(({ row, weight }, one) => {
        const own = { "data-id": nameOf(row), class: "to-centre", "stroke-width": 1 + 3 * (weight / strongest) };
        return lineTo([cx, cy], at.get(one), own);
      }),
      svg("circle", { cx, cy, r: 7, class: "centre" }),
      ...labelled(shown, at, nameOf, items ? title : asker.name, [cx, cy], colour),
    );
  }

  // The squares with their names, each name on the side where it covers least; the one in the middle is placed first.
  function labelled(shown, at, nameOf, centre, [cx, cy], colour) {
    const taken = shown.map((_, one) => boxAround(...at.get(one), 8, 8)).concat([boxAround(cx, cy, 9, 9)]);
    const place = (name, x, y, away) => {
      const sides = [
        ["start", 10, 4],
        ["end", -10, 4],
        ["middle", 0, -12],
        ["middle", 0, 20],
      ];
      const choices = sides.map(([anchor, dx, dy], i) => {
        const room = anchor === "start" ? width - x - 12 : anchor === "end" ? x - 12 : 2 * Math.min(x, width - x) - 4;
        const text = cut(name, Math.max(4, Math.floor(Math.min(room, 190) / LETTER)));
        const w = LETTER * text.length;
        const left = x + dx - (anchor === "start" ? 0 : anchor === "end" ? w : w / 2);
        const box = [left, y + dy - 11, left + w, y + dy + 3];
        const covered = taken.reduce((sum, other) => sum + shared(box, other), 0);
        return { anchor, dx, dy, text, box, cost: covered + 6 * (name.length - text.length) + (i === away ? 0 : 12) };
      });
      const best = choices.reduce((a, b) => (b.cost < a.cost ? b : a));
      taken.push(best.box);
      return best;
    };
    const middle = place(centre, cx, cy, 3);
    const nodes = shown.map(({ row, stars }, one) => {
      const [x, y] = at.get(one);
      const { anchor, dx, dy, text } = place(nameOf(row), x, y, x > cx + 20 ? 0 : x < cx - 20 ? 1 : y < cy ? 2 : 3);
      return svg(
        "g",
        { "data-id": nameOf(row), class: "node", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
        svg("path", { d: shape("square", 5.5), fill: colour(stars) }),
        svg("text", { x: dx, y: dy, "text-anchor": anchor, class: "halo" }, text),
      );
    });
    return [
      ...nodes,
      svg(
        "text",
        { x: cx + middle.dx, y: cy + middle.dy, "text-anchor": middle.anchor, class: "halo name-centre" },
        middle.text,
      ),
    ];
  }

  return {
    element,
    picture,
    resize,
    update,
    describe(run) {
      const { chosen = [] } = derivedOf(run).explained ?? {};
      return chosen.length ? `${chosen.length} voters around ${items ? "the film" : "the user"}` : "nobody is near";
    },
    table(run) {
      const { explained, nameOf } = derivedOf(run);
      const shown = (explained?.chosen ?? []).slice(0, MOST);
      const rows = shown.map(({ row, weight, stars }) => [nameOf(row), fixed(weight, 3), plain(stars)]);
      return { head: [items ? "film" : "user", "similarity", "rated"], rows };
    },
  };
}

const boxAround = (x, y, w, h) => [x - w, y - h, x + w, y + h];

// The area that two boxes [left, top, right, bottom] have in common.
function shared(a, b) {
  return (
    Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]))
  );
}
