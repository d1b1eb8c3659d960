// One pair under the lens: what the common raters (or films) say, and how a similarity comes of it.
import { h, setAttributes, setText, svg } from "../dom.js";
import { count, cut, fixed, plain, plural, signed } from "../format.js";
import { derivedOf } from "./run.js";
import { ALL, COMMON, UNION } from "./similarity.js";

const SIZE = 174;
const LEFT = 26;
const BOTTOM = 30;
const PRODUCTS = 4;
const LONGEST = 24; // letters of a name along an axis

export function createPair({ spec }) {
  const items = spec.compares === "item";
  const plot = svg("svg", {
    class: "pair-plot",
    role: "img",
    width: SIZE,
    height: SIZE,
    viewBox: `0 0 ${SIZE} ${SIZE}`,
  });
  const products = h("div", { class: "products" });
  const names = h("p", { class: "pair-names" });
  const formula = h("div", { class: "pair-formula" });
  const element = h("div", { class: "picture" }, names, h("div", { class: "pair" }, plot, products), formula);

  function update(run, _position, { step }) {
    const derived = derivedOf(run);
    const { focus, explained, focusName, title, asker } = derived;
    element.toggleAttribute("data-empty", focus === null);
    if (focus === null) {
      setText(names, "No pair to look at yet.");
      for (const part of [plot, products, formula]) part.replaceChildren();
      return;
    }
    names.replaceChildren(h("b", {}, focusName), " and ", h("b", {}, items ? title : asker.name));
    const seen = seenOf(derived);
    drawPlot(seen, step, derived);
    const voter = explained.voters.find(({ row }) => row === focus);
    const waits = h("p", { class: "small" }, "Step on: who rated both?");
    products.replaceChildren(...(step >= 1 ? productLines(seen, derived) : [waits]));
    formula.replaceChildren(...(step >= 2 ? formulaLines(voter, derived) : []));
  }

  // Common columns with the two ratings as they were given.
  function seenOf({ comparison, votes, film, focus }) {
    const [i, j] = votes.pair(film, focus);
    const rows = comparison.rowsOf;
    return comparison.common(i, j).map((one) => ({ ...one, first: rows.values[one.a], second: rows.values[one.b] }));
  }

  function drawPlot(seen, stage, { title, focusName, asker, measure, starValues: values }) {
    const place = new Map(values.map((value, at) => [value, at]));
    const cell = (SIZE - LEFT - BOTTOM) / values.length;
    // On one axis the asker or the film that is predicted, on the other the voter.
    const [down, across] = items ? ["first", "second"] : ["second", "first"];
    const x = (value) => LEFT + (place.get(value) + 0.5) * cell;
    const y = (value) => SIZE - BOTTOM - (place.get(value) + 0.5) * cell;
    const cells = new Map();
    if (stage >= 1) {
      for (const one of seen) {
        const key = `${one[across]} ${one[down]}`;
        const found = cells.get(key) ?? { across: one[across], down: one[down], n: 0, sum: 0 };
        found.n += 1;
        found.sum += one.x * one.y;
        cells.set(key, found);
      }
    }
    const most = Math.max(...[...cells.values()].map(({ n }) => n), 4);
    const ticks = values.filter((value) => Number.isInteger(value));
    const stars = measure.subtract === "stars";
    const [along, up] = [cut(items ? title : asker.name, LONGEST), cut(focusName, LONGEST)];
    plot.replaceChildren(
      ...ticks.flatMap((value) => [
        svg("line", { x1: x(value), x2: x(value), y1: 0, y2: SIZE - BOTTOM, class: "grid" }),
        svg("line", { x1: LEFT, x2: SIZE, y1: y(value), y2: y(value), class: "grid" }),
        svg("text", { x: x(value), y: SIZE - BOTTOM + 13, "text-anchor": "middle" }, plain(value)),
        svg("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, plain(value)),
      ]),
      ...[...cells.values()].map((one) =>
        svg("circle", {
          cx: x(one.across),
          cy: y(one.down),
          r: Math.max(1.8, 0.62 * cell * Math.sqrt(one.n / most) * 1.25),
          class: stars ? "said" : one.sum < 0 ? "said negative" : "said positive",
        }),
      ),
      svg("text", { x: LEFT + (SIZE - LEFT) / 2, y: SIZE - 1, "text-anchor": "middle", class: "axis" }, along),
      svg(
        "text",
        { transform: `translate(9 ${(SIZE - BOTTOM) / 2}) rotate(-90)`, "text-anchor": "middle", class: "axis" },
        up,
      ),
    );
    const told = `Ratings by the ${count(seen.length)} in common: ${along} across, ${up} upwards`;
    setAttributes(plot, { "aria-label": told });
  }

  function productLines(seen, { measure, columnName }) {
    const what = items ? "common rater" : "common film";
    if (!seen.length) return [h("p", { class: "small" }, `No ${what}: nothing can be compared.`)];
    const head = h(
      "p",
      { class: "small" },
      h("b", {}, plural(seen.length, what)),
      measure.subtract === "stars" ? "" : ". The largest products:",
    );
    if (measure.subtract === "stars") return [head, h("p", { class: "small" }, "How they rated does not count here.")];
    const order = seen
      .slice()
      .sort((a, b) => Math.abs(b.x * b.y) - Math.abs(a.x * a.y))
      .slice(0, PRODUCTS);
    const lines = order.map(({ column, x, y }) => {
      const product = x * y;
      return h(
        "div",
        { class: "product" },
        h("span", { class: "name", title: columnName(column) }, columnName(column)),
        h("span", {}, number(x, measure)),
        h("span", { class: "times" }, "×"),
        h("span", {}, number(y, measure)),
        h("b", { class: product < 0 ? "negative" : "positive" }, signed(product, 2)),
      );
    });
    return [head, ...lines, h("p", { class: "small" }, SUBTRACTED[measure.subtract](items))];
  }

  return {
    element,
    picture: plot,
    resize() {},
    update,
    describe(run) {
      const { focus, explained, focusName } = derivedOf(run);
      const voter = explained?.voters.find(({ row }) => row === focus);
      return voter ? `${focusName}: ${voter.overlap} in common, similarity ${fixed(voter.similarity, 3)}` : "no pair";
    },
    table(run) {
      const derived = derivedOf(run);
      const line = ({ column, x, y }) => [derived.columnName(column), ...[x, y, x * y].map((one) => signed(one, 3))];
      const rows = derived.focus === null ? [] : seenOf(derived).map(line);
      return { head: [items ? "user" : "film", "first", "second", "product"], rows };
    },
  };
}

const SUBTRACTED = {
  nothing: () => "Ratings as they are.",
  "own mean": (items) => (items ? "Each rating minus the film's mean." : "Each rating minus the user's mean."),
  "other mean": (items) => (items ? "Each rating minus its user's mean." : "Each rating minus its film's mean."),
  baseline: () => "Each rating minus the mean and both biases.",
};

const number = (x, { subtract }) => (subtract === "nothing" ? plain(x) : signed(x, 2));

function formulaLines({ overlap, above, left, right, unshrunk, counted, similarity }, { measure, shrinkage }) {
  if (!overlap) return [];
  const root = (value) => h("span", { class: "root" }, "√", h("span", {}, fixed(value, 1)));
  const over = measure.subtract === "stars" ? count : (value) => fixed(value, 2);
  const whose = {
    [ALL]: "lengths over all raters of each",
    [COMMON]: "lengths over the common alone",
    [UNION]: "raters of either",
  }[measure.below];
  const down =
    measure.below === UNION
      ? [`${count(left)} + ${count(right)} − ${count(overlap)}`]
      : [root(left), " × ", root(right)];
  const lines = [line("similarity", fraction([over(above)], down), "=", fixed(unshrunk, 3))];
  if (shrinkage > 0 || measure.pairs_lost)
    lines.push(
      line(
        "shrunk",
        h(
          "span",
          {},
          `${fixed(unshrunk, 3)} × `,
          fraction([count(counted)], [`${count(counted)} + ${plain(shrinkage)}`]),
        ),
        "=",
        fixed(similarity, 3),
      ),
    );
  return [...lines, h("p", { class: "small" }, `Below the line: ${whose}.`)];
}

function line(name, ...rest) {
  const result = rest.pop();
  return h(
    "div",
    { class: "formula-line" },
    h("span", { class: "small" }, name),
    h("span", {}, ...rest.flatMap((one) => [one, " "])),
    h("b", {}, result),
  );
}

function fraction(above, below) {
  return h("span", { class: "fraction" }, h("span", {}, ...above), h("span", {}, ...below));
}
