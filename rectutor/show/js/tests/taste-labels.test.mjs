// Labels that never overlap, and lines of equal prediction that are where they should be.
import assert from "node:assert/strict";
import { test } from "node:test";
import { boxAround, clipLine, crosses, overlap } from "../src/boxes.js";
import { placeLabels, spread } from "../src/labels.js";
import { frameFor, isoLines } from "../src/taste/plane.js";
import { randomly } from "./taste-helpers.mjs";

function crowd(n, seed) {
  const random = randomly(seed);
  return Array.from({ length: n }, (_, i) => ({
    key: i,
    x: 10 + 380 * random(),
    y: 10 + 280 * random(),
    r: 5,
    width: 40 + 90 * random(),
    height: 16,
    short: 14,
  }));
}

test("labels overlap neither each other nor a mark, and stay in the picture", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const labels = crowd(25, seed);
    const solid = labels.map(({ x, y, r }) => boxAround(x, y, r));
    const placed = placeLabels(labels, { width: 400, height: 300, solid });
    assert.ok(placed.size >= 10);
    const boxes = [...placed].map(([key, { box }]) => [key, box]);
    for (const [key, box] of boxes) {
      assert.ok(box[0] >= 0 && box[1] >= 0 && box[2] <= 400 && box[3] <= 300);
      for (const [other, second] of boxes) assert.ok(key === other || !overlap(box, second));
      solid.forEach((mark, i) => assert.ok(i === key || !overlap(box, mark)));
    }
  }
});

test("the first labels come first, short forms fill gaps, and optional ones only what room is left", () => {
  const here = { x: 60, y: 20, r: 4, height: 16 };
  const placed = placeLabels(
    [
      { ...here, key: "a", width: 50 },
      { ...here, key: "b", width: 300, short: 12 },
      { ...here, key: "c", width: 20 },
    ],
    { width: 120, height: 40, optional: new Set(["c"]), room: 2 },
  );
  assert.equal(placed.get("a").place, 0);
  assert.equal(placed.get("b").short, true);
  assert.ok(!placed.has("c"));
  const alone = [
    { ...here, key: "a", width: 20 },
    { key: "c", x: 20, y: 90, r: 4, height: 16, width: 20 },
  ];
  const setting = { width: 120, height: 100, optional: new Set(["c"]) };
  assert.equal(placeLabels(alone, { ...setting, room: 2 }).size, 2);
  assert.equal(placeLabels(alone, { ...setting, room: 1 }).size, 1);
});

test("a label keeps its place while that is free", () => {
  const label = [{ key: 1, x: 100, y: 100, r: 5, width: 40, height: 16 }];
  const setting = { width: 200, height: 200 };
  assert.equal(placeLabels(label, setting).get(1).place, 0);
  assert.equal(placeLabels(label, { ...setting, before: new Map([[1, 1]]) }).get(1).place, 1);
});

test("lines are cut at a box", () => {
  assert.deepEqual(clipLine([0, 0, 10, 10], [-5, 5, 15, 5]), [0, 5, 10, 5]);
  assert.equal(clipLine([0, 0, 10, 10], [-5, 5, 15, 45]), null);
  assert.equal(crosses([0, 0, 10, 10], [2, 2, 3, 3]), true);
});

test("lines of equal prediction lie 0.2 stars apart and square to the vector", () => {
  const points = [
    [-1, -0.8],
    [1, 0.9],
    [0.5, -0.5],
    [0, 0.3],
  ];
  const frame = frameFor(points, 500);
  for (const p of [
    [0.5, 0.4],
    [-0.3, 0.8],
    [0.6, 0],
    [0, -0.7],
  ]) {
    const lines = isoLines(frame, p, 0.2);
    assert.ok(lines.length > 2);
    const [zx, zy] = frame.point([0, 0]);
    const back = (x, y) => [(x - zx) / frame.scale, (zy - y) / frame.scale];
    for (const { step, ends } of lines) {
      for (const end of [ends.slice(0, 2), ends.slice(2)]) {
        const [x, y] = back(...end);
        assert.ok(Math.abs(p[0] * x + p[1] * y - 0.2 * step) < 1e-9);
      }
    }
    assert.ok(lines.some(({ step }) => step === 0));
  }
  assert.deepEqual(isoLines(frame, [0, 0], 0.2), []);
});

test("a vector that is too long for the picture is shown at its rim", () => {
  const frame = frameFor(
    [
      [-1, -1],
      [1, 1],
    ],
    400,
  );
  const [x, y] = frame.clamp([50, 0]);
  assert.ok(x > 380 && x < 400 && Math.abs(y - frame.point([0, 0])[1]) < 1e-9);
  assert.deepEqual(frame.clamp([0.1, 0.2]), frame.point([0.1, 0.2]));
});

test("a label that would cover too many of the crowd is left out, and those at lines' ends move apart evenly", () => {
  const label = [{ key: 1, x: 20, y: 20, r: 4, width: 30, height: 16 }];
  const crowd = Array.from({ length: 1600 }, (_, i) => [i % 40, Math.floor(i / 40)]);
  const setting = { width: 80, height: 40, crowd };
  assert.equal(placeLabels(label, setting).size, 1);
  assert.equal(placeLabels(label, { ...setting, covers: 2 }).size, 0);
  const ends = spread([{ want: 50 }, { want: 52 }, { want: 90 }], 0, 100);
  assert.deepEqual(
    ends.map(({ y }) => y),
    [44, 58, 90],
  );
});
