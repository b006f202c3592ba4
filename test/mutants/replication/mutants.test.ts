import { expect, test } from "vitest";
import { total } from "./trial.js";

test("as shipped no invariant is violated under random faults, and each was at stake", () => {
  const found = [...total(Number(process.env["SEEDS"] ?? 60)).values()];
  console.log(
    found
      .map(({ name, atStake, violations, first }) => `${name}: at stake ${atStake}, ${violations} ${first ?? ""}`)
      .join("\n"),
  );
  expect(found.filter(({ violations }) => violations > 0)).toEqual([]);
});
