// Scales that hold over a whole run: while it is trained, each new step must cost as little as the first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createPlanes } from "../src/panels/points-planes.js";
import { endsOf } from "../src/run.js";

test("a frame is looked at once, however many come after it", () => {
  let looks = 0;
  class Frame extends Array {
    static [Symbol.species] = Array;
    filter(...test) {
      looks++;
      return super.filter(...test);
    }
  }
  const planes = createPlanes({ xy: "place" }, { layout: "wide" });
  planes.resize(300);
  const frames = [];
  for (let last = 0; last < 50; last++) {
    frames.push(Frame.of(1, 2, -3, 4));
    assert.ok(planes.fit({ run: { number: 1, last }, all: () => frames }));
  }
  assert.equal(looks, 2 * 50); // along both axes
});

test("the ends of a frame are those of its numbers, with the lowest that a logarithm has", () => {
  assert.deepEqual(endsOf([0, Number.NaN, 0.5, -1, 3]), [-1, 0.5, 3]);
  assert.deepEqual(endsOf([null, Number.NaN]), []);
});
