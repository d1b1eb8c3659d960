// The views side by side (wide), two beside each other with the rest behind tabs (medium), or one at a time (narrow).
import { h, setAttributes, setText, uniqueId } from "../dom.js";
import { numbersTable } from "../numbers.js";

export function createPanels(views, root) {
  const panels = views.map((view) => createPanel(view));
  const left = h("div", { class: "column" });
  const right = h("div", { class: "column" });
  const tabs = h("div", { class: "segmented tabs", role: "tablist", "aria-label": "Views", "data-own-keys": "" });
  const element = h("div", { class: "views" }, tabs, left, right);
  const buttons = panels.map((panel, i) => {
    const button = h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `${panel.id}-tab`,
        "aria-controls": panel.id,
        onclick: () => choose(i),
        onkeydown: (e) => move(e, i),
      },
      panel.view.tab,
    );
    return button;
  });
  let chosen = 0;
  let last = null;

  // Which views share the page now. On a medium page the first two stand beside each other and the tabs change the
  // second.
  function visible() {
    if (root.layout === "wide" || panels.length === 1) return panels;
    if (root.layout === "medium" && panels.length > 1) return [panels[0], panels[Math.max(1, chosen)]];
    return [panels[chosen]];
  }

  function layout() {
    const shown = visible();
    const tabbed = shown.length < panels.length;
    const choices = root.layout === "medium" ? buttons.slice(1) : buttons;
    tabs.hidden = !tabbed;
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
        tabbed ? { role: "tabpanel", "aria-labelledby": `${panel.id}-tab` } : { role: null, "aria-labelledby": null },
      );
    });
    for (const panel of shown) panel.resize();
    if (last) update(...last);
  }

  function choose(i) {
    if (i >= panels.length) return;
    chosen = i;
    layout();
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
  const table = h("div", {
    class: "numbers",
    tabindex: 0,
    role: "region",
    "aria-label": `${view.title}, numbers`,
    hidden: true,
  });
  const button = h(
    "button",
    { type: "button", class: "linklike", "aria-expanded": "false", onclick: () => toggle() },
    "numbers",
  );
  const about = h("span", { class: "about" }, view.aboutNow ? "" : view.about);
  const note = view.note && h("p", { class: "view-note" }, view.noteNow ? "" : view.note);
  const badge = view.stage ? h("b", { class: "badge" }) : "";
  const element = h(
    "section",
    { class: view.side === "full" ? `view full view-${view.name}` : `view view-${view.name}`, id },
    h(
      "div",
      { class: "view-title" },
      badge,
      h("h4", {}, view.title),
      about,
      h("span", { class: "actions" }, view.action ?? "", view.table ? button : ""),
    ),
    view.head ?? "",
    view.element,
    note,
    table,
  );
  let now = null;

  function toggle() {
    table.hidden = !table.hidden;
    button.setAttribute("aria-expanded", String(!table.hidden));
    fill();
  }

  function fill() {
    if (table.hidden || !now) return;
    table.replaceChildren(numbersTable(view.table(...now)));
  }

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
        fill();
      }
    },
  };
}
