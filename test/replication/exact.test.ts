// Instants of transfers, worked out by hand to the microsecond: each world is small enough for a sheet of paper.
import { describe, expect, test } from "vitest";
import type { Record as WorldRecord } from "../../src/model/index.js";

import { buildRun } from "../../src/scenario/index.js";
import { Kernel, Streams } from "../../src/sim/index.js";
import { scenarioOf } from "../scenario/a-scenario.js";

/**
 * 1 GB in ten extents, adapters of 100 MB/s, links of 10 us, a network of 1 ms. Two links to each end: an exchange with one
 * end takes 20 us there, and copying waits 40 us for its first byte.
 */
const world = ({ transfer = "", more = "", policy = "{}", disk = "100MB/s" } = {}) => `
name: exact
duration: 10min
networks: { lan: { latency: 1ms } }
switches: { sw-1: {} }
storage:
  array-1: { port-adapters: [fa-1], disk-adapters: [da-1], bandwidth: 100MB/s,
             volumes: { data: { size: 1GB, on: da-1, via: fa-1, for: web-1 } } }
  array-2: { port-adapters: [fa-2], disk-adapters: [da-2], bandwidth: ${disk} }
hosts: { web-1: { network: lan }, web-2: { network: lan }, ops-1: { network: lan } }
links:
  l-1: { joins: [web-1, sw-1], bandwidth: 400MB/s, latency: 10us }
  l-2: { joins: [web-2, sw-1], bandwidth: 400MB/s, latency: 10us }
  l-3: { joins: [sw-1, array-1/fa-1], bandwidth: 400MB/s, latency: 10us }
  l-4: { joins: [sw-1, array-2/fa-2], bandwidth: 400MB/s, latency: 10us }
replication:
  server: { on: ops-1 }
  agents: { ra-1: { on: web-1 }, ra-2: { on: web-2 } }
  applications: { shop: { on: web-1, scripts: { quiesce: 2s, resume: 1s } } }
  transfers: { copies: { from: data, to: array-2, at: 60s, extent: 100MB, agents: [ra-1, ra-2]${transfer} } }
policies: { plain: { replication: ${policy} } }
${more}`;

/** All that happens. */
function recordsOf(text: string, everyEvent = false): readonly WorldRecord[] {
  const scenario = scenarioOf(text);
  const kernel = new Kernel();
  const { world: built, begin } = buildRun(scenario, scenario.policies[0]!, kernel, new Streams(1, 0), { everyEvent });
  const heard: WorldRecord[] = [];
  built.listen((record) => heard.push(record));
  begin();
  kernel.run(scenario.duration);
  return heard;
}

function instants(records: readonly WorldRecord[], kind: WorldRecord["kind"]): readonly number[] {
  return records.filter((each) => each.kind === kind).map(({ at }) => at);
}

/** The command leaves at 60 s and arrives 1 ms later. */
const COMMANDED = 60_001_000;
const TO_AN_END = 20;
const EXCHANGE = 2 * TO_AN_END;

test("a plain copy: opened 20 us after the command, eight extents and two, declared complete", () => {
  const records = recordsOf(world());
  const opened = COMMANDED + TO_AN_END;
  const first = opened + TO_AN_END + EXCHANGE + 8_000_000;
  const second = first + EXCHANGE + 2_000_000;
  expect(instants(records, "RunOpened")).toEqual([opened]);
  expect(instants(records, "WritingBegan")).toEqual([first - 8_000_000]);
  expect(instants(records, "ExtentsWritten")).toEqual([first, second]);
  expect(instants(records, "RunClosed")).toEqual([second + TO_AN_END]);
});

test("scripts: two seconds before the opening, one after the end, on the host of the agent itself", () => {
  const scripts = ", before: { quiesce: shop }, after: { resume: shop }";
  const records = recordsOf(world({ transfer: scripts }));
  const [quiesced, resumed] = instants(records, "ApplicationChanged").slice(-2);
  const [opened] = instants(records, "RunOpened");
  const [closed] = instants(records, "RunClosed");
  expect(quiesced).toBe(COMMANDED + 2_000_000);
  expect(opened).toBe(quiesced! + TO_AN_END);
  expect(resumed).toBe(closed! + TO_AN_END + 1_000_000);
});

test("scripts on another host are ordered over the network, and their end comes back over it", () => {
  const scripts = ", before: { quiesce: shop }, after: { resume: shop }";
  const elsewhere = world({ transfer: scripts }).replace("shop: { on: web-1", "shop: { on: web-2");
  const records = recordsOf(elsewhere);
  const [quiesced, resumed] = instants(records, "ApplicationChanged").slice(-2);
  const [opened] = instants(records, "RunOpened");
  const [closed] = instants(records, "RunClosed");
  expect(quiesced).toBe(COMMANDED + 1000 + 2_000_000);
  expect(opened).toBe(quiesced! + 1000 + TO_AN_END);
  expect(resumed).toBe(closed! + TO_AN_END + 1000 + 1_000_000);
});

