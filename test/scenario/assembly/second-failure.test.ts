// What `check` says of a failure of the stand-in, held against what happens.
import { describe, expect, it } from "vitest";
import { runReplication } from "../../../src/experiment/run-replication.js";
import { decodeScenario, formatProblems, planOf, type Scenario } from "../../../src/scenario/index.js";
import { SECOND } from "../../../src/units/index.js";

/** web-1 fails, and while it is being repaired whoever took over from it. */
function scenario(standIns: readonly string[], failover: string): Scenario {
  const hosts = ["web-1", ...standIns].map((name, place) => {
    const power = place === 0 ? "on" : "off";
    return `  ${name}: { network: lan, storage: { array: { link: fc-${place}, port: fa-${place} } }, relay: r-${place}, power: ${power}, boot: { online: 60s }, shutdown: 10s }`;
  });
  const places = hosts.map((_, place) => place);
  const text = `name: second
duration: 4h
networks: { lan: {} }
storage:
  array:
    port-adapters: [${places.map((place) => `fa-${place}`).join(", ")}]
    disk-adapters: [da-1, da-2]
    bandwidth: 200MB/s
    volumes:
      shop-os: { for: web-1, holds: system, size: 4GB, on: da-1, via: fa-0, mirror: { on: da-2 } }
      shop-data: { for: web-1, size: 20GB, on: da-1, via: fa-0, mirror: { on: da-2 } }
links: { ${places.map((place) => `fc-${place}: { bandwidth: 100MB/s }`).join(", ")} }
hosts:
${hosts.join("\n")}
agents: { ${["web-1", ...standIns].map((name) => `${name}: {}`).join(", ")} }
services: { shop: { runs-on: web-1 } }
policies: { it: { failover: { preset: 2A, ${failover} } } }
faults:
  - { at: 10min, crash: web-1, repair: 3h }
  - { at: 1h, crash: web-2, repair: 3h }
`;
  const { scenario, problems } = decodeScenario(text, "second.yaml", { read: () => "" });
  if (scenario === null) throw new Error(formatProblems(problems));
  return scenario;
}

/** What is promised of the second failure, and what came of it. */
function secondOf(standIns: readonly string[], failover: string) {
  const whole = scenario(standIns, failover);
  const [move] = planOf(whole, whole.policies[0]!).moves;
  const { detail } = runReplication(whole, whole.policies[0]!, 0, { detail: true });
  const done = detail!.takeovers.find(({ from, to, result }) => from === "web-2" && to !== from && result === "done");
  const took = done === undefined ? null : done.endSeconds! - done.startSeconds;
  const fromCrash = done === undefined ? null : done.endSeconds! - 3600;
  return { next: move!.next!, happened: { to: done?.to ?? null, took, fromCrash } };
}

describe("a failure of the stand-in", () => {
  it("leads to the next one, in the time that it takes", () => {
    const { next, happened } = secondOf(["web-2", "web-3"], "data: [reassign]");
    // Three reports, one every 5 s, and the way of the last.
    expect(next).toEqual({
      to: "web-3",
      expectedMicros: expect.any(Number) as number,
      noticedWithinMicros: 15_000_200,
    });
    expect(happened.fromCrash!).toBeGreaterThan(
      (next.noticedWithinMicros! - 5 * SECOND + next.expectedMicros!) / SECOND,
    );
    expect(happened.fromCrash!).toBeLessThanOrEqual((next.noticedWithinMicros! + next.expectedMicros!) / SECOND);
    expect(happened.to).toBe("web-3");
    expect(happened.took!).toBeCloseTo(next.expectedMicros! / SECOND, 1);
  });

  it("finds no mirror any more where the first takeover has split it off: the data is copied", () => {
    const { next, happened } = secondOf(["web-2", "web-3"], "data: [split-mirror, copy]");
    expect(next.to).toBe("web-3");
    expect(happened.took!).toBeCloseTo(next.expectedMicros! / SECOND, 1);
    // 24 GB at 100 MB/s.
    expect(next.expectedMicros! / SECOND).toBeGreaterThan(240);
  });

  it("finds the mirror that the policy has made again", () => {
    const { next, happened } = secondOf(["web-2", "web-3"], "data: [split-mirror], mirror-again: true");
    expect(next.to).toBe("web-3");
    expect(happened.took!).toBeCloseTo(next.expectedMicros! / SECOND, 1);
    expect(next.expectedMicros! / SECOND).toBeLessThan(240);
  });

  it("is an outage where nobody is left, or nobody whom the data could be brought to", () => {
    const alone = secondOf(["web-2"], "data: [reassign]");
    expect(alone.next).toMatchObject({ to: null, expectedMicros: null });
    expect(alone.happened).toEqual({ to: null, took: null, fromCrash: null });
    const bare = secondOf(["web-2", "web-3"], "data: [split-mirror]");
    expect(bare.next).toMatchObject({ to: null, expectedMicros: null, why: "shop-data has no mirror" });
    expect(bare.happened.to).toBeNull();
  });

  it("is told once for all hosts that are alike", () => {
    const many = Array.from({ length: 30 }, (_, place) => `web-${place + 2}`);
    const whole = scenario(many, "data: [reassign]");
    const { moves } = planOf(whole, whole.policies[0]!);
    expect(moves.map(({ to, orLikewise, next }) => [to, orLikewise, next?.to])).toEqual([["web-2", 29, "web-3"]]);
  });
});
