/**
 * A controller looks for strays at a host only among the volumes that were ever ordered for it or from it: there are no others.
 * And it compares with the beginning, before it stores, only groups and volumes of which something was changed.
 */
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { readyAt, strayAt } from "../../src/control/failover/devices.js";
import { isOnItsWay } from "../../src/control/failover/orders.js";
import { initialState, isUntouched } from "../../src/control/failover/state.js";
import type { FailoverState } from "../../src/control/index.js";
import { Bench } from "./bench.js";
import { stateOf, texts } from "./restarted.js";

/** What a host has, or may get, of a volume that is not said to be near it; gone through one by one. */
function overlooked(bench: Bench): readonly string[] {
  return [...bench.machines.values()].flatMap(({ state: each }) => {
    const state = stateOf(each);
    return "groups" in state ? overlookedBy(state) : [];
  });
}

function overlookedBy(state: FailoverState): readonly string[] {
  const { hosts, volumes, near } = state.facts;
  return Object.keys(hosts).flatMap((name) =>
    Object.values(volumes)
      .filter((known) => near[name]?.includes(known.name) !== true)
      .filter((known) => strayAt(known, name) ?? readyAt(known, name) ?? isOnItsWay(state, known.name, name))
      .map((known) => `${known.name} at ${name}`),
  );
}

test.each(texts.filter(({ family }) => family !== "balancing"))(
  "$family: no volume is overlooked, with and without a restart: $about",
  ({ family, told }) => {
    const [steady, shaken] = [new Bench(), new Bench()];
    for (const line of told) {
      for (const bench of [steady, shaken]) {
        bench.take(line, family);
        expect(overlooked(bench), `after ${line}`).toEqual([]);
      }
      for (const machine of shaken.machines.values()) machine.restart(shaken.now);
      expect(overlooked(shaken), `restarted after ${line}`).toEqual([]);
    }
  },
);

/** What is not said to be touched, and is not as it was at the beginning all the same. */
function unnoticed(bench: Bench): readonly string[] {
  return [...bench.machines.values()].flatMap(({ state: each }) => {
    const state = stateOf(each);
    if (!("groups" in state)) return [];
    const { facts, groups } = initialState(state.config);
    const volumes = Object.values(state.facts.volumes).filter(({ touched }) => !touched);
    return [
      ...volumes.filter((known) => !isDeepStrictEqual(known, facts.volumes[known.name])).map(({ name }) => name),
      ...state.groups.flatMap((group, at) => {
        // Who is asked before it goes back is asked anew after a restart.
        const { asksHome: _, ...known } = group;
        const { asksHome: __, ...begun } = groups[at]!;
        return isUntouched(group) && !isDeepStrictEqual(known, begun) ? group.config.services : [];
      }),
    ];
  });
}

test.each(texts.filter(({ family }) => family !== "balancing"))(
  "$family: no volume and no group changes unnoticed, with and without a restart: $about",
  ({ family, told }) => {
    const [steady, shaken] = [new Bench(), new Bench()];
    for (const line of told) {
      for (const bench of [steady, shaken]) {
        bench.take(line, family);
        expect(unnoticed(bench), `after ${line}`).toEqual([]);
      }
      for (const machine of shaken.machines.values()) machine.restart(shaken.now);
      expect(unnoticed(shaken), `restarted after ${line}`).toEqual([]);
    }
  },
);
