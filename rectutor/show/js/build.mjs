// Bundles src/ into two self-contained files: an ES module for anywidget's hosts, and a classic script for the book
// (browsers refuse modules on pages opened from disk). OUTDIR says where; the default is the package's static folder.
import { build } from "esbuild";

const outdir = process.env.OUTDIR ?? "../static";
const common = {
  bundle: true,
  minify: true,
  target: "es2022",
  loader: { ".css": "text" },
  legalComments: "none",
  charset: "utf8",
};

await build({ ...common, entryPoints: ["src/index.js"], format: "esm", outfile: `${outdir}/rectutor.mjs` });
await build({ ...common, entryPoints: ["src/book.js"], format: "iife", outfile: `${outdir}/rectutor.book.js` });
