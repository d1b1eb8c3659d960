// The table. Question: which of its cells are filled? A row is a user, by arrival; a column a film, the most rated
// first.
import { h, setAttributes, setText } from "../dom.js";
import { count, plural } from "../format.js";

const HEIGHT = 286;
const FOOT = 20;
const FAINT = 0.3;

export function createPattern({ root, own: spec }) {
  const canvas = h("canvas", { role: "img", onpointermove: point, onpointerleave: () => read(null) });
  const context = canvas.getContext("2d");
  const sheet = h("canvas");
  const dots = sheet.getContext("2d");
  const readout = h("p", { class: "readout" });
  let data = null;
  let width = 0;
  let drawn = -1; // up to which step
  let now = 0;
  root.onTheme(() => {
    drawn = -1;
    draw();
  });

  const column = (item) => Math.min(width - 1, Math.floor((item / spec.items) * width));
  const row = (user) => Math.floor((user / spec.users) * HEIGHT);

  function resize(to) {
    width = to;
    if (width === 0) return; // covered by a question
    const ratio = devicePixelRatio || 1;
    setAttributes(canvas, {
      width: Math.round(width * ratio),
      height: Math.round((HEIGHT + FOOT) * ratio),
      style: { width: `${width}px`, height: `${HEIGHT + FOOT}px`, "touch-action": "pan-y" },
    });
    setAttributes(sheet, { width, height: HEIGHT });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawn = -1;
    draw();
    read(null);
  }

  function update(run, position) {
    data = run.frame("cells", 0);
    now = Math.floor(position + 1e-6);
    draw();
  }

  // Dots are faint and add up, since a pixel stands for many cells. They gather on a sheet of their own, on which going
  // forward only draws what is new; the ratings of the newest step lie over it, larger.
  function draw() {
    if (drawn === now || width === 0 || !data) return;
    const { palette } = root;
    if (drawn < 0 || now < drawn) {
      dots.clearRect(0, 0, width, HEIGHT);
      drawn = 0;
    }
    dots.fillStyle = palette.ink;
    dots.globalAlpha = FAINT;
    for (let i = data.upTo[drawn]; i < data.upTo[now]; i++)
      dots.fillRect(column(data.items[i]), row(data.users[i]), 1, 1);
    drawn = now;
    frame(palette);
    context.drawImage(sheet, 0, 0, width, HEIGHT);
    context.fillStyle = palette.ink;
    for (let i = data.upTo[Math.max(0, now - 1)]; i < data.upTo[now]; i++)
      context.fillRect(column(data.items[i]) - 1, row(data.users[i]) - 1, 3, 3);
  }

  function frame(palette) {
    context.fillStyle = palette.background;
    context.fillRect(0, 0, width, HEIGHT + FOOT);
    context.strokeStyle = palette.hairline;
    context.strokeRect(0.5, 0.5, width - 1, HEIGHT - 1);
    context.fillStyle = palette.tertiary;
    context.font = `12px ${getComputedStyle(canvas).fontFamily}`;
    context.fillText("most rated film", 0, HEIGHT + 15);
    context.textAlign = "right";
    context.fillText(`film ${count(spec.items)} →`, width, HEIGHT + 15);
    context.textAlign = "left";
  }

  function point(event) {
    const box = canvas.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    read(py < HEIGHT ? [Math.floor((py / HEIGHT) * spec.users), Math.floor((px / width) * spec.items)] : null);
  }

  function read(cell) {
    readout.dataset.empty = String(!cell);
    if (!cell)
      return setText(
        readout,
        `A dot of this picture stands for ${count(Math.max(1, (spec.items * spec.users) / (width || 1) / HEIGHT))} ` +
          "cells. Point at it to count a row.",
      );
    let rated = 0;
    for (let i = 0; i < (data?.upTo[now] ?? 0); i++) if (data.users[i] === cell[0]) rated++;
    setText(
      readout,
      `Row ${count(cell[0] + 1)}: this user has ` +
        (rated ? `rated ${plural(rated, "film")} of ${count(spec.items)}.` : "not arrived yet."),
    );
  }
  return {
    head: h("div", { class: "key" }, `rows: users by arrival · large dots: this ${spec.unit}`),
    element: h("div", { class: "picture" }, canvas, readout),
    picture: canvas,
    resize,
    update,
    describe: (run, step) =>
      `${run.frame("filled", step)} of the cells are filled, mostly on the left, where the most rated films are`,
    table: (_run, step) => ({
      head: ["rows", "ratings"],
      rows: byTenth(step).map((n, i) => [
        `${count(Math.floor((i * spec.users) / 10) + 1)} to ${count(Math.floor(((i + 1) * spec.users) / 10))}`,
        count(n),
      ]),
    }),
  };

  function byTenth(step) {
    const counts = new Array(10).fill(0);
    for (let i = 0; i < data.upTo[step]; i++) counts[Math.min(9, Math.floor((10 * data.users[i]) / spec.users))]++;
    return counts;
  }
}
