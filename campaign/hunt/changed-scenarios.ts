/** Scenarios with a few values exchanged at random: refused with words, or run to the end with books that balance. */
import { stringify } from "yaml";
import { observe } from "../../src/observe/index.js";
import { buildRun, decodeScenario, type PolicySpec, type Scenario } from "../../src/scenario/index.js";
import { Kernel, type Stream, Streams } from "../../src/sim/index.js";
import { below, pick, streamOf } from "../fuzz/chance.js";
import { readBeside, shippedScenarios } from "../fuzz/shipped-scenarios.js";
import { changeTree, type Replacements, type Tree, valuesByKey } from "../fuzz/tree-changes.js";
import type { Hunt } from "../hunt.js";

/** What must hold in every world, under every policy: the books of the simulator itself. */
const BOOKS = [
  "answered-once",
  "request-conservation",
  "loss-accounted",
  "terminates",
  "effects-match",
  "time-monotonic",
];

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

/** Corner cases are short. */
const SHIPPED = shippedScenarios("site-failover/corners");
const REPLACEMENTS: Replacements = { likely: valuesByKey(SHIPPED.map(({ document }) => document)), odd: ODD };

export interface ChangedScenario {
  readonly path: string;
  readonly text: string;
  /** How many changes were refused on the way. */
  readonly refused: number;
}

/** A change that was refused without a reason. */
class Unexplained extends Error {}

/** A scenario that was changed a few times, where each change left it sound. */
export function changedScenario(seed: number): ChangedScenario {
  const stream = streamOf(seed, "changed scenarios");
  const { path, document } = pick(SHIPPED, stream);
  const times = 1 + below(4, stream);
  let sound = document;
  let refused = 0;
  for (let kept = 0, tries = 0; kept < times && tries < 40; tries++) {
    const next = changed(sound, stream);
    if (decode(textOf(next), path) === null) refused += 1;
    else {
      sound = next;
      kept += 1;
    }
  }
  return { path, text: textOf(sound), refused };
}

function changed(document: Tree, stream: Stream): Tree {
  const next = structuredClone(document);
  changeTree(next, REPLACEMENTS, stream);
  return next;
}

function textOf(document: Tree): string {
  return stringify(document, { aliasDuplicateObjects: false });
}

function decode(text: string, path: string): Scenario | null {
  const { scenario, problems } = decodeScenario(text, path, { read: readBeside(path) });
  if (scenario === null && problems.length === 0) throw new Unexplained(`refused without a reason:\n${text}`);
  return scenario;
}

/** Which books do not balance when a policy is run. */
function unbalanced(scenario: Scenario, policy: PolicySpec): readonly string[] {
  const kernel = new Kernel();
  const { world, begin, injector: _, ...declared } = buildRun(scenario, policy, kernel, new Streams(scenario.seed));
  const { duration, warmUp } = scenario;
  const observation = observe({ spec: scenario.world, duration, warmUp, replication: 0, ...declared });
  world.listen((record) => observation.hear(record));
  world.requestListener = observation.requests;
  begin();
  kernel.run(duration);
  world.traffic.audit();
  const { invariants } = observation.finish(duration);
  return invariants
    .filter(({ name, violations }) => BOOKS.includes(name) && violations > 0)
    .map(({ name, examples }) => `${policy.name}: ${name}: ${examples[0]?.what}`);
}

export const changedScenarios: Hunt<ChangedScenario> = {
  name: "changed-scenarios",
  about: "scenarios with values exchanged at random: refused with words, or run with books that balance",
  // The test tries those before.
  fixed: { from: 15, count: 160 },
  limitSeconds: 300,
  input: changedScenario,
  attempt: ({ path, text }) => {
    const scenario = decode(text, path)!;
    const policies = scenario.policies.filter(({ module }) => module === undefined).slice(0, 2);
    const wrong = policies.flatMap((policy) => unbalanced(scenario, policy));
    return wrong.length === 0 ? null : wrong.join("\n");
  },
};
