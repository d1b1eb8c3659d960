// The runs that a picture can draw: recorded ones, and those that a kernel sends while they are computed.
// One store a model: two views of the same widget share it.
import { Run } from "../run.js";
import { decodeRuns } from "./recorded.js";

const stores = new WeakMap();

// `decode(text, spec)` promises what runs are made of.
export function storeOf(host, decode = decodeRuns) {
  if (!stores.has(host.model)) stores.set(host.model, new RunStore(host.get("spec"), decode));
  return stores.get(host.model);
}

class RunStore {
  constructor(spec, decode) {
    const { measures, watched } = spec;
    this.decode = (text) => decode(text, spec);
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
    this.ready = this.decode(text).then((decoded) => {
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

const scaled = (value) => Math.log10(Math.abs(value) + 1e-4);
