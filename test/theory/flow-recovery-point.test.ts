/** What is lost of a flow's writes is what is lost of single requests': how many, and how old the oldest was. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { runCase, value, violated } from "../cases/run-case.js";

interface Situation {
  readonly volume?: string;
  readonly array?: string;
  readonly host?: string;
  readonly agents?: string;
  readonly load?: string;
  readonly standIn?: string;
  readonly data: string;
  readonly policy?: string;
  readonly links?: string;
  readonly faults: string;
}

/** A database with a stand-in beside it, and one at another site. */
function textOf(mode: "flow" | "requests", situation: Situation): string {
  const { volume = "", array = "", host = "", load = "", standIn = "db-2", data, policy = "", faults } = situation;
  const common = `boot: { diagnostics: 20s, standalone: 5s, online: 10s }, shutdown: 20s, serves: { rate: 2000/s, concurrency: 32 }${host}`;
  return `
name: recovery-point
duration: 65min
warm-up: 5min
seed: 42
networks: { site-a: { latency: 200us }, site-b: { latency: 200us } }
connectors: { wan: { joins: [site-a, site-b] } }
storage:
  san-a:
    port-adapters: [pa-1, pa-2]
    disk-adapters: [da-1, da-2]
    bandwidth: 400MB/s
    ${array}
    volumes: { db-data: { size: 2GB, holds: data, on: da-1, via: pa-1${volume} } }
  san-b: { port-adapters: [pb-1], disk-adapters: [db-disk], bandwidth: 400MB/s }
array-links: { dwdm: { joins: [san-a, san-b], bandwidth: ${situation.links ?? "1Gbps"}, latency: 5ms } }
links: { fc-1: { bandwidth: 800MB/s }, fc-2: { like: fc-1 }, fc-3: { like: fc-1 } }
hosts:
  db-1: { address: vip, network: site-a, storage: { san-a: { link: fc-1, port: pa-1 } }, relay: r-1, ${common} }
  db-2: { network: site-a, storage: { san-a: { link: fc-2, port: pa-2 } }, relay: r-2, power: off, ${common} }
  db-dr: { network: site-b, storage: { san-b: { link: fc-3, port: pb-1 } }, relay: r-3, power: off, ${common} }
agents: { db-1: { report: 2s }, db-2: { report: 2s }, db-dr: { report: 2s } }
services:
  orders:
    runs-on: db-1
    director: lb
    load:
      mode: ${mode}
      rate: { base: 20/s${load} }
      mix: { read: { share: 60%, reads: exclusive }, write: { share: 40%, writes: db-data } }
      timeout: 5s
policies:
  pair:
    failover:
      preset: 2A
      data: [${data}]
      stand-ins: [${standIn}]
      redirect: true
      shutdown: { within: 25s }
      ${policy}
faults:
  ${faults}
`;
}

async function lossIn(mode: "flow" | "requests", situation: Situation, replications: number) {
  const { policies } = await runScenario(scenarioText(textOf(mode, situation)), { replications });
  expect(violated(policies[0]!)).toEqual([]);
  return { writes: value(policies[0]!, "orders.rpo.writes")!, seconds: value(policies[0]!, "orders.rpo.max")! };
}

const FAR = { standIn: "db-dr", data: "remote-mirror" };
const mirrored = (lag: string): string =>
  `, remote-mirror: { array: san-b, on: db-disk, mode: asynchronous, lag: ${lag} }`;
const fireAt = (at: string): string => `- { at: ${at}, power-loss: [db-1, db-2, san-a], repair: 2h }`;
const CRASH = "- { at: 2407s, crash: db-1, repair: 2h }";

