// What has no kind: pictures with a script of their own; a component that computes may bring some.
import { createPattern } from "../views/pattern.js";

const DRAWN = { pattern: createPattern };

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
