// The views side by side where there is room; on a phone one at a time, behind tabs.
import { h, uniqueId } from "../dom.js";

// views: { name: [label, element] }, in order
export function createTabs(views) {
  const id = uniqueId("views");
  const names = Object.keys(views);
  const tabs = names.map((name) => h("button", { type: "button", role: "tab", id: `${id}-tab-${name}`, "aria-controls": `${id}-${name}`, onclick: () => select(name) }, views[name][0]));
  const panels = names.map((name) => h("div", { class: `panel panel-${name}`, id: `${id}-${name}` }, views[name][1]));
  const list = h("div", { class: "segmented tabs", role: "tablist", "aria-label": "Views", onkeydown: onKey }, tabs);
  const element = h("div", { class: "view-grid" }, list, panels);
  let chosen = names[0];
  let tabbed = false;

  function onKey(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    select(names[(names.indexOf(chosen) + by + names.length) % names.length]);
    tabs[names.indexOf(chosen)].focus();
  }

  function arrange(layout) {
    tabbed = layout === "narrow";
    list.hidden = !tabbed;
    panels.forEach((panel, at) => {
      for (const [name, value] of [["role", "tabpanel"], ["aria-labelledby", tabs[at].id]]) {
        if (tabbed) panel.setAttribute(name, value);
        else panel.removeAttribute(name);
      }
    });
    select(chosen);
  }

  function select(name) {
    chosen = name;
    names.forEach((one, at) => {
      panels[at].hidden = tabbed && one !== chosen;
      tabs[at].setAttribute("aria-selected", String(one === chosen));
      tabs[at].tabIndex = one === chosen ? 0 : -1;
    });
  }

  return { element, list, arrange };
}
