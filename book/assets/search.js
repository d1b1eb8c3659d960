// The search page: looks for sections that hold every word, the ones with the words in their title first.
(() => {
  const input = document.getElementById("query");
  const status = document.querySelector(".found");
  const list = document.querySelector(".results");
  const sections = globalThis.rectutorSections.map(([url, page, heading, text]) => ({
    url,
    page,
    heading,
    text,
    low: `${page} ${heading} ${text}`.toLowerCase(),
  }));

  const element = (tag, ...children) => {
    const made = document.createElement(tag);
    made.append(...children);
    return made;
  };

  function find(words) {
    const score = ({ heading, page, low }) =>
      words.reduce(
        (sum, word) =>
          sum +
          (heading.toLowerCase().includes(word) ? 8 : 0) +
          (page.toLowerCase().includes(word) ? 3 : 0) +
          low.split(word).length -
          1,
        0,
      );
    const found = sections.filter(({ low }) => words.every((word) => low.includes(word)));
    return found
      .map((section) => [score(section), section])
      .sort((a, b) => b[0] - a[0])
      .map(([, section]) => section);
  }

  // The text around the first word found, cut at spaces, each word found set apart.
  function excerpt(text, words) {
    const low = text.toLowerCase();
    const places = words.map((word) => low.indexOf(word)).filter((place) => place >= 0);
    const from = Math.max(0, (places.length ? Math.min(...places) : 0) - 60);
    const start = from === 0 ? 0 : text.indexOf(" ", from) + 1;
    const piece = text.slice(start, start + 200);
    const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "gi");
    const parts = piece.split(pattern).map((part, i) => (i % 2 ? element("mark", part) : part));
    return element("p", start ? "… " : "", ...parts, start + 200 < text.length ? " …" : "");
  }

  function show() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = words.length ? find(words) : [];
    const count = found.length === 1 ? "1 section" : `${found.length || "No"} sections`;
    status.textContent = words.length ? `${count} with ${words.length > 1 ? "these words" : "this word"}` : "";
    list.replaceChildren(
      ...found.slice(0, 40).map(({ url, page, heading, text }) => {
        const link = element("a", heading);
        link.href = url;
        return element("li", link, heading === page ? "" : element("small", page), excerpt(text, words));
      }),
    );
  }

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", show);
  show();
})();
