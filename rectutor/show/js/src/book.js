// The book's loader: draws each component of a page that has no kernel. It finds the state that ipywidgets keeps in the
// page, makes a model of each component that the reader comes near, and lets index.js draw it. The model offers what
// the module's contract with its host names; a value set in one view of a model reaches its other views.
import component from "./index.js";

const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
const NEAR = "800px"; // how far outside the window a component is drawn already
const FAILED = "This picture could not be drawn in this browser; the text goes on without it.";

class Model {
  constructor(state) {
    this.values = { ...state };
    this.listeners = new Map();
  }

  get(name) {
    return this.values[name];
  }

  set(name, value) {
    if (this.values[name] === value) return;
    this.values[name] = value;
    for (const type of [`change:${name}`, "change"]) {
      for (const callback of [...(this.listeners.get(type) ?? [])]) callback();
    }
  }

  on(type, callback) {
    if (!this.listeners.has(type)) this.listeners.set(type, new Set());
    this.listeners.get(type).add(callback);
  }

  off(type, callback) {
    if (callback) this.listeners.get(type)?.delete(callback);
    else this.listeners.delete(type);
  }
}

let states; // read when the first component comes near
const models = new Map();

function modelOf(id) {
  states ??= JSON.parse(document.querySelector(STATE).textContent).state;
  if (!models.has(id)) models.set(id, new Model(states[id].state));
  return models.get(id);
}

async function draw(view) {
  const el = document.createElement("div");
  const words = [...view.childNodes];
  try {
    const model = modelOf(view.dataset.model);
    view.replaceChildren(el);
    await component.render({ model, el });
    if (view.hasAttribute("data-autoplay")) playWhenSeen(view, model);
  } catch (error) {
    console.warn("rectutor:", error); // not an error of the page: the reader is told, the other components go on
    const sentence = document.createElement("p");
    sentence.textContent = FAILED;
    view.replaceChildren(...words, sentence);
  }
  view.dataset.drawn = "";
}

// The front page's picture starts by itself, once it is seen, unless the reader's system asks for less motion.
function playWhenSeen(view, model) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (!entry.isIntersecting) return;
      observer.disconnect();
      model.set("playing", true);
    },
    { rootMargin: "-25% 0px" },
  );
  observer.observe(view);
}

function start() {
  const waiting = new Set(document.querySelectorAll(".component[data-model]"));
  const take = (view) => {
    if (!waiting.delete(view)) return;
    observer.unobserve(view);
    draw(view);
  };
  const observer = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => take(entry.target)),
    { rootMargin: `${NEAR} 0px` },
  );
  waiting.forEach((view) => observer.observe(view));
  addEventListener("beforeprint", () => [...waiting].forEach(take));
}

globalThis.rectutor = component;
start(); // the script is deferred: the page is complete
