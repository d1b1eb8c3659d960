// The runs that a picture can draw: recorded ones, and those that a kernel sends while they are computed.
// One store a model: two views of the same widget share it.
import { decodeRuns, splitFrames } from "../codec.js";

const stores = new WeakMap();

export function storeOf(host) {
  if (!stores.has(host.model)) stores.set(host.model, new RunStore());
  return stores.get(host.model);
}

class RunStore {
  constructor() {
    this.runs = new Map();
    this.listeners = new Set();
    this.ready = Promise.resolve();
    this.text = "";
  }

  listen(callback) {
    this.listeners.add(callback);
    return () => this.listeners.delete(callback);
  }

  // Unpacks recorded runs; those that arrived live are the same and stay.
  load(text) {
    if (!text || text === this.text) return this.ready;
    this.text = text;
    this.ready = decodeRuns(text).then((decoded) => {
      for (const run of decoded) {
        const known = this.runs.get(run.number);
        if (known && known.train.length >= run.train.length) continue;
        this.runs.set(run.number, new Run(run));
      }
      this.#tell({ type: "loaded" });
    });
    return this.ready;
  }

  receive(message, buffers) {
    if (message.type === "frames") {
      const run = this.runs.get(message.run) ?? new Run({ number: message.run, values: message.values, total: message.total, train: [], valid: [], status: "running", frames: {} });
      const fresh = !this.runs.has(message.run);
      if (fresh) this.runs.set(message.run, run);
      run.receive(message, buffers);
      this.#tell({ type: fresh ? "started" : "grew", run });
    } else if (message.type === "end") {
      const run = this.runs.get(message.run);
      if (!run) return;
      run.status = message.status;
      this.#tell({ type: "ended", run });
    }
  }

  // The run with this value of one hyper-parameter whose other values are nearest to the wished ones.
  find(wished, moved) {
    const distance = (run) =>
      Object.entries(wished).reduce((sum, [name, value]) => {
        const difference = Math.abs(scaled(run.values[name]) - scaled(value));
        return sum + (name === moved ? 1000 : 1) * difference;
      }, 0);
    return [...this.runs.values()].reduce((best, run) => (!best || distance(run) <= distance(best) ? run : best), null);
  }

  recordedValues(name) {
    return [...new Set([...this.runs.values()].map((run) => run.values[name]))].sort((a, b) => a - b);
  }

  #tell(event) {
    for (const callback of this.listeners) callback(event);
  }
}

const scaled = (value) => Math.log10(Math.abs(value) + 1e-4);

class Run {
  constructor({ number, values, total, status, train, valid, frames }) {
    Object.assign(this, { number, values, total, status, train, valid, frames });
    this.played = 0; // the furthest step that was shown
  }

  receive({ first, train, valid, arrays }, buffers) {
    for (const [i, value] of train.entries()) this.train[first + i] = value;
    for (const [i, value] of valid.entries()) this.valid[first + i] = value;
    arrays.forEach((name, a) => {
      const frames = (this.frames[name] ??= growing())();
      splitFrames(buffers[a], train.length).forEach((frame, i) => (frames[first + i] = frame));
    });
  }

  get last() {
    return this.train.length - 1;
  }

  get ended() {
    return this.status !== "running";
  }

  get measured() {
    return this.valid.length ? this.valid : this.train;
  }

  get best() {
    return this.measured.reduce((best, value, i, all) => (value < all[best] ? i : best), 0);
  }

  // The frame of an array at a position between steps: linear from one step to the next.
  frame(name, position) {
    const frames = this.frames[name]?.();
    if (!frames?.length) return null;
    const from = Math.min(Math.floor(position), frames.length - 1);
    const to = Math.min(from + 1, frames.length - 1);
    const share = position - from;
    if (share <= 0 || from === to) return frames[from];
    const a = frames[from];
    const b = frames[to];
    return a.map((value, i) => value + share * (b[i] - value));
  }
}

function growing() {
  const frames = [];
  return () => frames;
}

export function at(curve, position) {
  const from = Math.min(Math.floor(position), curve.length - 1);
  const to = Math.min(from + 1, curve.length - 1);
  return curve[from] + (position - from) * (curve[to] - curve[from]);
}
