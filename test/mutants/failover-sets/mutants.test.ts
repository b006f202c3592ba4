import { expect, test } from "vitest";
import { total } from "./trial.js";

/** More are tried outside of the suite: `SEEDS=1000`. */
const SEEDS = Number(process.env["SEEDS"] ?? 30);

test("as shipped no invariant is violated under random partitions, and each was at stake", () => {
  const found = [...total(SEEDS, {}, Number(process.env["FROM"] ?? 0)).values()];
  if (process.env["SEEDS"]) console.table(found);
  expect(found.filter(({ violations }) => violations > 0)).toEqual([]);
});
