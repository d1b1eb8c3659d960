// What is drawn of a `Points` panel on its canvas, from the ground up.
import { shape } from "../marks.js";

const unitPaths = new Map(); // shapes of radius 1

export function drawPoints(pen, planes, scene, labels, palette) {
  const { marks, arrows, lit, ways, outlined } = scene;
  const { list, several, plot, width, height } = planes;
  const { ink, hairline, tertiary, background } = palette;
  pen.clearRect(0, 0, width, height);
  if (!plot) for (const plane of list) drawGround(pen, planes, plane, palette);
  if (several) drawLines(pen, hairline, 1, ...residuals(list, marks));
  drawLines(pen, tertiary, 1.3, ...ways);
  pen.globalAlpha = outlined ? 1 : 0.85;
  const outline = outlined ? tertiary : background; // the middle of a diverging scale is faint
  for (const mark of [...marks].reverse()) for (const spot of mark.spots) drawMark(pen, spot, mark, outline);
  pen.globalAlpha = 1;
  const zeros = list.map((plane) => planes.spotOf(plane, 0, 0));
  for (const { spots } of arrows) spots.forEach((spot, p) => drawArrow(pen, zeros[p], spot, ink));
  if (several) drawLines(pen, ink, 1.5, ...lit.map(({ spots }) => spots.flat()));
  else labels.draw(pen, scene, palette);
  for (const { spots, radius } of lit) for (const spot of spots) drawRing(pen, spot, Math.max(8, radius + 3), ink);
}

function drawGround(pen, { side, tall, several, spotOf }, plane, { hairline, ink }) {
  const { title, left, top } = plane;
  const [x, y] = spotOf(plane, 0, 0).map((value) => Math.round(value) + 0.5);
  drawLines(pen, hairline, 1, [left, y, left + side, y], [x, top, x, top + tall]);
  if (!several) return;
  pen.strokeRect(left + 0.5, top + 0.5, side, side);
  pen.fillStyle = ink;
  pen.fillText(title, left, top - 7);
}

// In each further plane, from where a mark is in the first to where it is in this one.
function residuals([first, ...others], marks) {
  const from = ([x, y], { left }) => [x + left - first.left, y];
  return others.flatMap((plane, p) => marks.map(({ spots }) => [...from(spots[0], plane), ...spots[p + 1]]));
}

// Each line is [x1, y1, x2, y2, …].
export function drawLines(pen, color, width, ...lines) {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.beginPath();
  for (const [x, y, ...more] of lines) {
    pen.moveTo(x, y);
    for (let i = 0; i < more.length; i += 2) pen.lineTo(more[i], more[i + 1]);
  }
  pen.stroke();
}

export function drawHaloed(pen, text, x, y, palette) {
  pen.lineJoin = "round";
  pen.lineWidth = 3.5;
  pen.strokeStyle = palette.background;
  pen.strokeText(text, x, y);
  pen.fillStyle = palette.ink;
  pen.fillText(text, x, y);
}

function drawMark(pen, [x, y], { form, color, radius }, outline) {
  if (!unitPaths.has(form)) unitPaths.set(form, new Path2D(shape(form, 1)));
  const path = unitPaths.get(form);
  pen.save();
  pen.translate(x, y);
  pen.scale(radius, radius);
  pen.fillStyle = color;
  pen.fill(path);
  pen.lineWidth = 0.75 / radius;
  pen.strokeStyle = outline;
  pen.stroke(path);
  pen.restore();
}

function drawArrow(pen, from, [x, y], color) {
  const angle = Math.atan2(y - from[1], x - from[0]);
  const [left, right] = [-0.4, 0.4].map((turn) => [x - 8 * Math.cos(angle + turn), y - 8 * Math.sin(angle + turn)]);
  drawLines(pen, color, 1.5, [...from, x, y], [...left, x, y, ...right]);
}

function drawRing(pen, [x, y], radius, color) {
  pen.strokeStyle = color;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.stroke();
}
