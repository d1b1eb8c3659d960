// Draws formulas with MathJax: reads JSON from stdin, a list of pages, each a list of { tex, display }; writes for each
// page its glyphs (shared by all its formulas) and its formulas as SVG, and says which it could not read.
import { createRequire } from "node:module";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const require = createRequire(join(process.argv[2], "package.json"));
const MathJax = await require("mathjax").init({
  loader: { load: ["input/tex-full", "output/svg"] },
  // Without these two an unknown command would appear in the page in red; here it is to stop the build.
  tex: {
    packages: { "[-]": ["noundefined", "noerrors"] },
    formatError: (_, error) => {
      throw error;
    },
  },
  svg: { fontCache: "global" },
  startup: { typeset: false },
});
const { adaptor, output } = MathJax.startup;

function draw({ tex, display }) {
  const svg = adaptor.innerHTML(MathJax.tex2svg(tex, { display }));
  const mathml = MathJax.tex2mml(tex, { display }).replace(/\s*\n\s*/g, "");
  const picture = svg
    .replace('role="img" focusable="false"', 'aria-hidden="true" focusable="false"')
    .replace(/ data-(c|mml-node|mjx-texclass)="[^"]*"/g, "");
  const mode = display ? ' display="true"' : "";
  return (
    `<mjx-container class="MathJax" ` +
    `jax="SVG"${mode}>${picture}<mjx-assistive-mml>${mathml}</mjx-assistive-mml></mjx-container>`
  );
}

function drawPage(formulas) {
  output.clearFontCache();
  const errors = [];
  const drawn = formulas.map((formula) => {
    try {
      return draw(formula);
    } catch (error) {
      errors.push(`${formula.tex.trim()} (${error.message})`);
      return "";
    }
  });
  return { glyphs: adaptor.outerHTML(output.fontCache.getCache()), formulas: drawn, errors };
}

const pages = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(pages.map(drawPage)));
