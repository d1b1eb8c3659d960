// The views side by side where there is room; else behind tabs, some or all of them.
import { h, uniqueId } from "./dom.js";

// views: { name: [label, element] }, in order; hidden: which of them stand behind tabs, { wide, medium, narrow }
export function createTabs(views, hidden) {
  const id = uniqueId("views");
  const names = Object.keys(views);
  const list = h("div.segmented.tabs", { role: "tablist", "aria-label": "Views" });
  const tabs = Object.fromEntries(
    names.map((name) => [
      name,
      h(
        "button",
        { role: "tab", id: `${id}-tab-${name}`, "aria-controls": `${id}-${name}`, onclick: () => select(name) },
        views[name][0],
      ),
    ]),
  );
  const panels = Object.fromEntries(
    names.map((name) => [name, h("div", { class: `panel panel-${name}`, id: `${id}-${name}` }, views[name][1])]),
  );
  const element = h("div.view-grid", list, Object.values(panels));
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

  // Within a layout the tabs stay where they are, and the focus with them.
  function arrange(layout) {
    if (behind === hidden[layout]) return;
    behind = hidden[layout];
    list.replaceChildren(...behind.map((name) => tabs[name]));
    list.hidden = behind.length === 0;
    panels[behind[0] ?? names[0]].before(list);
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

  return { element, list, arrange, onKey };
}
