// The record, the bars and the labels of the microscope.
import assert from "node:assert/strict";
import { test } from "node:test";
import { beyond, movePlaces, position, roundEnd } from "../src/microscope/bars.js";
import { BESIDE as GAP, placeAlong as placeLabels } from "../src/labels.js";
import { Record } from "../src/microscope/record.js";
import { Walk } from "../src/microscope/walk.js";

// Two epochs of four ratings by two users of two films; number, user, film, rating, of the user's, of the film's.
const ROWS = [
  [1, 0, 0, 4000, 1, 1],
  [2, 1, 0, 3000, 1, 2],
  [3, 0, 1, 2000, 2, 1],
  [4, 1, 1, 5000, 2, 2],
  [5, 1, 1, 5000, 3, 3],
  [6, 0, 0, 4000, 3, 3],
  [7, 1, 0, 3000, 4, 4],
  [8, 0, 1, 2000, 4, 4],
];
const SPEC = {
  size: 4,
  epochs: 2,
  users: { 0: ["User 7", 2], 1: ["User 9", 2] },
  films: { 0: ["Alien", 1979, 2], 1: ["Heat", null, 2] },
  diverged: false,
};
const specOf = (...numbers) => ({ ...SPEC, updates: ROWS.filter(([number]) => numbers.includes(number)) });

test("the next rating is the next of all, of the user, or of the film", () => {
  const record = new Record(specOf(1, 2, 3, 4, 5, 6, 7, 8));
  const next = (number, follows) => record.step(record.at(number), follows, 1)?.[0];
  assert.deepEqual(
    [1, 2, 7, 8].map((n) => next(n, "every")),
    [2, 3, 8, undefined],
  );
  assert.deepEqual(
    [1, 3, 6].map((n) => next(n, "user")),
    [3, 6, 8],
  );
  assert.deepEqual(
    [1, 2, 6].map((n) => next(n, "film")),
    [2, 6, 7],
  );
});

test("what was not recorded is never skipped", () => {
  const record = new Record(specOf(1, 6));
  assert.equal(record.step(record.at(1), "user", 1), undefined); // 3 comes before 6
  record.add(specOf(3));
  assert.equal(record.end(record.at(1), "user", 1)[0], 6);
});

test("training ends where every epoch has been taken", () => {
  const record = new Record(specOf(1, 4, 7, 8));
  assert.deepEqual(
    [4, 7, 8].map((n) => record.isLast(record.at(n), "every")),
    [false, false, true],
  );
  assert.deepEqual(
    [1, 7, 8].map((n) => record.isLast(record.at(n), "user")),
    [false, true, true],
  );
  assert.deepEqual(record.place(record.at(7)), { epoch: 2, place: 3 });
});

test("a film without a year has none in its title", () => {
  const record = new Record(specOf(1, 4));
  assert.equal(record.film(record.at(1)).title, "Alien (1979)");
  assert.equal(record.film(record.at(4)).title, "Heat");
});

// ---- walking ----

class FakeHost {
  constructor(state = {}) {
    Object.assign(this, { state: { shown: 1, follows: "every", ...state }, sent: [], kernel: state.kernel ?? "none" });
  }
  get = (name) => this.state[name];
  set = (values) => Object.assign(this.state, values);
  send = (message) => this.sent.push(message);
  onMessage = (callback) => (this.answer = callback);
  onKernel = (callback) => (this.tell = callback);
  onChange() {}
}

test("without a kernel the walk ends with the record, and says so", () => {
  const host = new FakeHost();
  const walk = new Walk(host, new Record(specOf(1, 2)));
  walk.next();
  assert.equal(walk.row[0], 2);
  assert.match(walk.barrier, /^the record ends here/);
  walk.next();
  assert.deepEqual([walk.row[0], host.sent.length, host.state.shown], [2, 0, 2]);
});

test("with a kernel it asks for more, once, and goes on when the answer comes", () => {
  const host = new FakeHost({ kernel: "alive" });
  const walk = new Walk(host, new Record(specOf(1)));
  walk.next();
  walk.next();
  assert.deepEqual(host.sent, [{ type: "more", after: 1, follows: "every" }]);
  assert.ok(walk.isWaiting);
  host.answer({ type: "more", after: 1, follows: "every", ...specOf(2, 3) });
  assert.deepEqual([walk.row[0], walk.isWaiting, walk.barrier], [2, false, null]);
});

test("more is asked for before the record ends, and its answer moves nobody", () => {
  const host = new FakeHost({ kernel: "alive" });
  const walk = new Walk(host, new Record(specOf(1, 2, 3)));
  walk.next();
  assert.deepEqual(host.sent, [{ type: "more", after: 3, follows: "every" }]);
  host.answer({ type: "more", after: 3, follows: "every", ...specOf(4, 5) });
  assert.equal(walk.row[0], 2);
});

