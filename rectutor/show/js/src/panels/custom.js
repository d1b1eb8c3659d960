// What has no kind: pictures with a script of their own; a component that computes may bring some.
import { createMap } from "../views/map.js";
import { createPattern } from "../views/pattern.js";
import { createTruth } from "../views/truth.js";

const DRAWN = { map: createMap, pattern: createPattern, truth: createTruth };

export function createCustom(spec, context) {
  const draw = DRAWN[spec.draws] ?? context.pictures[spec.draws];
  const made = draw({ ...context, own: spec });
  return {
    ...made,
    update: (now) => made.update(now.run, now.position, now),
    describe: ({ run, step }) => made.describe(run, step),
    table: ({ run, step }) => made.table(run, step),
  };
}
