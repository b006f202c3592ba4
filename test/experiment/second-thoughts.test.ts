import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decodeText, runReplication, runScenario, scenarioText } from "../../src/experiment/index.js";
import type { ReplicationResult } from "../../src/result/index.js";

const read = (name: string) => readFileSync(new URL(`cases/${name}.yaml`, import.meta.url), "utf8");

/** A pair of hosts with their data; `b` stands in for `a`. */
const pair = (detect: string, shutdown: string, faults: string, preset = "2A") => `name: pair
duration: 2h
networks: { lan: {} }
storage:
  san:
    port-adapters: [pa-1, pa-2]
    disk-adapters: [da-1, da-2]
    bandwidth: 200MB/s
    volumes: { data: { size: 1GB, for: a, holds: data, on: da-1, via: pa-1, mirror: { on: da-2 } } }
links: { fc-1: {}, fc-2: {} }
hosts:
  a: { network: lan, storage: { san: { link: fc-1, port: pa-1 } }, relay: r1 }
  b: { network: lan, storage: { san: { link: fc-2, port: pa-2 } }, relay: r2, power: off }
agents: { a: { report: 2s }, b: { report: 2s } }
services: { s: { runs-on: a } }
policies:
  p: { failover: { preset: ${preset}, ${detect}shutdown: { ${shutdown} } } }
faults:
${faults}
`;

function runs(text: string) {
  const { scenario } = decodeText(scenarioText(text));
  const { result, detail } = runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
  const told = detail!.chronicle.map(({ atSeconds, actor, what }) => ({ atSeconds, actor, what }));
  return { result, told, said: told.map(({ what }) => what) };
}

const violated = ({ invariants }: ReplicationResult) =>
  invariants.flatMap(({ name, violations, examples }) => (violations > 0 ? [`${name}: ${examples[0]?.what}`] : []));

describe("a host that was given up and comes back", () => {
  test("is not powered off: one outage, as long as the host was away", () => {
    const { result } = runs(read("recovered-host"));
    expect(result.measures["s.outages"]).toBe(1);
    expect(result.measures["s.downtime"]).toBeCloseTo(40 * 60 + 5, 0);
    expect(violated(result)).toEqual([]);
  });

  test("as a stand-in whose answer was lost serves on, and nobody shuts it down", () => {
    const { result, told } = runs(read("kills-the-healthy"));
    const backAt = told.find(({ what, atSeconds }) => what === "up on a" && atSeconds > 1800)!.atSeconds;
    expect(told.filter(({ what, atSeconds }) => what === "down" && atSeconds > backAt)).toEqual([]);
    expect(result.measures["s.outages"]).toBe(2);
    expect(violated(result)).toEqual([]);
  });

  test("is taken over from when by the policy's own rule somebody had to, and only then", async () => {
    const { policies } = await runScenario(scenarioText(read("needless-takeovers")), {
      policies: ["ttl-30", "ttl-60"],
      replications: 100,
    });
    const [often, never] = policies.map(({ replications }) =>
      replications.filter(({ incidents }) => incidents.length > 0),
    );
    expect(often!.length).toBeGreaterThanOrEqual(40);
    expect(often!.length).toBeLessThanOrEqual(60);
    expect(never).toEqual([]);
    for (const { replications } of policies) expect(replications.flatMap(violated)).toEqual([]);
  });

  test("before it was missed is taken again as a helper", () => {
    const { result } = runs(read("helper-back-too-soon"));
    expect(result.measures["shop.hosts.mean"]).toBeGreaterThanOrEqual(1.999);
  });
});

describe("a blip of 43 s of the network", () => {
  const DETECTION = {
    reports: "detect: { reports: { misses: 3 } }, ",
    queries: "detect: { reports: off, queries: { every: 5s, timeout: 1s, misses: 2 } }, ",
    "any of both": "detect: { reports: { misses: 3 }, queries: { every: 5s, timeout: 1s, misses: 2 } }, ",
    both: "detect: { when: all, reports: { misses: 3 }, queries: { every: 5s, timeout: 1s, misses: 2 } }, ",
  };
  const CUTS = [
    "  - { at: 30min, partition: a, for: 43s }\n  - { at: 30min, relay-unreachable: r1, for: 43s }",
    "  - { at: 30min, cut: lan, for: 43s }\n  - { at: 30min, relay-unreachable: r1, for: 43s }",
  ];
  const cases = Object.entries(DETECTION).flatMap(([name, detect]) =>
    CUTS.flatMap((cut) =>
      ["within: 10s", "within: 10s, unconfirmed: retry", "within: 60s"].map((how) => ({ name, detect, cut, how })),
    ),
  );

  test.each(cases)("noticed by $name costs nobody a takeover, $how, $cut", ({ detect, cut, how }) => {
    const { result, said } = runs(pair(detect, how, cut));
    expect(said.filter((what) => what.includes("unplug") || what === "up on b")).toEqual([]);
    expect(said.some((what) => what.startsWith("verdict on a: healthy"))).toBe(true);
    expect(violated(result)).toEqual([]);
  });

  test("is no end of it: a host that fails later is taken over from", () => {
    const { result, said } = runs(pair("", "within: 10s", `${CUTS[0]}\n  - { at: 60min, crash: a }`));
    expect(said).toContain("up on b");
    expect(violated(result)).toEqual([]);
  });

  test("is remembered by a controller that was restarted in between", () => {
    const restart = "  - { at: 30min 20s, controller-failure: controller, for: 10s }";
    const { result, said } = runs(pair("", "within: 10s", `${CUTS[0]}\n${restart}`));
    expect(said.filter((what) => what.includes("unplug") || what === "up on b")).toEqual([]);
    expect(violated(result)).toEqual([]);
  });
});

describe("a host that comes back at any time of a takeover", () => {
  // From before it is missed until long after the stand-in serves.
  const seconds = Array.from({ length: 30 }, (_, i) => 1 + 9 * i);

  test.each(["power-loss", "partition", "hang"])(
    "after %s: somebody serves in the end, and no invariant is violated",
    (kind) => {
      for (const away of seconds) {
        const relay = kind === "partition" ? `\n  - { at: 30min, relay-unreachable: r1, for: ${away}s }` : "";
        const { result, told } = runs(pair("", "within: 10s", `  - { at: 30min, ${kind}: a, for: ${away}s }${relay}`));
        expect({ away, violated: violated(result) }).toEqual({ away, violated: [] });
        const last = told.findLast(({ actor, what }) => actor === "s" && /^(up|down)/.test(what));
        expect({ away, last: last?.what ?? "up on a" }).toMatchObject({
          last: expect.stringContaining("up on") as string,
        });
      }
    },
  );
});
