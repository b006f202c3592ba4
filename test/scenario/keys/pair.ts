// A pair of scenarios that differ in one key alone, and what becomes of each.
import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { PolicyAggregate } from "../../../src/experiment/policy-aggregate.js";
import { runReplication } from "../../../src/experiment/run-replication.js";
import { buildRun } from "../../../src/scenario/assembly/build-run.js";
import { topologyOf } from "../../../src/scenario/topology-of.js";
import { decodeScenario, formatProblems, planOf, type PolicySpec, type Scenario } from "../../../src/scenario/index.js";
import { Kernel, Streams } from "../../../src/sim/index.js";

/** What stands where, by paths such as `hosts.web-1.boot.diagnostics` and `faults.0.at`; `undefined`: nothing does. */
export type Changes = Readonly<Record<string, unknown>>;

export interface Pair {
  /** The key that it is for, where that cannot be changed alone. */
  readonly key?: string;
  /** A file of `worlds`. */
  readonly world: string;
  /** Where the two differ. */
  readonly path: string;
  readonly values: readonly [unknown, unknown];
  /** What is otherwise than in that world, in both. */
  readonly with?: Changes;
  /** Under which they are run: that of the path, or the first one, unless told. */
  readonly policy?: string;
  /** Where the difference shows: in what happens, or only in what is measured, planned, or reported. */
  readonly shows?: Shows;
}

/** Where a difference can be seen. */
export type Shows = "behaviour" | "measures" | "plan" | "report";

/** Two scenarios of one file: where they differ, both values, and what else is otherwise. */
export function pairsIn(world: string) {
  return (path: string, one: unknown, other: unknown, rest: Omit<Pair, "world" | "path" | "values"> = {}): Pair => ({
    world,
    path,
    values: [one, other],
    ...rest,
  });
}

/** Whether the two of a pair come to the same, where the difference should show. */
export function endTheSame({ world, path, values, policy, with: changes = {}, shows = "behaviour" }: Pair): boolean {
  const [, own] = path.split(".");
  const name = policy ?? (path.startsWith("policies.") ? own : undefined);
  const [one, other] = values.map((value) => textWith(world, { ...changes, [path]: value })) as [string, string];
  if (shows === "behaviour") return behaveTheSame(courseOf(one, name, world), courseOf(other, name, world));
  return endingOf(one, name, shows, world) === endingOf(other, name, shows, world);
}

/** A run that goes on as far as somebody asks, and keeps its digest at each of so many instants. */
interface Course {
  digestAfter(part: number): string;
}

const PARTS = 16;

/** Most pairs share one of their scenarios with the pairs beside them. */
const courses = new Map<string, Course>();
const KEPT = 12;

function courseOf(text: string, name: string | undefined, world: string): Course {
  const identity = `${name ?? ""}\n${text}`;
  const course = courses.get(identity) ?? begun(decode(text, world), name);
  courses.delete(identity);
  courses.set(identity, course);
  for (const oldest of courses.keys()) if (courses.size > KEPT) courses.delete(oldest);
  return course;
}

function begun(scenario: Scenario, name: string | undefined): Course {
  const kernel = new Kernel();
  const { world, begin } = buildRun(scenario, policyOf(scenario, name), kernel, new Streams(scenario.seed, 0));
  begin();
  const digests: string[] = [];
  return {
    digestAfter(part) {
      while (digests.length <= part) {
        kernel.run(Math.round((scenario.duration * (digests.length + 1)) / PARTS));
        digests.push(world.behaviour.hex);
      }
      return digests[part]!;
    },
  };
}

/**
 * What has once been different stays so, since the digest is of everything so far: neither has to go on. Twice in succession,
 * lest something that one of them tells a moment later be taken for a difference.
 */
function behaveTheSame(one: Course, other: Course): boolean {
  let differed = false;
  for (let part = 0; part < PARTS; part++) {
    const differs = one.digestAfter(part) !== other.digestAfter(part);
    if (differs && differed) return false;
    differed = differs;
  }
  return !differed;
}

/** What each text came to. */
const endings = new Map<string, string>();

function endingOf(text: string, name: string | undefined, shows: Exclude<Shows, "behaviour">, world: string): string {
  const identity = `${shows} ${name ?? ""}\n${text}`;
  const known = endings.get(identity) ?? judged(decode(text, world), name, shows);
  endings.set(identity, known);
  return known;
}

/** @param world the file that it is made of: what that includes lies beside it */
export function decode(text: string, world: string): Scenario {
  const { scenario, problems } = decodeScenario(text, "pair.yaml", {
    read: (path) => readFileSync(new URL(path, fileOf(world)), "utf8"),
  });
  if (scenario === null) throw new Error(`${formatProblems(problems)}\n${text}`);
  return scenario;
}

function judged(scenario: Scenario, name: string | undefined, shows: Exclude<Shows, "behaviour">): string {
  const policy = policyOf(scenario, name);
  if (shows === "plan") return JSON.stringify(planOf(scenario, policy));
  const outcome = runReplication(scenario, policy, 0, { detail: shows === "report" });
  if (shows === "measures") return JSON.stringify(outcome.result.measures);
  const aggregate = new PolicyAggregate(scenario, policy.name);
  aggregate.add(outcome);
  return JSON.stringify([aggregate.finish(), topologyOf(scenario.world)]);
}

function policyOf({ policies }: Scenario, name: string | undefined): PolicySpec {
  return policies.find((each) => each.name === name) ?? policies[0]!;
}

function fileOf(world: string): URL {
  return new URL(`worlds/${world}.yaml`, import.meta.url);
}

type Tree = { [key: string]: unknown };

const documents = new Map<string, Tree>();

export function textWith(world: string, changes: Changes): string {
  const known = documents.get(world) ?? (parse(readFileSync(fileOf(world), "utf8")) as Tree);
  documents.set(world, known);
  const document = structuredClone(known);
  for (const [path, value] of Object.entries(changes)) put(document, path.split("."), value);
  return stringify(document, { aliasDuplicateObjects: false });
}

function put(tree: Tree, [word, ...rest]: readonly string[], value: unknown): void {
  const key = word!;
  if (rest.length > 0) {
    tree[key] ??= /^\d+$/.test(rest[0]!) ? [] : {};
    put(tree[key] as Tree, rest, value);
  } else if (value === undefined) {
    if (Array.isArray(tree)) tree.splice(Number(key), 1);
    else delete tree[key];
  } else tree[key] = structuredClone(value);
}
