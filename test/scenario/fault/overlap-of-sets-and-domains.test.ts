/** As `overlap.test.ts`, of what strikes storage servers and domains: each stroke ends by itself, the state with the last. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { World } from "../../../src/model/index.js";
import { domain } from "../../../src/scenario/family/domain.js";
import { failoverSets } from "../../../src/scenario/family/failover-sets.js";
import { buildRun } from "../../../src/scenario/assembly/build-run.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { MINUTE } from "../../../src/units/index.js";
import { scenarioOf } from "../a-scenario.js";
import { PAIRS, type Span } from "./spans.js";

/** The world in which the keys of a family are tried, without its faults, with hardly a request, for so long that all strokes end. */
function worldOf(family: string, policies: string): string {
  const text = readFileSync(new URL(`../keys/worlds/${family}.yaml`, import.meta.url), "utf8");
  const [sections] = text.split("\npolicies:") as [string];
  const quiet = sections.replace(/^duration: .*$/m, "duration: 5h").replace("rate: 1/s", "rate: 1/h");
  return `${quiet}\npolicies: { ${policies} }\n`;
}

// Parts are as they are without anybody who corrects them; agents and servers run where a policy has them.
const WORLDS = { sets: worldOf("sets", "nobody: none"), domain: worldOf("domain", "dual: { domain: {} }") };
type WorldName = keyof typeof WORLDS;

const STROKES: Readonly<Record<string, readonly string[]>> = {
  "part-failure": [
    "part-failure: { part: sp-1, cured-by: repair }",
    "part-failure: { part: c-1, cured-by: repair, shorts: true }",
    "part-failure: { part: ss-1, cured-by: repair }",
  ],
  "part-hang": ["part-hang: mc-1"],
  "part-errors": ["part-errors: { part: mc-1, interval: 5min }"],
  "member-cut": ["member-cut: { part: mc-1, over: [eth, fc] }", "member-cut: { part: mc-1, over: eth, lost: to }"],
  "set-split": ["set-split: { set: control, side: [mc-1, mc-2], over: [eth, fc] }"],
  "pair-failure": ["pair-failure: c-1-A"],
  "pair-hang": ["pair-hang: c-1-A"],
  "driver-failure": ["driver-failure: c-1-driver"],
  "driver-hang": ["driver-hang: c-1-driver"],
  "server-failure": ["server-failure: A"],
  "server-hang": ["server-hang: A"],
  "system-power-loss": ["system-power-loss: left"],
  "site-power-loss": ["site-power-loss: site-a"],
  "device-removed": ["device-removed: rank-1"],
  "device-unavailable": ["device-unavailable: rank-2"],
};

/** It is an order, which is over when it has been given. */
const ORDERS = ["re-initialise"];

/** What faults change, as far as it can be seen from outside. */
function stateOf(world: World) {
  const parts = [...world.servers.values()].flatMap((server) => [...server.parts.values()]);
  const places = parts.flatMap(({ name, spec }) => (spec.kind === "control-processor" ? [world.place(name)] : []));
  return {
    parts: parts.map(({ name, state, degraded }) => [name, state, degraded]),
    ways: places.flatMap((from) =>
      places.flatMap((to) =>
        ["eth", "fc"].map((over) =>
          from === to ? null : world.post.way({ from, to, over: world.network(over) }) !== null,
        ),
      ),
    ),
    processes: [...world.processes.values()].map(({ spec, state }) => [spec.name, state]),
    power: world.spec.hosts.map(({ name }) => world.host(name).power.on),
    devices: [...(world.domain?.systems.values() ?? [])].map((system) => system.devices),
  };
}

/** The state of the world at these minutes when strokes fall into these spans of minutes. */
function statesAt(world: WorldName, minutes: readonly number[], strokes: readonly (readonly [string, Span])[]) {
  const items = strokes.map(([stroke, { from, to }]) => `  - { at: ${from}min, ${stroke}, for: ${to - from}min }\n`);
  const faults = items.length === 0 ? "" : `faults:\n${items.join("")}`;
  const scenario = scenarioOf(WORLDS[world] + faults);
  const kernel = new Kernel();
  const run = buildRun(scenario, scenario.policies[0]!, kernel, new Streams(1));
  run.begin();
  return minutes.map((minute) => {
    kernel.run(minute * MINUTE);
    return stateOf(run.world);
  });
}

describe.each([
  ...failoverSets.faults!.map(({ name }) => [name, "sets"] as const),
  ...domain.faults!.flatMap(({ name }) => (ORDERS.includes(name) ? [] : [[name, "domain"] as const])),
])("two strokes of %s on one target", (kind, world) => {
  test("are looked at here", () => expect(STROKES[kind] ?? []).not.toEqual([]));

  test.each(STROKES[kind] ?? [])(
    "%s: after the last one ends all is as it was, and until then it is felt",
    (stroke) => {
      const [before, after] = statesAt(world, [59, 260], []);
      for (const spans of PAIRS) {
        const struck = spans.map((span) => [stroke, span] as const);
        const states = statesAt(world, [91, 119, 125, 179, 260], struck);
        for (const during of states.slice(0, -1)) expect(during, JSON.stringify(spans)).not.toEqual(before);
        expect(states.at(-1), JSON.stringify(spans)).toEqual(after);
      }
    },
  );
});

test("a host whose own power fails while its site has none is off until both have ended", () => {
  const strokes = [
    ["site-power-loss: site-a", { from: 60, to: 120 }],
    ["power-loss: c-1", { from: 90, to: 180 }],
    ["system-power-loss: left", { from: 100, to: 110 }],
  ] as const;
  const on = statesAt("domain", [59, 61, 95, 115, 125, 179, 181], strokes).map(({ power }) => power[0]);
  expect(on).toEqual([true, false, false, false, false, false, true]);
});
