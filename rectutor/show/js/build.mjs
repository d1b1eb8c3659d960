// Bundles src/ into one self-contained file: an ES module for anywidget's hosts, or, when called with `book`, a classic
// script for the book (browsers refuse modules on pages opened from disk). OUTDIR says where; the default is the package's
// static folder.
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

if (process.argv[2] === "book")
  await build({ ...common, entryPoints: ["src/book.js"], format: "iife", outfile: `${outdir}/rectutor.book.js` });
else await build({ ...common, entryPoints: ["src/index.js"], format: "esm", outfile: `${outdir}/rectutor.mjs` });
