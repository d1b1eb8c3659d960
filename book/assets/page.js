// What every page does besides its text: colours, copying code, keyboard access to what scrolls, where the reader is,
// and diagrams. A classic script, so that it also runs on a page opened from disk.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement;
  const { mermaid: diagramScript } = document.currentScript.dataset;

  function followTheme() {
    const button = document.querySelector(".theme");
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
    const show = () => button.setAttribute("aria-pressed", isDark());
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("theme", root.dataset.theme);
      } catch {
        // a browser that keeps nothing: the choice holds for this page
      }
      show();
    });
    system.addEventListener("change", show);
    addEventListener("storage", ({ key, newValue }) => {
      if (key !== "theme" || !newValue) return; // chosen in another tab
      root.dataset.theme = newValue;
      show();
    });
    show();
  }

  function letCodeBeCopied() {
    for (const block of all(".highlight")) {
      if (!block.closest(".cell_input, [class*=highlight-python], [class*=highlight-bash], [class*=highlight-bibtex]"))
        continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        button.textContent = (await copy(block.querySelector("pre").textContent)) ? "Copied" : "Press Ctrl+C";
        setTimeout(() => (button.textContent = "Copy"), 1500);
      });
      block.append(button);
    }
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }

  // A box that scrolls sideways can be scrolled with the arrow keys too, but only if it can be reached with Tab.
  function letBoxesBeReached() {
    const boxes = all("pre, .scroll, .output.text_html, mjx-container[display], .diagram");
    const update = (box) => {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    };
    const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => update(target)));
    boxes.forEach((box) => observer.observe(box));
  }

  function markWhereTheReaderIs() {
    const links = new Map(all(".here a[href^='#']").map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    const headings = all("article :is(section, .deeper)[id]").filter((section) => links.has(section.id));
    if (!headings.length) return;
    const update = () => {
      const shown = headings.filter((section) => !section.parentElement.closest("details:not([open])"));
      const above = shown.filter((section) => section.getBoundingClientRect().top < innerHeight / 3);
      const atEnd = innerHeight + scrollY >= root.scrollHeight - 4;
      const current = atEnd ? shown.at(-1) : above.at(-1);
      for (const [id, link] of links) {
        link.classList.toggle("seen", id === current?.id);
        if (id === current?.id) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    };
    let waiting = false;
    addEventListener(
      "scroll",
      () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          update();
        });
      },
      { passive: true },
    );
    update();
  }

  // What a link or an address leads to is opened where it is folded; on paper all sections are open.
  function openWhatIsFolded() {
    const open = (hash) => {
      const target = document.getElementById(decodeURIComponent(hash.slice(1)));
      let closed = target?.closest("details:not([open])");
      if (!closed) return;
      for (; closed; closed = closed.closest("details:not([open])")) closed.open = true;
      target.scrollIntoView();
    };
    document.addEventListener("click", ({ target }) => {
      const link = target.closest("a[href^='#']");
      if (link) open(link.hash);
    });
    addEventListener("hashchange", () => open(location.hash));
    open(location.hash);
    let forPaper = [];
    addEventListener("beforeprint", () => {
      forPaper = all(".deeper:not([open])");
      for (const fold of forPaper) fold.open = true;
    });
    addEventListener("afterprint", () => {
      for (const fold of forPaper) fold.open = false;
    });
  }

  function closeContentsOnChoice() {
    const contents = document.getElementById("contents");
    contents.addEventListener("click", (event) => {
      if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
    });
  }

  // Mermaid is large: it is loaded when a diagram comes near. Its colours are the page's variables, so they follow it.
  function drawDiagrams() {
    const waiting = new Set(all(".diagram"));
    if (!waiting.size) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        const script = document.createElement("script");
        script.src = diagramScript;
        script.onload = () => drawAll([...waiting]);
        document.head.append(script);
      },
      { rootMargin: "800px 0px" },
    );
    waiting.forEach((place) => observer.observe(place));
  }

  async function drawAll(places) {
    const { mermaid } = globalThis;
    mermaid.initialize({
      startOnLoad: false,
      theme: "base",
      look: "classic",
      htmlLabels: false,
      fontFamily: getComputedStyle(document.body).fontFamily,
      flowchart: {
        curve: "basis",
        nodeSpacing: 12,
        rankSpacing: 28,
        padding: 8,
        minNodeWidth: 0,
        wrappingWidth: 400, // a diagram says itself where a line ends
        useMaxWidth: true,
      },
      themeVariables: { fontSize: "14px" },
      themeCSS: `
        .node :is(rect, path, polygon, circle) {
          fill: var(--background) !important; stroke: var(--outline) !important;
          rx: 8px; ry: 8px; filter: none !important;
        }
        .node :is(text, tspan) { fill: var(--secondary) !important; }
        .node.ready :is(rect, path) { stroke: var(--ink) !important; }
        .node.ready :is(text, tspan) { fill: var(--ink) !important; font-weight: 600; }
        a:hover .node rect { fill: var(--panel) !important; }
        .flowchart-link { stroke: var(--outline) !important; stroke-width: 1.2px !important; }
        .marker { fill: var(--outline) !important; stroke: var(--outline) !important; }`,
    });
    for (const [i, place] of places.entries()) {
      const { svg } = await mermaid.render(`diagram-${i}`, place.textContent.trim());
      place.innerHTML = svg; // into the place that was kept free, so that no text moves
    }
  }

  requestAnimationFrame(followTheme); // after the theme was read, and storage is not touched earlier: see layout.html
  drawDiagrams();
  letCodeBeCopied();
  letBoxesBeReached();
  openWhatIsFolded();
  markWhereTheReaderIs();
  closeContentsOnChoice();
})();
