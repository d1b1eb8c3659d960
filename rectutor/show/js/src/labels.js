// Labels that avoid each other.

const GAP = 14; // px between labels at the ends of lines

// Moves labels ({ want }) apart, as little as needed, and gives each its `y`; none is dropped.
export function spread(labels, top, bottom) {
  labels.sort((a, b) => a.want - b.want);
  let previous = top - GAP;
  for (const label of labels) label.y = previous = Math.max(label.want, previous + GAP);
  let limit = bottom + GAP;
  for (const label of [...labels].reverse()) label.y = limit = Math.min(label.y, limit - GAP);
  return labels;
}
