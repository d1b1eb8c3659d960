// Ratings and reconstruction. Question: what does the model say where nobody rated?
import { h, rich, setAttributes, svg } from "../dom.js";
import { cut, fixed, plain } from "../format.js";
import { ratingColor } from "../palette.js";

const TOP = 24;
const LETTER = 7; // px, about

export function createRatings({ root, own }) {
  const { users, items, train, valid } = own;
  const [rows, columns] = [items.label.length, users.length];
  const picture = svg("svg", {
    role: "img",
    tabindex: 0,
    "data-own-keys": "",
    onkeydown: move,
    onpointermove: point,
    onpointerleave: () => choose(null),
    onclick: point,
  });
  const readout = h("p", { class: "readout", "aria-live": "polite" });
  const key = h("div", { class: "key" });
  const element = h("div", { class: "picture" }, picture, readout);
  let cells = [];
  let cursor = null; // [row, column]
  let rings = [];
  let geometry = null;
  let frame = null;
  let colour = null;
  let width = 0;

  function applyTheme() {
    colour = ratingColor(root.palette, own.scale);
    build();
  }
  root.onTheme(applyTheme);

  function resize(w) {
    width = w;
    colour ??= ratingColor(root.palette, own.scale);
    build();
  }

  function build() {
    if (width === 0) return;
    const name = Math.min(168, Math.max(100, width * 0.27));
    const gap = 18;
    const size = Math.max(10, Math.min(24, Math.floor((width - name - gap - 8) / (2 * columns))));
    geometry = { name, gap, size, left: [name + 6, name + 6 + columns * size + gap] };
    setAttributes(picture, { width, height: TOP + rows * size + 4, viewBox: `0 0 ${width} ${TOP + rows * size + 4}` });
    const labels = items.label.map((label, r) =>
      svg(
        "text",
        {
          class: "film",
          x: name,
          y: TOP + r * size + size * 0.72,
          "text-anchor": "end",
          style: "fill:var(--secondary)",
        },
        cut(label, Math.floor(name / LETTER)),
      ),
    );
    cells = items.label.map((_, r) => users.map((_, c) => svg("rect", { ...box(1, r, c), rx: 3 })));
    rings = [0, 1].map(() =>
      svg("rect", {
        width: size,
        height: size,
        rx: 4,
        fill: "none",
        stroke: "var(--ink)",
        "stroke-width": 2,
        visibility: "hidden",
      }),
    );
    picture.replaceChildren(
      svg(
        "text",
        { x: geometry.left[0], y: 13 },
        symbol("R"),
        svg("tspan", { dx: 6 }, columns < 6 ? "rated" : `what ${columns} users rated`),
      ),
      svg(
        "text",
        { x: geometry.left[1], y: 13 },
        symbol("R"),
        svg("tspan", { dx: 6 }, columns * size < 100 ? "predicted" : "what the model predicts"),
      ),
      svg("path", {
        d: `M${geometry.left[1] + 3.5} 2.6l3-2.6 3 2.6`,
        fill: "none",
        stroke: "var(--ink)",
        transform: "translate(0 .6)",
      }), // the hat of R̂
      ...labels,
      ...known(),
      ...cells.flat(),
      ...rings,
    );
    drawKey();
    if (frame) paint();
    ringAround();
  }

  function symbol(text) {
    return svg("tspan", { style: "font-family:var(--serif);font-style:italic;font-size:15px;fill:var(--ink)" }, text);
  }

  const box = (grid, r, c) => ({
    x: geometry.left[grid] + c * geometry.size + 1,
    y: TOP + r * geometry.size + 1,
    width: geometry.size - 2,
    height: geometry.size - 2,
  });

  // Filled: a training rating. Hollow: validation only. A dot: nobody rated.
  function known() {
    const marks = [];
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        const b = box(0, r, c);
        if (train[r][c] !== null) marks.push(svg("rect", { ...b, rx: 3, fill: colour(train[r][c]) }));
        else if (valid[r][c] !== null)
          marks.push(
            svg("rect", {
              x: b.x + 1.5,
              y: b.y + 1.5,
              width: b.width - 3,
              height: b.height - 3,
              rx: 2.5,
              fill: "none",
              stroke: colour(valid[r][c]),
              "stroke-width": 3,
            }),
          );
        else
          marks.push(svg("circle", { cx: b.x + b.width / 2, cy: b.y + b.height / 2, r: 1.3, fill: "var(--outline)" }));
      }
    }
    return marks;
  }

  function drawKey() {
    const [low, high] = own.scale;
    const values = Array.from({ length: 7 }, (_, i) => low + (i / 6) * (high - low));
    const square = (attributes) =>
      svg(
        "svg",
        { width: 13, height: 13, "aria-hidden": "true" },
        svg("rect", { x: 1.5, y: 1.5, width: 10, height: 10, rx: 2.5, ...attributes }),
      );
    key.replaceChildren(
      plain(low),
      h("span", { style: { display: "inline-flex", gap: "1px" } }, ...values.map((v) => square({ fill: colour(v) }))),
      `${plain(high)} stars`,
      ...(own.validated ? [square({ fill: "none", stroke: colour(high), "stroke-width": 3 }), "validation only"] : []),
      h("span", {}, "· missing"),
    );
  }

  function update(run, position) {
    frame = { run, position, predicted: run.frame("ratings.predicted", position) };
    if (!frame.predicted || !geometry) return;
    paint();
    read();
  }

  function paint() {
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) cells[r][c].setAttribute("fill", colour(frame.predicted[r * columns + c]));
  }

  function point(event) {
    const box = picture.getBoundingClientRect();
    const px = event.clientX - box.left;
    const r = Math.floor((event.clientY - box.top - TOP) / geometry.size);
    const grid = px >= geometry.left[1] ? 1 : 0;
    const c = Math.floor((px - geometry.left[grid]) / geometry.size);
    choose(r >= 0 && r < rows && c >= 0 && c < columns ? [r, c] : null);
  }

  function move(event) {
    const by = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const [r, c] = cursor ?? [0, -1];
    choose([Math.min(rows - 1, Math.max(0, r + by[0])), Math.min(columns - 1, Math.max(0, c + by[1]))]);
  }

  function choose(cell) {
    cursor = cell;
    ringAround();
    read();
  }

  function ringAround() {
    rings.forEach((ring, grid) => {
      if (!cursor) return ring.setAttribute("visibility", "hidden");
      setAttributes(ring, {
        x: geometry.left[grid] + cursor[1] * geometry.size,
        y: TOP + cursor[0] * geometry.size,
        visibility: "visible",
      });
    });
    picture
      .querySelectorAll(".film")
      .forEach((label, r) => (label.style.fontWeight = cursor?.[0] === r ? "650" : "400"));
  }

  // What a cell says goes into the line below, never into a box over the cells.
  function read() {
    readout.dataset.empty = String(!cursor);
    if (!cursor || !frame?.predicted) return readout.replaceChildren("Point at a cell, or move with the arrow keys.");
    const [r, c] = cursor;
    const predicted = ["strong", fixed(frame.predicted[r * columns + c], 2)];
    const rated = train[r][c] ?? valid[r][c];
    const what =
      rated === null
        ? [" not rated, predicted ", predicted, "."]
        : [
            " rated ",
            ["strong", plain(rated)],
            ", predicted ",
            predicted,
            train[r][c] === null ? ". Not seen in training." : ".",
          ];
    readout.replaceChildren(h("span", {}, h("b", {}, `User ${users[c]}, ${items.title[r]}:`), ...rich(what)));
  }
  read();

  return {
    name: "ratings",
    tab: "Ratings",
    title: "Ratings and reconstruction",
    head: key,
    element,
    picture,
    resize,
    update,
    escape: () => choose(null),
    describe: (run, epoch) => {
      const predicted = run.frame("ratings.predicted", epoch);
      return (
        `${rows} films by ${columns} users; predictions lie between ${fixed(Math.min(...predicted), 2)} and ` +
        `${fixed(Math.max(...predicted), 2)} stars`
      );
    },
    table: (run, epoch) => {
      const predicted = run.frame("ratings.predicted", epoch);
      return {
        head: ["film", "user", "rated", "predicted"],
        rows: items.title.flatMap((title, r) =>
          users.map((user, c) => [
            title,
            user,
            train[r][c] !== null
              ? plain(train[r][c])
              : valid[r][c] !== null
                ? `${plain(valid[r][c])} (validation)`
                : "",
            fixed(predicted[r * columns + c], 2),
          ]),
        ),
      };
    },
  };
}
