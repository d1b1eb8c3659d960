// The views side by side where there is room; else behind tabs, some or all of them.
import { h, uniqueId } from "../dom.js";

const BEHIND = { wide: [], medium: ["why", "map"], narrow: ["ten", "why", "map"] };

// views: { name: [label, element] }, in order
export function createTabs(views) {
  const id = uniqueId("views");
  const names = Object.keys(views);
  const list = h("div", { class: "segmented tabs", role: "tablist", "aria-label": "Views" });
  const tabs = Object.fromEntries(names.map((name) => [name, h("button", { type: "button", role: "tab", id: `${id}-tab-${name}`, "aria-controls": `${id}-${name}`, onclick: () => select(name) }, views[name][0])]));
  const panels = Object.fromEntries(names.map((name) => [name, h("div", { class: `panel panel-${name}`, id: `${id}-${name}` }, views[name][1])]));
  const element = h("div", { class: "view-grid" }, list, Object.values(panels));
  list.addEventListener("keydown", (event) => {
    const to = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!to || !behind.length) return;
    event.preventDefault();
    event.stopPropagation();
    select(behind[(behind.indexOf(chosen) + to + behind.length) % behind.length]);
    tabs[chosen].focus();
  });
  let behind = [];
  let chosen = names[0];

  function arrange(layout) {
    behind = BEHIND[layout];
    list.replaceChildren(...behind.map((name) => tabs[name]));
    list.hidden = behind.length === 0;
    if (layout === "medium") panels.ten.after(list);
    else element.prepend(list);
    for (const name of names) {
      const tabbed = behind.includes(name);
      if (tabbed) panels[name].setAttribute("role", "tabpanel");
      else panels[name].removeAttribute("role");
      if (tabbed) panels[name].setAttribute("aria-labelledby", tabs[name].id);
      else panels[name].removeAttribute("aria-labelledby");
    }
    if (behind.length) select(behind.includes(chosen) ? chosen : behind[0]);
    else for (const name of names) panels[name].hidden = false;
  }

  function select(name) {
    chosen = name;
    for (const one of names) {
      const tabbed = behind.includes(one);
      panels[one].hidden = tabbed && one !== chosen;
      tabs[one].setAttribute("aria-selected", String(one === chosen));
      tabs[one].tabIndex = one === chosen ? 0 : -1;
    }
  }

  // 1, 2, 3 choose a view, as long as nobody is typing.
  function onKey(event) {
    const target = event.composedPath()[0];
    const typing = target.matches?.('input[type="text"], input[type="radio"]');
    const name = behind[Number(event.key) - 1];
    if (!name || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    select(name);
  }

  return { element, arrange, onKey, select };
}
