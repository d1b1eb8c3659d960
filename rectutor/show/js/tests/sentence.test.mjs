// Every situation has one template; each is at most forty words, and says numbers as the curve shows them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { risingFor, sentenceFor } from "../src/training/sentence.js";

const run = (changes) => {
  const r = {
    number: 1,
    total: 20,
    status: "finished",
    values: { learning_rate: 0.03 },
    train: [1.1, 0.9, 0.85, 0.8],
    valid: [1.06, 0.91, 0.895, 0.8949],
    ...changes,
  };
  Object.defineProperties(r, {
    last: { get: () => r.train.length - 1 },
    ended: { get: () => r.status !== "running" },
    best: { get: () => r.valid.indexOf(Math.min(...r.valid)) },
  });
  return r;
};
const say = (changes) => {
  const said = sentenceFor({
    run: run(),
    epoch: 0,
    live: false,
    mean: 3.54,
    patience: 3,
    values: { learning_rate: 0.2 },
    settings: {},
    ...changes,
  });
  assert.ok(said.spoken.split(/\s+/).length <= 40, said.spoken);
  return said;
};

test("before the first step nothing is learned, and the mean is named", () => {
  assert.equal(
    say({}).spoken,
    "Nothing is learned yet. Nearly every rating is predicted as the mean, 3.54: the validation error is 1.060.",
  );
});

test("long random vectors predict no mean", () => {
  assert.match(say({ settings: { init_scale: 1 } }).spoken, /The vectors are random: the validation error is 1.060/);
});

test("both errors fall", () => {
  assert.equal(say({ epoch: 1 }).spoken, "Epoch 1 of 20. Validation error 0.910 and training error 0.900 both fall.");
});

test("a change under four in a thousand hardly moves", () => {
  assert.equal(
    say({ epoch: 3 }).spoken,
    "Epoch 3 of 20. Training error still falls (0.850 → 0.800); validation error hardly moves (0.895 → 0.895).",
  );
});

test("three rising epochs are overfitting, two are not", () => {
  const rising = run({ train: [1.1, 0.9, 0.8, 0.7, 0.6], valid: [1.06, 0.88, 0.89, 0.9, 0.91] });
  assert.doesNotMatch(say({ run: rising, epoch: 3 }).spoken, /overfits/);
  assert.equal(
    say({ run: rising, epoch: 4 }).spoken,
    "Epoch 4 of 20. Validation error has risen for three epochs, from 0.880 to 0.910, while training error " +
      "fell to 0.600: the model overfits.",
  );
  assert.equal(risingFor(rising.valid, 4), 3);
});

test("the end compares with the best epoch", () => {
  const overfitted = run({ total: 3, train: [1.1, 0.9, 0.8, 0.7], valid: [1.06, 0.88, 0.9, 0.91] });
  assert.match(say({ run: overfitted, epoch: 3 }).spoken, /has risen since epoch 1, from 0.880 to 0.910/);
  const level = run({ total: 3, valid: [1.06, 0.9, 0.88, 0.8801] });
  assert.match(say({ run: level, epoch: 3 }).spoken, /level since epoch 2/);
  assert.match(
    say({ run: run({ total: 3, valid: [1.06, 0.9, 0.89, 0.88] }), epoch: 3 }).spoken,
    /ends at 0.880, the lowest of this run/,
  );
});

test("a diverged run says so in words, never as a number", () => {
  const said = say({ run: run({ status: "diverged" }), epoch: 3 });
  assert.equal(said.tone, "failure");
  assert.equal(
    said.spoken,
    "Diverged at epoch 4: the error is no longer a number. With η 0.2 each step overshoots. Try a smaller η " +
      "or a larger λ.",
  );
});

test("an early stop names the epoch that was restored", () => {
  const stopped = run({
    status: "stopped early",
    train: [1.1, 0.9, 0.8, 0.7, 0.6],
    valid: [1.06, 0.887, 0.89, 0.9, 0.91],
  });
  assert.equal(
    say({ run: stopped, epoch: 1, atEnd: true }).spoken,
    "Stopped after epoch 4: no better for 3 epochs. The model is restored to epoch 1, validation error 0.887.",
  );
});

test("a pause says what is computed", () => {
  assert.equal(
    say({ run: run({ status: "running" }), epoch: 1, justPaused: true }).spoken,
    "Paused at epoch 1. Epochs 2 to 3 are computed: drag back and forth, or play on.",
  );
});

test("waiting, a lost kernel and no kernel are hints", () => {
  for (const situation of [
    { waiting: true },
    { kernelLost: "now" },
    { kernelLost: "before" },
    { run: null, live: true },
  ]) {
    assert.equal(say(situation).tone, "hint");
  }
});

test("only a wait that is shown is called a wait", () => {
  assert.equal(say({ run: null, live: true, waiting: false }).spoken, "Training is about to start.");
  assert.match(say({ run: null, live: true, waiting: true }).spoken, /^Waiting for the running cells\./);
});

test("a sentence speaks of no epoch that has not been shown", () => {
  const later = run({ train: [1.1, 0.9, 0.8, 0.7, 0.6], valid: [1.06, 0.9, 0.89, 0.85, 0.86] });
  for (let epoch = 0; epoch < 3; epoch++) {
    assert.doesNotMatch(say({ run: later, epoch }).spoken, /epoch (3|4)\b|0\.850|0\.860/);
  }
});
