// The runs that a picture can draw: recorded ones, those that a kernel sends while they are computed, and what the page
// computes by itself. One store of recorded runs a model: two views of the same widget share it.
import { Run } from "../run.js";
import { decodeRuns } from "./recorded.js";

const stores = new WeakMap();

export function storeOf(host) {
  if (!stores.has(host.model)) stores.set(host.model, new RunStore(host.get("spec")));
  return stores.get(host.model);
}

class RunStore {
  constructor({ measures, watched }) {
    this.watched = watched && { name: watched, ...measures[watched] };
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
        if (known && known.last >= run.said.length - 1) continue;
        this.runs.set(run.number, new Run(run, this.watched));
      }
      this.#tell({ type: "loaded" });
    });
    return this.ready;
  }

  receive(message, buffers) {
    if (message.type === "frames") {
      const { run: number, values, total } = message;
      const run = this.runs.get(number) ?? new Run({ number, values, total, status: "running" }, this.watched);
      const fresh = !this.runs.has(message.run);
      if (fresh) this.runs.set(message.run, run);
      run.status = "running";
      run.receive(message, buffers);
      this.#tell({ type: fresh ? "started" : "grew", run });
    } else if (message.type === "end") {
      const run = this.runs.get(message.run);
      if (!run) return;
      const { status, said = run.said, ending = "" } = message;
      Object.assign(run, { status, said, ending });
      this.#tell({ type: "ended", run });
    } else if (message.type === "failed") {
      this.#tell(message);
    }
  }

  // The run with this value of one hyper-parameter whose other values are nearest to the wished ones.
  find(wished, moved) {
    const distance = (run) =>
      Object.entries(wished).reduce((sum, [name, value]) => {
        const other = run.values[name];
        const difference =
          typeof value === "number" ? Math.abs(scaled(other) - scaled(value)) : Number(other !== value);
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

// A store with the one run that a source computes (see player.js).
export class Computed {
  constructor(source) {
    this.source = source;
  }

  listen() {
    return () => {};
  }

  receive() {}

  load() {
    return this.source.ready;
  }

  find(values) {
    const made = this.source.run(values);
    if (made !== this.made) this.run = new Run((this.made = made));
    return this.run;
  }
}

const scaled = (value) => Math.log10(Math.abs(value) + 1e-4);
