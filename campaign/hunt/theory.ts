/** The validation against theory, item by item: theirs are the seeds with which everybody sees them. */
import { executorFor, validate, validationItems } from "../../src/experiment/index.js";
import type { Hunt } from "../hunt.js";

export const theory: Hunt<string> = {
  name: "theory",
  about: "figures of queueing and reliability theory, as `understudy validate --quick` tells them",
  fixed: { from: 0, count: validationItems.length },
  fixedOnly: true,
  limitSeconds: 600,
  input: (index) => validationItems[index]!.name,
  attempt: async (name) => {
    const items = validationItems.filter((item) => item.name === name);
    const rows = await validate(items, { effort: "quick", executor: await executorFor(1) });
    const wrong = rows.filter(({ agrees }) => !agrees);
    if (wrong.length === 0) return null;
    return wrong
      .map(({ item, figure, theory, interval }) => {
        const { low, high } = interval;
        return `${item}, ${figure}: theory ${theory} does not lie within ${low} to ${high}`;
      })
      .join("\n");
  },
};
