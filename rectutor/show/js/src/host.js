// What a host must offer is little: model.get, set, on. The rest (off, save_changes, send, a kernel behind it) is used
// where it exists and does not throw, so that JupyterLab, the book's loader and MyST's directive all run this module.

export class Host {
  constructor(model) {
    this.model = model;
    this.listeners = [];
    this.kernel = "unknown"; // "alive", "gone", or "unknown" until it answered
    this.kernelListeners = new Set();
    if (this.get("live")) this.#watchKernel();
    else this.kernel = "none";
  }

  get(name) {
    return this.model.get(name);
  }

  // Sets values here and, where there is one, in the kernel.
  set(values) {
    for (const [name, value] of Object.entries(values)) this.model.set(name, value);
    attempt(() => this.model.save_changes?.());
  }

  // Sets those values that differ.
  tell(values) {
    const changed = Object.entries(values).filter(([name, value]) => this.get(name) !== value);
    if (changed.length) this.set(Object.fromEntries(changed));
  }

  // Of a component that computes in the page: whether a cell can ask for what is shown.
  get withKernel() {
    return this.get("live") && this.kernel !== "gone";
  }

  get readsAlong() {
    return this.withKernel ? "in this page, the kernel reads along" : "in this page, no kernel";
  }

  on(name, callback) {
    const listener = (...args) => callback(...args);
    this.model.on(name, listener);
    this.listeners.push([name, listener]);
  }

  // Calls back with the new value, read from the model: not every host puts it into the event.
  onChange(name, callback) {
    this.on(`change:${name}`, () => callback(this.get(name)));
  }

  send(content) {
    return attempt(() => {
      if (!this.model.send) return false;
      this.model.send(content);
      return true;
    }, false);
  }

  onMessage(callback) {
    this.on("msg:custom", (content, buffers) => callback(content, (buffers ?? []).map(asView)));
  }

  onKernel(callback) {
    this.kernelListeners.add(callback);
  }

  setKernel(state) {
    if (state === this.kernel) return;
    this.kernel = state;
    for (const callback of this.kernelListeners) callback(state);
  }

  // Alive once it answers. A saved notebook opened without a kernel has a model that nobody answers for.
  #watchKernel() {
    this.onMessage((content) => content.type !== "lost" && this.setKernel("alive"));
    this.on("comm_live_update", () => this.#askComm());
    this.watching = setInterval(() => this.#askComm(), 1000); // a kernel that is shut down sends no event
    this.#askComm();
    if (!this.send({ type: "hello" })) this.setKernel("gone");
  }

  // JupyterLab's widget manager knows whether there is a kernel and whether the channel to it is open; other hosts
  // need not, and then the answer to "hello" is all there is.
  async #askComm() {
    const manager = this.model.widget_manager;
    const id = this.get("model_id_");
    if (!manager?.get_model || !id) return;
    const kernel = attempt(() => manager.kernel);
    if (kernel === null || kernel?.status === "dead") return this.setKernel("gone");
    const widget = await manager.get_model(id).catch(() => null);
    if (!widget || widget.comm_live === false) this.setKernel("gone");
  }

  dispose() {
    clearInterval(this.watching);
    for (const [name, listener] of this.listeners) attempt(() => this.model.off?.(name, listener));
    this.listeners = [];
    this.kernelListeners.clear();
  }
}

function attempt(action, otherwise) {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

// Bytes come as DataView, ArrayBuffer or typed array, depending on the host; or as base64 text.
export function asView(bytes) {
  if (typeof bytes === "string") return fromBase64(bytes);
  if (ArrayBuffer.isView(bytes)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Uint8Array(bytes);
}

export function fromBase64(text) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
