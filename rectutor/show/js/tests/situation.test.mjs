// What the page itself has to say of a run; what was written with the run is shown as it came.
import assert from "node:assert/strict";
import { test } from "node:test";
import { filled, parsed, textOf } from "../src/format.js";
import { sentenceFor } from "../src/playback/situation.js";
import { Run } from "../src/run.js";

const SAID = ["**Nothing is learned yet.**", "one", "two", "three"];
const run = (changes) => new Run({ number: 1, total: 20, status: "finished", said: [...SAID], ...changes });
const say = (changes) => {
  const said = sentenceFor({ run: run(), step: 0, live: false, unit: "epoch", ...changes });
  const spoken = textOf(said.parts);
  assert.ok(spoken.split(/\s+/).length <= 40, spoken);
  return { ...said, spoken };
};

test("a step's sentence is the one that came with it, with its markup as rich text", () => {
  assert.deepEqual(say({}).parts, [["strong", "Nothing is learned yet."]]);
  assert.equal(say({ step: 2 }).spoken, "two");
  assert.deepEqual(parsed("a [validation error](validation) of **1**, [REC] (2007) and 2 * 3 ** 4"), [
    "a ",
    ["validation", "validation error"],
    " of ",
    ["strong", "1"],
    ", [REC] (2007) and 2 * 3 ** 4",
  ]);
});

test("numbers are filled into a text as Python would format them, with a real minus sign", () => {
  const numbers = { share: 0.666, r: -0.1234, of: 3 };
  const text = filled("{share:.0%} of {of:.0f}, {r:+.2f}, {of:+.1f}, {r:.3f}", (name) => numbers[name]);
  assert.equal(text, "67 % of 3, −0.12, +3.0, −0.123");
});

test("a diverged run says so in the tone of a failure", () => {
  const said = say({ run: run({ status: "diverged", ending: "[Diverged at epoch 4:](failure) no number" }), step: 3 });
  assert.equal(said.tone, "failure");
  assert.equal(said.spoken, "Diverged at epoch 4: no number");
});

test("an early stop is told where the playhead has come back to the best step", () => {
  const stopped = run({ status: "stopped early", ending: "**Stopped after epoch 4:** no better" });
  assert.equal(say({ run: stopped, step: 1, atEnd: true }).spoken, "Stopped after epoch 4: no better");
  assert.equal(say({ run: stopped, step: 1, atEnd: false }).spoken, "one");
});

test("a run that was stopped says so at its end", () => {
  assert.match(
    say({ run: run({ status: "stopped" }), step: 3 }).spoken,
    /^Stopped at epoch 3\. What was computed stays/,
  );
});

test("a pause says what is computed", () => {
  assert.equal(
    say({ run: run({ status: "running" }), step: 1, justPaused: true }).spoken,
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
