// Where a component lives: a shadow root of its own inside `el`, so that the page's styles do not reach it, with its
// own <style>. Light or dark is read from the background on which it stands.
import css from "./theme.css";
import { h } from "./dom.js";
import { PALETTES } from "./palette.js";

export function mount(el, host) {
  const holder = h("div.rectutor", { "data-lm-suppress-shortcuts": "true" });
  const shadow = holder.attachShadow({ mode: "open" });
  const box = h("div.rt");
  shadow.append(h("style", css), box);
  el.append(holder);
  // Keys that we use must not reach the notebook, whose command mode binds B, R and digits of its own.
  for (const type of ["keydown", "keyup", "keypress"]) {
    box.addEventListener(type, (event) => event.stopPropagation());
  }
  const root = new Root(holder, box, host);
  root.watch();
  return root;
}

class Root {
  constructor(holder, box, host) {
    this.holder = holder;
    this.box = box;
    this.host = host;
    this.themeListeners = new Set();
    this.sizeListeners = new Set();
    this.theme = "light";
    this.layout = "wide";
    this.width = 0;
  }

  get palette() {
    return PALETTES[this.theme];
  }

  get reducedMotion() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  append(...children) {
    this.box.append(...children);
  }

  onTheme(callback) {
    this.themeListeners.add(callback);
  }

  onResize(callback) {
    this.sizeListeners.add(callback);
    if (this.width > 0) queueMicrotask(() => this.sizeListeners.has(callback) && callback(this.width, this.layout));
  }

  watch() {
    const update = () => this.#setTheme(isDark(this.holder) ? "dark" : "light");
    this.observer = new MutationObserver(() => requestAnimationFrame(update));
    for (const element of [document.documentElement, document.body]) {
      this.observer.observe(element, { attributes: true });
    }
    this.media = matchMedia("(prefers-color-scheme: dark)");
    this.media.addEventListener("change", (this.onMedia = update));
    this.resizer = new ResizeObserver(([entry]) => {
      this.#setSize(entry.contentRect.width);
      update(); // once in the page, the background is known
    });
    this.#setSize(this.box.clientWidth); // at once where it is in the page already, so that nothing jumps later
    this.resizer.observe(this.box);
    update();
  }

  #setTheme(theme) {
    if (theme === this.box.dataset.theme) return;
    this.theme = this.box.dataset.theme = theme;
    for (const callback of this.themeListeners) callback(theme);
  }

  #setSize(width) {
    if (width === this.width || width === 0) return;
    this.width = width;
    this.layout = width >= 900 ? "wide" : width >= 560 ? "medium" : "narrow";
    this.box.dataset.layout = this.layout;
    this.box.toggleAttribute("data-tiny", width < 340);
    for (const callback of this.sizeListeners) callback(width, this.layout);
  }

  dispose() {
    this.observer.disconnect();
    this.resizer.disconnect();
    this.sizeListeners.clear();
    this.media.removeEventListener("change", this.onMedia);
    this.holder.remove();
  }
}

function isDark(element) {
  for (let node = element; node; node = node.parentNode ?? node.host) {
    if (node instanceof ShadowRoot) node = node.host;
    if (!(node instanceof Element)) continue;
    const color = getComputedStyle(node)
      .backgroundColor.match(/[\d.]+/g)
      ?.map(Number);
    if (color && (color.length < 4 || color[3] > 0.5))
      return 0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2] < 110;
  }
  return (
    matchMedia("(prefers-color-scheme: dark)").matches &&
    getComputedStyle(document.documentElement).colorScheme.includes("dark")
  );
}
