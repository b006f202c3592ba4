/** What is lost of a flow's writes is what is lost of single requests': how many, and how old the oldest was. */
import { describe, expect, test } from "vitest";
import { runCase, value } from "../cases/run-case.js";
import { FAR, type Situation, fireAt, lossIn, mirrored } from "./recovery-point.js";

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

test("in two days of a database whose site burns, as many as single requests were seen to lose", async () => {
  const { pair } = await runCase("w13-flow-recovery-point");
  expect(Math.abs(value(pair!, "orders.rpo.writes")! / 386 - 1)).toBeLessThan(0.1);
  expect(Math.abs(value(pair!, "orders.rpo.max")! / 30.8 - 1)).toBeLessThan(0.1);
});
