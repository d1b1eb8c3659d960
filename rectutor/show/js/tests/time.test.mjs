// The playhead: waits where nothing is computed yet, never passes the last step, lands on whole steps.
import assert from "node:assert/strict";
import { test } from "node:test";

let frames = [];
let now = 0;
globalThis.performance = { now: () => now };
globalThis.requestAnimationFrame = (callback) => frames.push(callback);
globalThis.cancelAnimationFrame = () => (frames = []);
const { Playhead, ease } = await import("../src/playback/playhead.js");

function pass(ms) {
  for (const end = now + ms; now < end; ) {
    now += 10;
    const due = frames;
    frames = [];
    for (const callback of due) callback(now);
  }
}

function playhead(limit, finished = true, still = false) {
  const steps = [];
  const state = { limit, finished };
  const head = new Playhead({
    draw() {},
    limit: () => state.limit,
    finished: () => state.finished,
    onStep: (s) => steps.push(s),
    onStop() {},
    still: () => still,
  });
  return { head, steps, state };
}

test("a step lasts 400 ms and every step is passed", () => {
  const { head, steps } = playhead(5);
  head.play();
  pass(410);
  assert.equal(head.step, 1);
  pass(5000);
  assert.deepEqual(steps, [1, 2, 3, 4, 5]);
  assert.equal(head.position, 5);
  assert.equal(head.playing, false);
});

test("it waits for steps that are not computed yet, and goes on", () => {
  const { head, state } = playhead(2, false);
  head.play();
  pass(3000);
  assert.equal(head.position, 2);
  assert.equal(head.playing, true);
  state.limit = 3;
  pass(500);
  assert.equal(head.position, 3);
});

test("a pause lands on a whole step", () => {
  const { head } = playhead(5);
  head.play();
  pass(500);
  head.pause();
  assert.equal(head.position, Math.round(head.position));
});

test("with less motion wished for, one step a second and nothing between steps", () => {
  const { head } = playhead(5, true, true);
  head.play();
  pass(900);
  assert.equal(head.position, 0);
  pass(200);
  assert.equal(head.position, 1);
});

test("the easing starts at 0, ends at 1 and never turns back", () => {
  const values = Array.from({ length: 101 }, (_, i) => ease(i / 100));
  assert.ok(Math.abs(values[0]) < 1e-6 && Math.abs(values[100] - 1) < 1e-6);
  assert.ok(values.every((v, i) => i === 0 || v >= values[i - 1] - 1e-6));
});
