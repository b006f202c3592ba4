/** A controller that dies at each step of a takeover, and what of it is not brought to its end. */
import { expect } from "vitest";
import {
  type Effect,
  failoverController,
  type FailoverConfig,
  type FailoverPolicy,
  type FailoverState,
  type Input,
  type Machine,
  type Note,
} from "../../src/control/index.js";
import { type Record as WorldRecord, startMachine, World, type WorldSpec } from "../../src/model/index.js";
import { observe } from "../../src/observe/index.js";
import { failoverConfig } from "../../src/scenario/assembly/failover-config.js";
import { Kernel, Streams } from "../../src/sim/index.js";
import { HOUR, type Micros, SECOND } from "../../src/units/index.js";
import { type Figure, figurePolicy, figureSpec } from "./figure-worlds.js";

/** web-1 fails, somebody repairs it, and where there is a way back for its data it gets back what it had. */
const FAILS = 1002 * SECOND;
const REPAIRED = 3 * HOUR;
const END = 9 * HOUR;
/** The controller is down for so long. */
const DOWN = 30 * SECOND;

export interface Case {
  readonly name: string;
  readonly figure: Figure;
  readonly policy?: Partial<FailoverPolicy>;
  /** What the world is beside that of the figure. */
  readonly world?: (spec: WorldSpec) => Partial<WorldSpec>;
  readonly fails: (world: World) => void;
  /** What is given up for good when nobody restarts. */
  readonly gives?: readonly string[];
}

const crash = (world: World) => world.host("web-1").crash();
/** Nobody but a person can prove it off. */
const hangUnderAWeldedRelay = (world: World) => {
  world.relay("relay-1").stick("closed");
  world.host("web-1").hang();
};

/** Storage is reached over the network of the hosts. */
const overTheLan = ({ links }: WorldSpec): Partial<WorldSpec> => ({
  links: links.map((each) => ({ ...each, protocol: "ip", bandwidth: 125e6, latency: 0, over: "lan" })),
});

/** They stop in standalone, where they get their identity. */
const stopsInStandalone = ({ hosts }: WorldSpec): Partial<WorldSpec> => ({
  hosts: hosts.map((each) => ({ ...each, boot: { ...each.boot, auto: false } })),
});

const BACK: Partial<FailoverPolicy> = { failback: { after: 0 } };
const FIGURES: readonly Figure[] = ["2A", "2B", "2C", "4", "6"];
/** Each preset. */
export const PRESETS: readonly Case[] = [
  ...FIGURES.map((figure) => ({ name: `${figure} after a crash`, figure, policy: BACK, fails: crash })),
  // What was converted cannot be converted back in these worlds: nobody tries.
  { name: "8 after a crash", figure: "8", policy: BACK, fails: crash, gives: ["mail"] },
  { name: "9 after a crash", figure: "9", policy: BACK, fails: crash },
  { name: "manual after a crash", figure: "2A", policy: { preset: "manual", ...BACK }, fails: crash },
];

/** Other settings of them. */
export const SETTINGS: readonly Case[] = [
  ...(["before-copy", "during-copy"] as const).map((set) => ({
    name: `6 with the identity set ${set}`,
    figure: "6" as const,
    policy: { ...BACK, identity: { set } },
    fails: crash,
  })),
  { name: "2A with storage over the network", figure: "2A", policy: BACK, fails: crash, world: overTheLan },
  {
    name: "2C with the identity set in standalone, and a reboot",
    figure: "2C",
    policy: { ...BACK, identity: { set: "standalone", reboot: true } },
    fails: crash,
    world: stopsInStandalone,
  },
  {
    name: "2A with power by hand",
    figure: "2A",
    policy: { ...BACK, power: { off: "by-hand", on: "by-hand" } },
    fails: crash,
  },
  {
    name: "2C with the stand-in shut down first, its users warned",
    figure: "2C",
    policy: {
      ...BACK,
      shutdown: { ...figurePolicy("2C").shutdown, first: "stand-in", warn: 20 * SECOND },
    },
    fails: crash,
  },
  { name: "2A when somebody has to come", figure: "2A", policy: BACK, fails: hangUnderAWeldedRelay },
  { name: "2C when somebody has to come", figure: "2C", policy: BACK, fails: hangUnderAWeldedRelay },
];

/** When the controller dies: so long after the beginning of a step, counted from 0 in the order in which steps begin. */
interface Death {
  readonly step: number;
  readonly after: Micros;
}

