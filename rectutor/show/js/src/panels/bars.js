// Bars: to the right for each of many things, upwards for each of a few, or a histogram.
import { createColumns } from "./columns.js";
import { createHistogram } from "./histogram.js";
import { createRows } from "./rows.js";

export function createBars(spec, context) {
  if (spec.edges) return createHistogram(spec, context);
  return spec.upright ? createColumns(spec, context) : createRows(spec);
}
