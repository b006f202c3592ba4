/** What is lost of a flow's writes is what is lost of single requests', in situations that are drawn, too. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FAR, type Situation, fireAt, lossIn, mirrored } from "./recovery-point.js";

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

describe("in situations that nobody thought of a flow loses as much as single requests do", () => {
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