const SITUATIONS: readonly (readonly [string, Situation])[] = [
  ["a mirror that lags behind, and a fire", { ...FAR, volume: mirrored("30s"), faults: fireAt("40min") }],
  ["a mirror that lags far behind", { ...FAR, volume: mirrored("20min"), faults: fireAt("50min") }],
  ["a mirror whose link is too narrow", { ...FAR, volume: mirrored("1s"), links: "400kbps", faults: fireAt("40min") }],
  [
    "a mirror, and a spike that just ended",
    { ...FAR, volume: mirrored("4min"), load: ", spike: { 30min..38min: x5 }", faults: fireAt("40min") },
  ],
  [
    "a mirror whose link is cut",
    { ...FAR, volume: mirrored("5s"), faults: `- { at: 31min, cut: dwdm, for: 30min }\n  ${fireAt("40min")}` },
  ],
  [
    "a mirror whose link was cut and came back",
    { ...FAR, volume: mirrored("20s"), faults: `- { at: 20min, cut: dwdm, for: 15min }\n  ${fireAt("36min")}` },
  ],
  ["a cache that is flushed every ten seconds", { data: "reassign", host: ", flush: 10s", faults: CRASH }],
  [
    "a cache, and a mirror beside the volume that is split off",
    { data: "split-mirror", volume: ", mirror: { on: da-2 }", host: ", flush: 15s", faults: CRASH },
  ],
  ["a cache, and a copy that is made after the crash", { data: "copy", host: ", flush: 20s", faults: CRASH }],
  [
    "a backup",
    {
      data: "backup+log",
      volume: ", backup: { every: 11min, bandwidth: 50MB/s }",
      faults: `- { at: 40min, disk-failure: db-data }\n  ${CRASH}`,
    },
  ],
  [
    "copies made ahead",
    {
      data: "pre-replicated, copy",
      policy: "ahead-every: 7min",
      host: ", flush: 30s",
      faults: `- { at: 40min, crash: db-1, repair: 2h }`,
    },
  ],
  [
    "a host that hung before it crashed",
    { data: "reassign", host: ", flush: 10s", faults: `- { at: 2400s, hang: db-1 }\n  ${CRASH}` },
  ],
  [
    "two crashes with a repair between",
    {
      data: "reassign",
      host: ", flush: 10s",
      faults: "- { at: 1207s, crash: db-1, repair: 10min }\n  - { at: 3006s, crash: db-2, repair: 1h }",
    },
  ],
];

describe("a flow loses as many writes as single requests do, as old ones", () => {
  test.each(SITUATIONS)("with %s", async (_, situation) => {
    const flow = await lossIn("flow", situation, 1);
    const requests = await lossIn("requests", situation, 5);
    const both = `flow ${JSON.stringify(flow)}, requests ${JSON.stringify(requests)}`;
    expect(Math.abs(flow.writes / requests.writes - 1), both).toBeLessThan(0.1);
    expect(Math.abs(flow.seconds / requests.seconds - 1), both).toBeLessThan(0.1);
  });
});

/** Situations that nobody thought of. */
const anySituation: fc.Arbitrary<Situation> = fc
  .record({
    far: fc.boolean(),
    lag: fc.integer({ min: 1, max: 600 }),
    flush: fc.integer({ min: 1, max: 40 }),
    crash: fc.integer({ min: 1500, max: 3600 }),
    trouble: fc.constantFrom("cut: dwdm", "slow: db-1, factor: x3", "hang: db-1", "crash: db-1"),
    at: fc.integer({ min: 400, max: 2400 }),
    seconds: fc.integer({ min: 1, max: 900 }),
    spike: fc.integer({ min: 1, max: 50 }),
    factor: fc.constantFrom("x0.3", "x1", "x4"),
  })
  .map(({ far, lag, flush, crash, trouble, at, seconds, spike, factor }) => {
    const end = trouble.startsWith("crash") ? "repair" : "for";
    const disturbed = `- { at: ${at}s, ${trouble}, ${end}: ${seconds}s }`;
    const load = `, spike: { ${spike}min..${spike + 15}min: ${factor} }`;
    const host = `, flush: ${flush}s`;
    return far
      ? { ...FAR, load, host, volume: mirrored(`${lag}s`), faults: `${disturbed}\n  ${fireAt(`${crash}s`)}` }
      : {
          data: "reassign",
          load,
          host,
          faults: `${disturbed}\n  - { at: ${crash}s, power-loss: [db-1, db-2], for: 1min }`,
        };
  });

test("in two days of a database whose site burns, as many as single requests were seen to lose", async () => {
  const { pair } = await runCase("w13-flow-recovery-point");
  expect(Math.abs(value(pair!, "orders.rpo.writes")! / 386 - 1)).toBeLessThan(0.1);
  expect(Math.abs(value(pair!, "orders.rpo.max")! / 30.8 - 1)).toBeLessThan(0.1);
});

describe("and in situations that nobody thought of", () => {
  test.each(fc.sample(anySituation, { seed: 7, numRuns: 8 }))("situation %#", async (situation) => {
    const flow = await lossIn("flow", situation, 1);
    const requests = await lossIn("requests", situation, 4);
    const both = `flow ${JSON.stringify(flow)}, requests ${JSON.stringify(requests)}`;
    // Four runs scatter around their mean by the square root of what they count.
    const scatter = 2 * Math.sqrt(requests.writes / 4);
    expect(Math.abs(flow.writes - requests.writes), both).toBeLessThan(0.1 * requests.writes + scatter);
    expect(Math.abs(flow.seconds - requests.seconds), both).toBeLessThan(0.1 * requests.seconds + 0.5);
  });
});
