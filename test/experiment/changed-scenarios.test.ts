// Scenarios with a few values exchanged at random: refused with words, or run to the end without a defect of the simulator.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { observe } from "../../src/observe/index.js";
import { buildRun, decodeScenario, type PolicySpec, type Scenario } from "../../src/scenario/index.js";
import { Kernel, type Stream, Streams } from "../../src/sim/index.js";

const FOLDER = new URL("../../scenarios/site-failover/corners/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, FOLDER), "utf8");

type Tree = unknown[] | { [key: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;

/** Every place in a document that holds something. */
function placesIn(value: unknown): readonly { readonly tree: Tree; readonly key: string | number }[] {
  if (!isTree(value)) return [];
  const keys: readonly (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [{ tree: value, key }, ...placesIn((value as { [key: string]: unknown })[key])]);
}

function at(tree: Tree, key: string | number): unknown {
  return (tree as { [key: string | number]: unknown })[key];
}

const files = readdirSync(FOLDER).filter((file) => file.endsWith(".yaml"));
const documents = files.map((file) => ({ file, document: parse(read(file)) as Tree }));

/** What stands under each key anywhere: the likeliest values for it. */
const known = new Map<string, unknown[]>();
for (const { tree, key } of documents.flatMap(({ document }) => placesIn(document))) {
  if (typeof key === "string") known.set(key, [...(known.get(key) ?? []), at(tree, key)]);
}

const ODD = [
  0,
  -1,
  "0s",
  "1us",
  "1000d",
  "0B",
  "1PB",
  "0/s",
  "100%",
  "x0.1",
  "exponential(1s)",
  true,
  null,
  [],
  {},
  "",
];

function pick<T>(choices: readonly T[], stream: Stream): T {
  return choices[Math.floor(stream.uniform() * choices.length)]!;
}

/** Takes something away, or puts another value in its place. */
function change(document: Tree, stream: Stream): void {
  const places = placesIn(document).filter((each) => each.tree !== document);
  if (places.length === 0) return;
  const { tree, key } = pick(places, stream);
  const chance = stream.uniform();
  if (chance < 0.2) {
    if (Array.isArray(tree)) tree.splice(Number(key), 1);
    else delete tree[key];
  } else {
    const likely = typeof key === "string" ? known.get(key)! : [at(tree, key)];
    (tree as { [key: string | number]: unknown })[key] = structuredClone(pick(chance < 0.7 ? likely : ODD, stream));
  }
}

function decode(document: Tree, file: string) {
  return decodeScenario(stringify(document, { aliasDuplicateObjects: false }), file, { read });
}

/** A scenario that was changed as often as `times`, where each change left it sound; what was refused on the way. */
function changed(times: number, stream: Stream): { readonly scenario: Scenario; readonly refused: number } {
  const { file, document } = pick(documents, stream);
  let sound = { document, scenario: decode(document, file).scenario! };
  let refused = 0;
  for (let kept = 0, tries = 0; kept < times && tries < 40; tries++) {
    const next = structuredClone(sound.document);
    change(next, stream);
    const { scenario, problems } = decode(next, file);
    if (scenario === null) {
      expect(problems).not.toEqual([]);
      refused += 1;
    } else {
      sound = { document: next, scenario };
      kept += 1;
    }
  }
  return { scenario: sound.scenario, refused };
}

/** What must hold in every world, under every policy: the books of the simulator itself. */
const BOOKS = [
  "answered-once",
  "request-conservation",
  "loss-accounted",
  "terminates",
  "effects-match",
  "time-monotonic",
];

function unbalanced(scenario: Scenario, policy: PolicySpec): readonly string[] {
  const kernel = new Kernel();
  const { world, begin, restores, declaredTakeover } = buildRun(scenario, policy, kernel, new Streams(scenario.seed));
  const observation = observe({
    spec: scenario.world,
    duration: scenario.duration,
    warmUp: scenario.warmUp,
    replication: 0,
    ...(restores !== undefined && { restores }),
    ...(declaredTakeover !== undefined && { declaredTakeover }),
  });
  world.listen((record) => observation.hear(record));
  world.requestListener = observation.requests;
  begin();
  kernel.run(scenario.duration);
  world.traffic.audit();
  const { invariants } = observation.finish(scenario.duration);
  return invariants.filter(({ name, violations }) => BOOKS.includes(name) && violations > 0).map(({ name }) => name);
}

test("scenarios with values exchanged at random are refused with words, or run to their end with books that balance", () => {
  const stream = new Streams("changed").stream("scenarios");
  let refusals = 0;
  let runs = 0;
  for (let i = 0; i < 60; i++) {
    const { scenario, refused } = changed(1 + Math.floor(stream.uniform() * 4), stream);
    refusals += refused;
    for (const policy of scenario.policies.slice(0, 2)) {
      if (policy.module !== undefined) continue;
      expect([scenario.canonical, unbalanced(scenario, policy)]).toEqual([scenario.canonical, []]);
      runs += 1;
    }
  }
  expect(runs).toBeGreaterThan(60);
  expect(refusals).toBeGreaterThan(60);
}, 120_000);
