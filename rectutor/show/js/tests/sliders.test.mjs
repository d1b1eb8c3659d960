// The free slider's scale: log where declared, whole numbers where declared, no value outside the declaration.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freeScale } from "../src/playback/sliders.js";

test("a log scale gives each power of ten the same room", () => {
  const scale = freeScale({ low: 0.001, high: 1, log: true, integer: false });
  assert.ok(Math.abs(scale.share(0.01) - 1 / 3) < 1e-9);
  assert.ok(Math.abs(scale.share(0.1) - 2 / 3) < 1e-9);
  assert.deepEqual(scale.ticks, [0.001, 0.01, 0.1, 1]);
});

test("whole numbers stay whole and inside", () => {
  const scale = freeScale({ low: 1, high: 300, log: true, integer: true });
  const values = Array.from({ length: 401 }, (_, p) => scale.value(p));
  assert.ok(values.every((v) => Number.isInteger(v) && v >= 1 && v <= 300));
  assert.equal(values[0], 1);
  assert.equal(values[400], 300);
  assert.deepEqual(
    values,
    [...values].sort((a, b) => a - b),
  );
});

test("a position leads to its value and back", () => {
  const scale = freeScale({ low: 0, high: 0.2, log: false, integer: false });
  for (const p of [0, 100, 200, 399, 400]) assert.ok(Math.abs(scale.position(scale.value(p)) - p) <= 2);
});
