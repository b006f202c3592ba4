import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { BalancingState, FailoverState } from "../../src/control/index.js";
import { SECOND } from "../../src/units/index.js";
import { Bench, type Machine } from "./bench.js";
import { ObligingWorld } from "./obliging.js";

/** Every text of the bench of these families is played up to each of its lines; there every controller stops and starts anew. */
const FAMILIES = ["failover", "balancing", "several"];

/** More actions than any controller of the texts has a use for at a time. */
const MANY = 20;

/** Rounds in which a world that carries everything out brings any undertaking to its end. */
const ROUNDS = 100;

for (const family of FAMILIES) {
  const folder = new URL(`./${family}/testdata/`, import.meta.url);
  describe(`${family}: stopped after any line and started anew, a controller`, () => {
    for (const name of readdirSync(folder).toSorted((a, b) => (a < b ? -1 : 1))) {
      const [title = "", ...lines] = readFileSync(new URL(name, folder), "utf8")
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("  "));
      const told = lines.filter((line) => !line.startsWith("#"));

      test(`has nothing stuck, and ends what it had begun: ${title.replace(/^# /, "")}`, () => {
        for (let count = 1; count <= told.length; count++) {
          const bench = played(told.slice(0, count), family);
          for (const machine of bench.machines.values()) machine.restart(bench.now);
          expect(stuck(bench), `after ${told[count - 1]}`).toEqual([]);
          oblige(bench);
          expect([...stuck(bench), ...unfinished(bench)], `in the end, after ${told[count - 1]}`).toEqual([]);
        }
      });

      test(`has nothing stuck and does not pile up actions, stopped after each line: ${title.replace(/^# /, "")}`, () => {
        const bench = new Bench();
        for (const line of told) {
          bench.take(line, family);
          for (const machine of bench.machines.values()) machine.restart(bench.now);
          expect(stuck(bench), `after ${line}`).toEqual([]);
          for (const { open, state } of bench.machines.values()) {
            expect(open.size, `after ${line}`).toBeLessThan(MANY);
            expect(Object.keys(stateOf(state).desk.open).length, `after ${line}`).toBeLessThanOrEqual(open.size);
          }
        }
      });
    }
  });
}

function played(lines: readonly string[], family: string): Bench {
  const bench = new Bench();
  for (const line of lines) bench.take(line, family);
  return bench;
}

/**
 * Whatever is ordered is carried out a second later, and pauses pass, until nothing is open any more. Nobody reports or
 * answers otherwise: timers of whoever looks at hosts do not ring.
 */
function oblige(bench: Bench): void {
  const world = new ObligingWorld();
  for (let round = 0; round < ROUNDS; round++) {
    for (const machine of bench.machines.values()) {
      bench.now += SECOND;
      const orders = [...machine.open].filter(([, { kind }]) => !LOOKS.has(kind));
      for (const [id, action] of orders) machine.settle(id, world.carryOut(action), bench.now);
      if (orders.length > 0) continue;
      const [next] = [...machine.timers.values()]
        .filter(({ kind }) => UNDERTAKES.has(kind))
        .toSorted((a, b) => a.at - b.at);
      if (next === undefined) continue;
      bench.now = Math.max(bench.now, next.at);
      machine.ring(next, bench.now);
    }
    bench.take("deliver all", "");
  }
}

const LOOKS: ReadonlySet<string> = new Set(["query", "measure", "watch-load"]);
const UNDERTAKES: ReadonlySet<string> = new Set(["step", "look", "retry", "strays", "mirror", "failback", "change"]);

/** What waits for something that will not come. */
function stuck({ machines }: Bench): readonly string[] {
  return [...machines].flatMap(([place, machine]) => {
    const state = stateOf(machine.state);
    const forgotten = Object.keys(state.desk.timers).filter((timer) => !machine.timers.has(timer));
    const lost = Object.keys(state.desk.open).filter((id) => !machine.open.has(Number(id)));
    const undone = "groups" in state ? stuckGroups(state, machine) : stuckChanges(state, machine);
    return [
      ...forgotten.map((timer) => `${place} takes ${timer} for set`),
      ...lost.map((id) => `${place} waits for #${id}`),
      ...undone.map((what) => `${place}: ${what}`),
    ];
  });
}

/** Each group is watched, on its way with a timer set, waits with one set, or leaves its host to another. */
function stuckGroups({ groups, watches }: FailoverState, { timers }: Machine): readonly string[] {
  const lookedAfter = (group: FailoverState["groups"][number], index: number): boolean => {
    const isSet = (...kinds: readonly string[]) => kinds.some((kind) => timers.has(`${kind} ${index}`));
    if (group.takeover !== null) return isSet("step", "look");
    if ((group.waiting || group.pausing) && isSet("retry", "strays")) return true;
    const own = group.config.holder;
    if (group.displaced) return groups.some(({ holder, takeover }) => holder === own || takeover?.move.to === own);
    return watches[group.holder]?.active === true;
  };
  return groups
    .filter((group, index) => !lookedAfter(group, index))
    .map(({ config }) => `nobody looks after ${config.services.join(", ")}`);
}

/** Load is looked at, and each host on its way to a service or away from it has a timer set. */
function stuckChanges({ changes, facts, config }: BalancingState, { timers }: Machine): readonly string[] {
  const still = Object.keys(changes).filter((host) => !timers.has(`change ${host}`));
  const nowhere = Object.values(facts.sites).flatMap(({ helpers }) =>
    helpers.filter(({ host, stage }) => stage !== "serving" && changes[host] === undefined).map(({ host }) => host),
  );
  const blind = config.policy.load === "polled" && !timers.has("measure -");
  return [
    ...still.map((host) => `nothing moves ${host} on`),
    ...nowhere.map((host) => `${host} is neither here nor there`),
    ...(blind ? ["nobody looks at the load"] : []),
  ];
}

/** What is under way still. Whose data is of no use to anybody is tried for ever. */
function unfinished({ machines }: Bench): readonly string[] {
  return [...machines].flatMap(([place, machine]) => {
    const state = stateOf(machine.state);
    if (!("groups" in state)) return Object.keys(state.changes).map((host) => `${place} is not done with ${host}`);
    return state.groups
      .filter(({ takeover, pausing }) => takeover !== null || pausing)
      .filter(({ config }) => config.volumes.every((name) => state.facts.volumes[name]?.useless === null))
      .map(({ config }) => `${place} is not done with ${config.services.join(", ")}`);
  });
}

function stateOf(state: unknown): FailoverState | BalancingState {
  return state as FailoverState | BalancingState;
}
