// Who may import whom: a component builds on what several share, never on another component.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const SRC = fileURLToPath(new URL("../src", import.meta.url));
const SHARED = ["", "panels", "playback", "reader", "practice"]; // "" are the files at the top
const MORE = { panels: ["views"], playback: ["panels"] }; // views: pictures with a script of their own
const LESS = { "": [], reader: [""], practice: [""], views: [""], panels: [""], playback: ["", "practice"] };
const ENTRIES = ["index.js", "book.js"]; // they know all components

const folderOf = (file) => (dirname(file) === "." ? "" : dirname(file));
const mayImport = (folder) => [folder, ...(LESS[folder] ?? SHARED), ...(MORE[folder] ?? [])];
const imported = (file) =>
  [...readFileSync(join(SRC, file), "utf8").matchAll(/\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g)].map(([, path]) =>
    relative(SRC, join(SRC, dirname(file), path)),
  );
const files = readdirSync(SRC, { recursive: true }).filter((file) => file.endsWith(".js"));

test("no component imports another, and nothing that is shared imports a component", () => {
  const wrong = files
    .filter((file) => !ENTRIES.includes(file))
    .flatMap((file) => imported(file).map((other) => [file, other]))
    .filter(([file, other]) => !mayImport(folderOf(file)).includes(folderOf(other)));
  assert.deepEqual(
    wrong.map((pair) => pair.join(" imports ")),
    [],
  );
});

test("all of it is seen", () => {
  assert.ok(files.length > 90 && files.flatMap(imported).length > 250);
});