test("an agent ends its copy and resumes the application beside it while every network is cut", () => {
  const scripts = ", before: { quiesce: shop }, after: { resume: shop }";
  const records = recordsOf(world({ transfer: scripts, more: "faults: [{ at: 65s, cut: lan, for: 5min }]\n" }));
  const [, resumed] = instants(records, "ApplicationChanged").slice(-2);
  const [closed] = instants(records, "RunClosed");
  expect(closed).toBeLessThan(80_000_000);
  expect(resumed).toBe(closed! + TO_AN_END + 1_000_000);
});

test("the narrowest part decides: a far disk of 40 MB/s, and an agent that can move 25 MB/s and passes all twice", () => {
  const [first] = instants(recordsOf(world({ disk: "40MB/s" })), "ExtentsWritten");
  expect(first).toBe(COMMANDED + 2 * TO_AN_END + EXCHANGE + 20_000_000);
  const narrow = world().replace("ra-1: { on: web-1 }", "ra-1: { on: web-1, bandwidth: 25MB/s }");
  const [slow] = instants(recordsOf(narrow), "ExtentsWritten");
  expect(slow).toBe(COMMANDED + 2 * TO_AN_END + EXCHANGE + 32_000_000);
});

describe("an agent that dies 3.5 extents after its copy began", () => {
  const copying = COMMANDED + 2 * TO_AN_END + EXCHANGE;
  const dies = "63.50108s";
  const records = recordsOf(world({ more: `faults: [{ at: ${dies}, agent-failure: ra-1 }]\n` }));

  test("leaves three", () => {
    expect(records.find(({ kind }) => kind === "ExtentsWritten")).toMatchObject({
      at: copying + 3_500_000,
      from: 0,
      to: 3,
    });
  });

  test("is missed three intervals after its last report was heard, and the next one goes on from there", () => {
    // It reported at 60 s, heard 1 ms later; missed at 75.001 s.
    const missed = 75_001_000;
    const command = missed + 1000;
    const written = records.filter(({ kind }) => kind === "ExtentsWritten");
    // Asked what the target holds, opened, and copied: seven extents.
    const asked = command + EXCHANGE;
    const opened = asked + EXCHANGE;
    expect(written[1]).toMatchObject({ at: opened + EXCHANGE + 7_000_000, from: 3, to: 10, again: 0 });
    expect(instants(records, "RunClosed")).toEqual([opened + EXCHANGE + 7_000_000 + TO_AN_END]);
  });
});

test("from zero it copies all of it, of which three extents are sent twice", () => {
  const records = recordsOf(
    world({ policy: "{ takeover: from-zero }", more: "faults: [{ at: 63.50108s, agent-failure: ra-1 }]\n" }),
  );
  const written = records.filter(({ kind }) => kind === "ExtentsWritten");
  const opened = 75_001_000 + 1000 + EXCHANGE;
  expect(written[1]).toMatchObject({ at: opened + EXCHANGE + 8_000_000, from: 0, to: 8, again: 300e6 });
});

test("a month of hourly copies: the recovery point is the interval and the time of a copy, at most, and half of it in the mean", () => {
  const month = world({ transfer: ", every: 1h, kind: full" }).replace("duration: 10min", "duration: 30d");
  const closed = recordsOf(month).flatMap((each) => (each.kind === "RunClosed" ? [each] : []));
  expect(closed).toHaveLength(720);
  const takes = 8_000_000 + 2_000_000 + 2 * EXCHANGE + 2 * TO_AN_END;
  for (const [index, { at, asOf }] of closed.entries()) {
    expect(at - asOf).toBe(takes);
    if (index > 0) expect(at - closed[index - 1]!.asOf).toBe(3_600_000_000 + takes);
  }
});

test("what is left out because nothing happens changes nothing: every event executed, the same to the microsecond", () => {
  const faults = `faults:
  - { every: exponential(1h), agent-failure: ra-1, repair: exponential(10min) }
  - { every: exponential(2h), cut: l-2, for: exponential(10min) }
  - { every: exponential(2h), slow-link: { of: l-4, factor: 5 }, for: exponential(10min) }
  - { every: exponential(2h), disturbance: { from: ra-1, to: transfer-server, loss: 100% }, for: exponential(5min) }
`;
  const scripts = ", every: 5min, kind: full, before: { quiesce: shop }, after: { resume: shop }";
  const text = world({ transfer: scripts, more: faults }).replace("duration: 10min", "duration: 4h");
  const [quiet, each] = [recordsOf(text), recordsOf(text, true)];
  expect(quiet.length).toBeGreaterThan(500);
  expect(each).toEqual(quiet);
});
