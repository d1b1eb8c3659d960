// What has no kind: pictures with a script of their own.
import { createPattern } from "../views/pattern.js";

const DRAWN = { pattern: createPattern };

export function createCustom(spec, context) {
  const made = DRAWN[spec.draws]({ ...context, own: spec });
  return {
    ...made,
    update: (now) => made.update(now.run, now.position, now),
    describe: ({ run, step }) => made.describe(run, step),
    table: ({ run, step }) => made.table(run, step),
  };
}
