import { expect, test } from "vitest";
import { readScenario, runReplication } from "../../../src/experiment/index.js";
import type { ReplicationResult } from "../../../src/result/index.js";

const runs = new Map<string, ReplicationResult>();

/** Under the first of its policies. */
async function runOf(name: string): Promise<ReplicationResult> {
  const known = runs.get(name);
  if (known !== undefined) return known;
  const path = new URL(`../../../scenarios/failover-sets/${name}.yaml`, import.meta.url).pathname;
  const { scenario } = await readScenario(path);
  const { result } = runReplication(scenario!, scenario!.policies[0]!, 0, { detail: false });
  runs.set(name, result);
  return result;
}

const incidentsOf = async (name: string) =>
  (await runOf(name)).incidents.map(({ service, causes, from, to, detectedSeconds }) => ({
    ...{ service, causes, from, to, detectedSeconds },
  }));

test("a set that loses its Primary has an incident: from that one to the next, noticed when it is given up", async () => {
  expect(await incidentsOf("primary-dies")).toEqual([
    { service: "control", causes: ["part-failure mc-1"], from: "mc-1", to: "mc-2", detectedSeconds: 63.5005 },
  ]);
});

test("the time of an incident of a set goes to detection, the vote, and the first change", async () => {
  const [incident] = (await runOf("primary-dies")).incidents;
  expect(incident!.phases.map(({ phase }) => phase)).toEqual(["detect", "repair", "redirect", "resume"]);
  expect(incident!.steps.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual(["canvass done", "stand done"]);
});

test("a Primary that stops on purpose, without a majority, needs no detection", async () => {
  const [incident] = await incidentsOf("no-majority");
  expect(incident).toMatchObject({ from: "mc-1", detectedSeconds: 62.5004 });
});

test("a set of parts has one while a duty is not done: from the part that failed to the one that does it now", async () => {
  expect(await incidentsOf("host-side-port")).toEqual([
    { service: "part", causes: ["part-failure p-1"], from: "p-1", to: "p-3", detectedSeconds: 60.5004 },
  ]);
});

test("where nobody stands in, the repair of the part is what brings it back", async () => {
  const [incident] = (await runOf("switching-circuit")).incidents;
  expect(incident).toMatchObject({ from: "xbar-1", to: "xbar-1" });
  expect(incident!.phases.map(({ phase }) => phase)).toEqual(["detect", "boot", "person"]);
});

test("a card that shorts is the cause of what went with it, though nothing hangs on the card", async () => {
  const found = await incidentsOf("card-in-stack");
  expect(found.map(({ service, causes }) => [service, ...causes])).toEqual([
    ["control", "part-failure c-1"],
    ["front", "part-failure c-1"],
  ]);
});

test("roles are measured of sets that settle them, and replacements of sets of parts", async () => {
  const keys = (await runOf("primary-dies")).measures;
  const has = (key: string): boolean => Object.hasOwn(keys, key);
  expect(["control.takeovers", "front.replaced"].filter((key) => !has(key))).toEqual([]);
  expect(["front.takeovers", "front.diverged.end", "front.requests.done", "control.replaced"].filter(has)).toEqual([]);
});
