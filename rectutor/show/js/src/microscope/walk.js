// Where the learner is, and how to go on: along the record, and beyond it where a kernel answers.

const AHEAD = 4; // updates before the end of the record at which more is asked for

export class Walk {
  constructor(host, record) {
    this.host = host;
    this.record = record;
    this.listeners = new Set();
    this.asked = null; // what the kernel was asked for and has not answered: { after, follows, go }
    this.follows = host.get("follows") ?? "every";
    this.row = record.at(host.get("shown")) ?? record.rows[0];
    this.left = this.row; // where "every rating" goes on after an excursion to a user or a film
    this.wasAlive = this.lost = false;
    host.onMessage((message) => message.type === "more" && this.#arrived(message));
    host.onKernel((state) => {
      this.lost = state === "gone" && this.wasAlive;
      this.wasAlive ||= state === "alive";
      if (state === "gone") this.asked = null;
      this.#changed();
    });
    host.onChange("shown", (number) => number !== this.row[0] && this.#jump(record.at(number)));
    host.onChange("follows", (follows) => follows !== this.follows && this.follow(follows));
  }

  get live() {
    return this.host.kernel === "alive" || this.host.kernel === "unknown";
  }

  onChange(callback) {
    this.listeners.add(callback);
  }

  next() {
    const row = this.record.step(this.row, this.follows, 1);
    if (row) this.#go(row);
    else this.#ask(this.row, true);
    this.#lookAhead();
  }

  previous() {
    this.#go(this.record.step(this.row, this.follows, -1));
  }

  toEnd(by) {
    this.#go(this.record.end(this.row, this.follows, by));
  }

  // "every rating" goes on where it was left, unless the excursion has come back to the run by itself.
  follow(follows) {
    if (this.follows === "every") this.left = this.row;
    this.follows = follows;
    this.host.set({ follows });
    if (follows === "every" && this.#runOf(this.left) !== this.#runOf(this.row)) this.row = this.left;
    this.#go(this.row);
    this.#lookAhead();
  }

  // Why there is no next rating, or null.
  get barrier() {
    const { record, row, follows } = this;
    if (record.step(row, follows, 1)) return null;
    if (record.isLast(row, follows)) return "training ends here";
    if (record.diverged) return "training diverges before the next one";
    if (this.lost) return "the kernel is gone, and the record ends here; run the cell again to go on";
    return this.live ? null : "the record ends here; run the lesson to go on";
  }

  get isFirst() {
    return !this.record.step(this.row, this.follows, -1);
  }

  get isWaiting() {
    return this.live && this.asked?.go === true;
  }

  // Consecutive updates that are recorded have the same first one.
  #runOf(row) {
    return this.record.end(row, "every", -1);
  }

  #jump(row) {
    if (row) this.#go(row);
  }

  #go(row) {
    if (!row) return;
    if (this.asked) this.asked.go = false; // an answer must not pull the learner away
    this.row = row;
    if (this.host.get("shown") !== row[0]) this.host.set({ shown: row[0] });
    this.#changed();
  }

  #lookAhead() {
    if (!this.live) return;
    let row = this.row;
    for (let n = 0; n < AHEAD; n++) {
      const next = this.record.step(row, this.follows, 1);
      if (!next) return this.#ask(row, this.asked?.go ?? false);
      row = next;
    }
  }

  #ask(row, go) {
    const { record, follows } = this;
    if (!this.live || record.diverged || record.isLast(row, follows)) return;
    const after = row[0];
    if (this.asked?.after === after && this.asked.follows === follows) this.asked.go = go;
    else {
      this.asked = { after, follows, go };
      this.host.send({ type: "more", after, follows });
    }
    this.#changed();
  }

  #arrived(message) {
    this.record.add(message);
    const { asked } = this;
    const mine = asked && message.after === asked.after && message.follows === asked.follows;
    if (mine) this.asked = null;
    if (mine && asked.go) this.#go(this.record.step(this.row, this.follows, 1));
    this.#changed();
  }

  #changed() {
    for (const callback of this.listeners) callback();
  }
}
