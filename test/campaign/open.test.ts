import { expect, test } from "vitest";
import { hunts } from "../../campaign/index.js";
import { KnownFindings, OPEN } from "../../campaign/open.js";
import { Plan } from "../../campaign/plan.js";

const [hunt] = hunts;
const open = { [hunt!.name]: [hunt!.fixed.from, hunt!.fixed.from + 1] };

test("what is known fails nothing, and what finds nothing any more is named", () => {
  const plan = new Plan([hunt!], { kind: "fixed" });
  const known = new KnownFindings({ kind: "fixed" }, open);
  const [first, second] = [plan.next()!, plan.next()!];
  expect(known.isKnown(first)).toBe(true);
  expect(known.isKnown({ ...second, seed: second.seed + 1 })).toBe(false);
  expect(known.count).toBe(1);
  expect(known.mended(plan.progress)).toEqual([`${hunt!.name}, seed ${second.seed}`]);
});

test("among fresh seeds nothing is known", () => {
  const known = new KnownFindings({ kind: "fresh", from: 0 }, open);
  expect(known.isKnown({ hunt: hunt!, seed: hunt!.fixed.from })).toBe(false);
  expect(known.mended([])).toEqual([]);
});

test("only fixed seeds of hunts that there are can be open", () => {
  for (const [name, seeds] of Object.entries(OPEN)) {
    const { from, count } = hunts.find((each) => each.name === name)!.fixed;
    for (const seed of seeds) expect(seed >= from && seed < from + count, `${name} ${seed}`).toBe(true);
  }
});