function run({ figure, policy, world: change, fails }: Case, death: Death | null) {
  const spec = figureSpec(figure, change?.(figureSpec(figure)));
  const kernel = new Kernel();
  const world = new World(kernel, new Streams("7"), spec, startMachine);
  const observation = observe({ spec, duration: END, warmUp: 0, replication: 0 });
  const records: WorldRecord[] = [];
  let begun = 0;
  world.listen((record) => {
    records.push(record);
    observation.hear(record);
    if (record.kind !== "NoteMade" || record.note.kind !== "step-begun" || begun++ !== death?.step) return;
    kernel.after(death.after, () => world.place("controller").setAlive(false));
    kernel.after(death.after + DOWN, () => world.place("controller").setAlive(true));
  });
  world.start();
  const known = { desk: null as FailoverState["desk"] | null };
  const config = failoverConfig(spec, figurePolicy(figure, policy));
  startMachine(world, "controller", keeping(known), config);
  kernel.schedule(FAILS, () => fails(world));
  kernel.schedule(REPAIRED, () => {
    world.relay("relay-1").free();
    world.host("web-1").repair();
    world.host("web-1").wake();
    world.people.serviced("web-1");
  });
  kernel.run(END);
  return { records, steps: begun, desk: known.desk!, observed: observation.finish(END) };
}

/** The controller, of whose state it is kept what it waits for. */
function keeping(known: { desk: FailoverState["desk"] | null }): Machine<FailoverConfig, FailoverState, Input, Effect> {
  const kept = (turn: ReturnType<typeof failoverController.step>) => {
    known.desk = turn.state.desk;
    return turn;
  };
  return {
    start: (config, now) => kept(failoverController.start(config, now)),
    restart: (config, disk, now) => kept(failoverController.restart!(config, disk, now)),
    step: (state, input, now) => kept(failoverController.step(state, input, now)),
  };
}

/**
 * What is left of what was begun and is over, or was never told to have ended; nothing, when all ended well.
 * @param givenUp services that were given up for others
 */
function loose({ records, desk, observed }: ReturnType<typeof run>, givenUp: readonly string[]): readonly string[] {
  const notes = records.flatMap((record) => (record.kind === "NoteMade" ? [record.note] : []));
  return [
    ...unserved(records)
      .filter((name) => !givenUp.includes(name))
      .map((name) => `${name} is not served`),
    ...observed.invariants.flatMap(({ name, violations, examples }) =>
      violations > 0 ? [`${name}: ${examples[0]?.what}`] : [],
    ),
    ...neverEnded(notes).map((what) => `${what} never ended`),
    ...Object.values(desk.timers)
      .filter(({ kind }) => kind === "step" || kind === "look" || kind === "retry")
      .map(({ kind, subject }) => `the timer ${kind} of ${subject} is left`),
    ...neverSettled(records).map((action) => `${action} was never settled`),
  ];
}

function unserved(records: readonly WorldRecord[]): readonly string[] {
  const up = new Map<string, boolean>();
  for (const record of records)
    if (record.kind === "ServiceUp" || record.kind === "ServiceDown")
      up.set(record.service, record.kind === "ServiceUp");
  return [...up].flatMap(([name, is]) => (is ? [] : [name]));
}

function neverEnded(notes: readonly Note[]): readonly string[] {
  const open = new Map<string, number>();
  for (const note of notes) {
    if (note.kind !== "begun" && note.kind !== "ended") continue;
    const key = `${note.of.kind} of ${note.of.id}`;
    open.set(key, note.kind === "begun" ? (open.get(key) ?? 0) + 1 : 0);
  }
  return [...open].flatMap(([key, count]) => (count > 0 ? [key] : []));
}

/** Actions of which neither an outcome nor its loss was told. */
function neverSettled(records: readonly WorldRecord[]): readonly string[] {
  const open = new Map<string, string>();
  for (const record of records) {
    if (record.kind === "EffectSent") open.set(`${record.place} ${record.id}`, record.action.kind);
    if (record.kind === "OutcomeDelivered" || record.kind === "OutcomeLost")
      open.delete(`${record.place} ${record.id}`);
  }
  return [...open.values()];
}

/** The controller dies at each step, at its beginning and a second after it. @returns what is not brought to its end */
export function leftByDeaths(which: Case): readonly string[] {
  const undisturbed = run(which, null);
  const givenUp = unserved(undisturbed.records);
  expect(givenUp).toEqual(which.gives ?? []);
  expect(loose(undisturbed, givenUp)).toEqual([]);
  expect(undisturbed.steps).toBeGreaterThan(5);
  return Array.from({ length: undisturbed.steps }, (_, step) => step).flatMap((step) =>
    [0, SECOND].flatMap((after) =>
      loose(run(which, { step, after }), givenUp).map((what) => `step ${step}, ${after / SECOND} s after: ${what}`),
    ),
  );
}
