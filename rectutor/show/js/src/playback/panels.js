// The views side by side (wide), two beside each other with the rest behind tabs (medium), or one at a time (narrow).
// `tabbed` says in which layouts there are tabs.
import { h, setAttributes, setText, uniqueId } from "../dom.js";
import { numbersOf } from "../numbers.js";

export function createPanels(views, root, tabbed = ["medium", "narrow"]) {
  const panels = views.map((view) => createPanel(view));
  const left = h("div.column");
  const right = h("div.column");
  const tabs = h("div.segmented.tabs", { role: "tablist", "aria-label": "Views", "data-own-keys": "" });
  const element = h("div.views", tabs, left, right);
  const buttons = panels.map(({ id, view }, i) => {
    const controls = { role: "tab", id: `${id}-tab`, "aria-controls": id };
    return h("button", { ...controls, onclick: () => choose(i), onkeydown: (e) => move(e, i) }, view.tab);
  });
  let chosen = 0;
  let last = null;

  // Which views share the page now. On a medium page the first two stand beside each other and the tabs change the
  // second.
  function visible() {
    if (!tabbed.includes(root.layout) || panels.length === 1) return panels;
    if (root.layout === "medium") return [panels[0], panels[Math.max(1, chosen)]];
    return [panels[chosen]];
  }

  function layout() {
    const shown = visible();
    const some = shown.length < panels.length;
    const choices = root.layout === "medium" ? buttons.slice(1) : buttons;
    tabs.hidden = !some;
    tabs.replaceChildren(...choices);
    const wide = root.layout === "wide";
    const full = shown.filter((p) => p.view.side === "full");
    const beside = shown.filter((p) => !full.includes(p));
    const onLeft = wide ? beside.filter((p) => p.view.side === "left") : beside.slice(0, 1);
    const onRight = beside.filter((p) => !onLeft.includes(p));
    const above = full.filter((p) => panels.indexOf(p) < panels.indexOf(beside[0] ?? p));
    const below = full.filter((p) => !above.includes(p));
    element.replaceChildren(tabs, ...above.map((p) => p.element), left, right, ...below.map((p) => p.element));
    left.replaceChildren(...onLeft.map((p) => p.element));
    right.replaceChildren(...onRight.map((p) => p.element));
    left.hidden = onLeft.length === 0;
    right.hidden = onRight.length === 0;
    element.classList.toggle("single", left.hidden || right.hidden);
    panels.forEach((panel, i) => {
      const selected = shown.includes(panel);
      setAttributes(buttons[i], { "aria-selected": String(selected), tabindex: selected ? 0 : -1 });
      setAttributes(
        panel.element,
        some ? { role: "tabpanel", "aria-labelledby": `${panel.id}-tab` } : { role: null, "aria-labelledby": null },
      );
    });
    for (const panel of shown) panel.resize();
    if (last) update(...last);
  }

  function choose(i) {
    if (i >= panels.length) return;
    const { activeElement } = element.getRootNode();
    chosen = i;
    layout();
    activeElement?.focus({ preventScroll: true }); // which it lost where it was moved
  }

  function move(event, i) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const order = [...tabs.children].map((b) => buttons.indexOf(b));
    const next = order[(order.indexOf(i) + by + order.length) % order.length];
    choose(next);
    buttons[next].focus();
  }

  function update(run, position, options) {
    last = [run, position, options];
    for (const panel of visible()) panel.update(run, position, options);
  }

  return { element, layout, choose, update };
}

function createPanel(view) {
  const id = uniqueId("view");
  let now = null;
  const numbers = view.table && numbersOf(view.title, () => view.table(...now));
  const about = h("span.about", view.aboutNow ? "" : view.about);
  const note = view.note && h("p.view-note", view.noteNow ? "" : view.note);
  const badge = view.stage ? h("b.badge") : "";
  const actions = h("span.actions", view.action, numbers?.button);
  const element = h(
    "section",
    { class: view.side === "full" ? `view full view-${view.name}` : `view view-${view.name}`, id },
    h("div.view-title", badge, h("h4", view.heading ?? view.title), about, actions),
    view.head,
    view.element,
    note,
    numbers?.place,
  );

  // A panel of a later stage keeps its place, and its secret.
  function setStage({ stages }, step) {
    const at = stages.findIndex(({ name }) => name === view.stage);
    setText(badge, String(at + 1));
    element.toggleAttribute("data-unreached", step < (stages[at]?.first ?? 0));
  }

  return {
    id,
    view,
    element,
    resize: () => view.resize(element.clientWidth),
    update(run, position, options) {
      now = [run, Math.floor(position + 1e-6), options];
      view.update(run, position, options);
      if (view.stage) setStage(run, now[1]);
      if (view.aboutNow) setText(about, view.aboutNow(...now));
      if (view.noteNow) setText(note, view.noteNow(...now));
      if (!options.playing || !view.picture?.hasAttribute("aria-label")) {
        view.picture?.setAttribute("aria-label", `${view.title}: ${view.describe(...now)}`);
        numbers?.refresh();
      }
    },
  };
}