test("an answer that comes after the learner went elsewhere does not pull them back", () => {
  const host = new FakeHost({ kernel: "alive" });
  const walk = new Walk(host, new Record(specOf(1, 2)));
  walk.next();
  walk.next(); // waits for 3
  walk.previous();
  host.answer({ type: "more", after: 2, follows: "every", ...specOf(3) });
  assert.equal(walk.row[0], 1);
});

test("every rating goes on where it was left for an excursion", () => {
  const walk = new Walk(new FakeHost(), new Record(specOf(1, 2, 3, 6)));
  walk.next();
  walk.previous();
  walk.follow("user");
  walk.next();
  walk.next();
  assert.equal(walk.row[0], 6);
  walk.follow("every");
  assert.equal(walk.row[0], 1);
  walk.follow("user");
  walk.next(); // 3 lies in the run as well
  walk.follow("every");
  assert.equal(walk.row[0], 3);
});

test("a kernel that goes leaves the record, with its own reason for the end", () => {
  const host = new FakeHost({ kernel: "alive" });
  const walk = new Walk(host, new Record(specOf(1)));
  host.tell("alive");
  host.kernel = "gone";
  host.tell("gone");
  assert.ok(!walk.live);
  assert.match(walk.barrier, /^the kernel is gone/);
});

test("divergence and the end of training have reasons of their own", () => {
  const diverged = new Walk(new FakeHost({ kernel: "alive" }), new Record({ ...specOf(1), diverged: true }));
  assert.match(diverged.barrier, /^training diverges/);
  const ended = new Walk(new FakeHost({ kernel: "alive", shown: 8 }), new Record(specOf(8)));
  assert.equal(ended.barrier, "training ends here");
});

// ---- bars and labels ----

test("an axis ends at a round number that holds nearly all values", () => {
  assert.equal(roundEnd([0.1, -0.84, 0.3]), 1);
  assert.equal(roundEnd([...Array(99).fill(0.4), 7]), 0.5);
  assert.equal(roundEnd([0, 0]), 0.1);
  assert.equal(beyond([0.4, 7], 0.5), "right");
});

test("the coloured part lies between before and after", () => {
  const per = (text) => Number(text.replace("%", ""));
  for (const [before, after] of [
    [0.2, 0.5],
    [0.5, 0.2],
    [-0.5, -0.2],
    [-0.2, -0.5],
    [-0.1, 0.3],
    [0.3, -0.1],
    [0, 0.2],
  ]) {
    const { bar, change, before: line, way } = movePlaces(before, after, 1);
    const start = per(change.left);
    const end = way === "down" ? start - per(change.width) : start + per(change.width);
    assert.ok(Math.abs(start - position(before, 1)) < 1e-9 && Math.abs(end - position(after, 1)) < 1e-9);
    assert.equal(per(line.left), position(before, 1));
    const ends = [per(bar.left), per(bar.left) + per(bar.width)];
    assert.ok(
      ends.some((edge) => Math.abs(edge - 50) < 1e-9),
      "the bar starts at zero",
    );
    const longer = before * after < 0 ? after : Math.abs(before) > Math.abs(after) ? before : after;
    assert.ok(
      ends.some((edge) => Math.abs(edge - position(longer, 1)) < 1e-9),
      "and ends where the longer of both does",
    );
  }
});

test("labels never overlap and stay inside, near their marks", () => {
  let seed = 3;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let n = 0; n < 2000; n++) {
    const room = 300 + 300 * random();
    const items = Array.from({ length: 4 }, () => ({ wanted: random() * room, width: 40 + 26 * random() }));
    const places = placeLabels(items, room);
    const spans = items
      .map(({ width }, i) => [places[i] - width / 2, places[i] + width / 2])
      .sort((a, b) => a[0] - b[0]);
    assert.ok(spans[0][0] >= -1e-6 && spans[3][1] <= room + 1e-6);
    for (let i = 1; i < 4; i++) assert.ok(spans[i][0] - spans[i - 1][1] >= GAP - 1e-6);
    const order = [0, 1, 2, 3].sort((a, b) => items[a].wanted - items[b].wanted);
    assert.deepEqual(
      [...order].sort((a, b) => places[a] - places[b]),
      order,
    );
  }
  assert.deepEqual(
    placeLabels(
      [
        { wanted: 100, width: 50 },
        { wanted: 300, width: 50 },
      ],
      400,
    ),
    [100, 300],
  );
});
