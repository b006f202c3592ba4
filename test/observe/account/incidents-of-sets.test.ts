import { expect, test } from "vitest";
import { readScenario, runReplication } from "../../../src/experiment/index.js";
import type { Incident, ReplicationResult } from "../../../src/result/index.js";
import { scenarioOf } from "../../scenario/a-scenario.js";

const EXHAUSTED = `
name: nobody-left
duration: 5min
seed: 1
networks: { eth: { latency: 500us }, fc: { latency: 100us } }
storage-servers:
  ss-1:
    form: chassis
    networks: [eth, fc]
    supplies: [psu-1]
    control: { mc-1: {}, mc-2: {}, mc-3: {} }
    cards: { c-1: { processors: [sp-1] }, c-2: { processors: [sp-2] } }
failover-sets:
  sets: { control: { of: [mc-1, mc-2, mc-3] }, front: { of: [sp-1, sp-2], composition: n-way } }
faults:
  - { at: 60s, part-failure: sp-1, cured-by: restart }
  - { at: 61s, part-failure: sp-2, cured-by: restart }
policies: { quorum: { failover-sets: {} } }
`;

const STEPS_DOWN = EXHAUSTED.replace(
  /faults:[^]*/,
  `
faults:
  - { at: 60s, part-failure: sp-1, cured-by: restart }
  - { at: 61s, part-errors: mc-1, interval: 500ms, self-test: fails, for: 1min }
  - { at: 200s, part-failure: sp-2, cured-by: restart }
policies: { quorum: { failover-sets: {} } }
`,
).replace("supplies: [psu-1]", "supplies: [psu-1]\n    times: { assign: 10s }");

/** Of an incident, with the microseconds that each took. */
const phasesOf = ({ phases }: Incident) =>
  phases.map(({ phase, durationSeconds }) => [phase, Math.round(durationSeconds * 1e6)] as const);

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
  // It asks first who would vote for it, and waits for what they say.
  expect(phasesOf(incident!)).toEqual([
    ["detect", 3_500_500],
    ["pause", 200],
    ["redirect", 200],
    ["resume", 200],
  ]);
  expect(incident!.steps.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual(["canvass done", "stand done"]);
});

test("whoever dies while it stands for Primary has nothing more under way: it is waited for the next one", async () => {
  const [incident] = (await runOf("secondary-dies-in-takeover")).incidents;
  // What mc-2 said last came over the slower network after 500 us. The promise to it lasts 3.5 s, and mc-3 waits 0.2 s for one that is better.
  expect(phasesOf(incident!)).toEqual([
    ["detect", 3_500_500],
    ["pause", 200 + 500 + 3_500_000 + 200_000 + 200],
    ["redirect", 200],
    ["resume", 200],
  ]);
  expect(incident!.steps.map(({ step, outcome, reason }) => `${step} ${outcome}: ${reason}`)).toEqual([
    "canvass done: 3 of 5 voters promised to follow",
    "stand failed: mc-2 does not work",
    "canvass done: 3 of 5 voters promised to follow",
    "stand done: 3 of 5 voters promised to follow",
  ]);
});

test("where nobody is left of several, what is being done to put them right is what brings it back", () => {
  const scenario = scenarioOf(EXHAUSTED);
  const [incident] = runReplication(scenario, scenario.policies[0]!, 0, { detail: false }).result.incidents;
  expect(incident!.subject).toEqual({ kind: "failover-set", name: "front" });
  // sp-2 is to do what sp-1 did, and fails at that. The Primary finds at its next look that nobody is left.
  expect(phasesOf(incident!).map(([phase]) => phase)).toEqual(["detect", "redirect", "pause", "boot", "redirect"]);
  expect(incident!.endSeconds).not.toBeNull();
});

test("what a Primary was at that stepped down is over: the next incident of the set is to be detected anew", () => {
  const scenario = scenarioOf(STEPS_DOWN);
  const { incidents } = runReplication(scenario, scenario.policies[0]!, 0, { detail: false }).result;
  const [first, second] = incidents.filter(({ service }) => service === "front");
  expect(first!.steps.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual(["assign unknown", "assign done"]);
  expect([second!.startSeconds, phasesOf(second!)[0]![0]]).toEqual([200, "detect"]);
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

// Heard last 100 us after 59.5004 s, since then silent for 3 s, a self-test in vain for 1 s; then three rounds over the
// faster network, of 200 us each: who would vote, who votes, and who stores the first change.
const UNTIL_THE_NEXT = 59.5004 + 0.0001 + 3 + 1 + 3 * 0.0002 - 60;

test.each([
  ["primary-dies", "control", UNTIL_THE_NEXT],
  // Found at the next look of the Primary, and 0.5 s to assign.
  ["host-side-port", "part", 0.5004 + 0.5],
])("outages of sets are counted and timed as those of services are: in %s", async (name, set, seconds) => {
  const { measures } = await runOf(name);
  const times = ["outage.longest", "rto.mean", "rto.p50", "rto.p95", "rto.max"].map((key) => measures[`${set}.${key}`]);
  expect(times.map((each) => Math.round(each! * 1e6))).toEqual(times.map(() => Math.round(seconds * 1e6)));
  expect([measures[`${set}.outages`], measures[`${set}.incidents.censored`]]).toEqual([1, 0]);
});

test("a set that nothing happened to has no recovery time", async () => {
  const { measures } = await runOf("primary-dies");
  expect([measures["front.outages"], measures["front.outage.longest"], measures["front.rto.max"]]).toEqual([
    0,
    0,
    null,
  ]);
});

test("roles are measured of sets that settle them, and replacements of sets of parts", async () => {
  const keys = (await runOf("primary-dies")).measures;
  const has = (key: string): boolean => Object.hasOwn(keys, key);
  expect(["control.takeovers", "front.replaced"].filter((key) => !has(key))).toEqual([]);
  expect(["front.takeovers", "front.diverged.end", "front.requests.done", "control.replaced"].filter(has)).toEqual([]);
});
