import assert from "node:assert/strict";
import { test } from "node:test";
import { afterTry, closingLine, emptyAnswer, judge, parseNumber, progressLine } from "../src/practice/scoring.js";

const option = (right, feedback) => ({ right, feedback: [feedback], text: [feedback] });
const single = { kind: "single", options: [option(false, "a"), option(true, "b"), option(false, "c")] };
const multiple = {
  kind: "multiple",
  options: [option(true, "a"), option(true, "b"), option(false, "c"), option(true, "d")],
};
const number = {
  kind: "number",
  right: { low: 3.99, high: 4.01, feedback: ["yes"] },
  slips: [
    { low: 4.25, high: 4.25, feedback: ["biases"] },
    { low: 2, high: 3, feedback: ["sign"] },
  ],
  otherwise: ["count"],
};

const said = ({ remarks }) => remarks.map((remark) => remark.words[0]);

test("a single choice is answered with the feedback of what was chosen", () => {
  assert.deepEqual(judge(single, [1]), {
    right: true,
    remarks: [{ right: true, option: 1, words: ["b"] }],
    missing: 0,
  });
  assert.equal(judge(single, [0]).right, false);
  assert.deepEqual(said(judge(single, [2])), ["c"]);
});

test("of several, all right ones and no other must be chosen", () => {
  assert.equal(judge(multiple, [0, 1, 3]).right, true);
  assert.equal(judge(multiple, [0, 1, 2, 3]).right, false);
  const some = judge(multiple, [0, 2]);
  assert.deepEqual(
    [some.right, said(some), some.remarks.map((r) => r.right), some.missing],
    [false, ["a", "c"], [true, false], 2],
  );
  assert.deepEqual([judge(multiple, [0, 1]).right, judge(multiple, [0, 1]).missing], [false, 1]);
});

test("nothing chosen is never right", () => {
  assert.equal(judge(multiple, []).right, false);
  assert.equal(judge(single, []).right, false);
});

test("a number is right within its range, else a slip, else the rest", () => {
  for (const text of ["4", "4.0", "4,005", " 3.995 ", "8/2", "+4"]) assert.equal(judge(number, text).right, true, text);
  assert.deepEqual(said(judge(number, "4.25")), ["biases"]);
  assert.deepEqual(said(judge(number, "2.5")), ["sign"]);
  assert.deepEqual(said(judge(number, "100")), ["count"]);
  assert.equal(judge(number, "4.2").right, false);
});

test("numbers are read as people write them, and nothing else is", () => {
  const read = {
    0.5: 0.5,
    ".5": 0.5,
    "1.": 1,
    "0,5": 0.5,
    "−0.5": -0.5,
    "-3": -3,
    "1/4": 0.25,
    " 12 ": 12,
    "1 000": 1000,
  };
  for (const [text, value] of Object.entries(read)) assert.equal(parseNumber(text), value, text);
  for (const text of ["", " ", "a", "1a", "1e5", "1/0", "--1", "1.2.3", "Infinity", null, undefined])
    assert.equal(parseNumber(text), null, String(text));
});

test("tries are counted until it is solved, and it stays solved", () => {
  let record = emptyAnswer();
  record = afterTry(record, single, [0]);
  assert.deepEqual(record, { tries: 1, solved: false, chosen: [0], text: "" });
  record = afterTry(record, single, [1]);
  assert.deepEqual(record, { tries: 2, solved: true, chosen: [1], text: "" });
  record = afterTry(record, single, [2]);
  assert.deepEqual(record, { tries: 2, solved: true, chosen: [2], text: "" });
  assert.deepEqual(afterTry(emptyAnswer(), number, "4"), { tries: 1, solved: true, chosen: [], text: "4" });
});

test("the closing line comes when all are solved, and counts first tries", () => {
  const solved = (tries) => ({ ...emptyAnswer(), tries, solved: true });
  assert.equal(closingLine([solved(1), emptyAnswer()], 2), "");
  assert.equal(closingLine([solved(1), solved(3)], 2), "1 of 2 at the first try.");
  assert.equal(closingLine([], 2), "");
  assert.equal(progressLine([solved(1), emptyAnswer(), { ...emptyAnswer(), tries: 2 }], 3), "1 of 3 answered");
});
