// What is copied ahead again and again goes on when an order for it was lost, and is not put off to the next interval but one when it takes as long as an interval.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { decodeScenario } from "../../src/scenario/index.js";

const FOLDER = new URL("../../scenarios/site-failover/", import.meta.url);

/** A shipped scenario with other faults than its own. */
function run(name: string, policy: string, faults: string, change: readonly [string, string] = ["", ""]) {
  const own = new URL(`${name}.yaml`, FOLDER);
  const [kept] = readFileSync(own, "utf8")
    .replace(...change)
    .split("\nfaults:");
  const read = (file: string) => readFileSync(new URL(file.split("/").at(-1)!, own), "utf8");
  const { scenario, problems } = decodeScenario(`${kept}\nfaults: [${faults}]\n`, `${name}.yaml`, { read });
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const chosen = scenario!.policies.find((each) => each.name === policy)!;
  const { result } = runReplication(scenario!, chosen, 0, { detail: false });
  expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  return result;
}

test("an order that got lost is found out at the next interval, and given again", () => {
  const crash = "{ at: 1h7min, crash: web-1, repair: 4h }";
  const [well, cut] = ["", "{ at: 19min, cut: management, for: 4min }, "].map((fault) => {
    return run("fig-2b", "log-every-10min", `${fault}${crash}`).incidents[0]!.recoveryTimeSeconds;
  });
  // The copy of 20 min is ordered in vain, that of 30 min and all after it are made: the same seven minutes of the log are left.
  expect(cut).toBe(well);
});

test.each([
  // An export takes 40 s and a little: one begins when the one before is done, so that the last whole one began 60 s before.
  ["20s", 60],
  // Every two minutes: that of the tenth is cut off by the crash.
  ["2min", 140],
])("exported every %s, a crash 20 s after the tenth minute loses what was written in %i s", (every, seconds) => {
  const crash = "{ at: 10min20s, crash: web-1, repair: 30min }";
  const { incidents } = run("makes/exported", "exported", crash, ["ahead-every: 5min", `ahead-every: ${every}`]);
  // A write a second on average, stored within two seconds.
  expect(incidents[0]!.lostSeconds).toBeLessThanOrEqual(seconds + 3);
  expect(incidents[0]!.lostSeconds).toBeGreaterThan(seconds - 5);
});
