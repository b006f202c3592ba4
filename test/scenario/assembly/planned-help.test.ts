// What check tells of how a helper comes and leaves: how long its data takes, and that by then it is at work.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeScenario, type PlannedMove, type PlannedStep, planOf } from "../../../src/scenario/index.js";
import { SECOND } from "../../../src/units/index.js";

function movesOf(name: string, policy: string, change = (text: string): string => text): readonly PlannedMove[] {
  const file = new URL(`../../../scenarios/load-balancing/${name}.yaml`, import.meta.url);
  const text = change(readFileSync(file, "utf8"));
  const scenario = decodeScenario(text, name, { read: () => new Error("none") }).scenario!;
  return planOf(
    scenario,
    scenario.policies.find((each) => each.name === policy)!,
  ).moves;
}

function stepOf({ steps }: PlannedMove, name: string): PlannedStep {
  return steps.find((each) => each.name === name)!;
}

function secondsOf(move: PlannedMove, name: string): number {
  return stepOf(move, name).expectedMicros! / SECOND;
}

describe("how long the data of a helper takes", () => {
  it("is what passes an adapter twice that both reads and writes", () => {
    // 24 GB are read and written behind one adapter of 20 MB/s, or written behind another one while they are read.
    expect(secondsOf(movesOf("copy-adapter", "same-adapter")[0]!, "replicate")).toBe(2400);
    expect(secondsOf(movesOf("copy-adapter", "other-adapter")[0]!, "replicate")).toBe(1200);
  });

  it("is what passes the link between two storage systems", () => {
    // 24 GB over 100 MB/s, read behind two adapters: as long as in the run of that scenario.
    expect(secondsOf(movesOf("helper-elsewhere", "helped")[0]!, "replicate")).toBe(240);
  });

  it("is the time that splitting takes where there are mirrors, and that of copying otherwise", () => {
    const [grow] = movesOf("busy-link", "by-io");
    expect(secondsOf(grow!, "replicate")).toBe(2);
    const [copying] = stepOf(grow!, "replicate").otherwise as readonly PlannedStep[];
    // 22 GB from one adapter of 200 MB/s to another one.
    expect(copying!.expectedMicros! / SECOND).toBe(110);
  });

  it("is longer where hosts at work change what lies behind the adapter", () => {
    const slow = (text: string): string => text.replace("size: 20GB,", "size: 20GB, change-rate: 50MB/s,");
    const [copying] = stepOf(movesOf("busy-link", "by-io", slow)[0]!, "replicate").otherwise as readonly PlannedStep[];
    expect(copying!.expectedMicros! / SECOND).toBeCloseTo(22_000 / 150, 5);
  });
});

describe("a helper that leaves", () => {
  it("is online and shuts down in order", () => {
    const [, leave] = movesOf("busy-link", "by-io");
    expect(stepOf(leave!, "shut-down")).toMatchObject({
      does: ["order film-2 to shut down"],
      // The order and its answer are on the network for 200 us each.
      expectedMicros: 40 * SECOND + 400,
    });
  });
});

describe("who can never help by the mirror of another storage system", () => {
  const whys = (change: (text: string) => string): readonly string[] =>
    movesOf("part-of-the-data", "mirror", change)[0]!.excluded.map(({ why }) => why);

  /** The helper is attached where the primary is. */
  const beside = (text: string): string =>
    text
      .replace("port-adapters: [fa-1]", "port-adapters: [fa-1, fa-2]")
      .replace("{ array-1: null, array-2: { link: fc-2, port: fb-1 } }", "{ array-1: { link: fc-2, port: fa-2 } }");

  it("is whoever is not attached to that", () => {
    expect(whys((text) => text)).toEqual([]);
    expect(whys(beside)).toEqual(["film-2 is not attached to array-2, where films-remote is"]);
  });

  it("is nobody, where the policy may copy too", () => {
    const either = (text: string): string => beside(text).replace("[remote-mirror]", "[remote-mirror, copy]");
    expect(whys(either)).toEqual([]);
    const [move] = movesOf("part-of-the-data", "mirror", either);
    const cannot = "cannot be done: no volume has a mirror where the host is attached";
    expect(stepOf(move!, "replicate").does).toEqual([cannot]);
    // 5 GB from one adapter of 100 MB/s to another one.
    expect(secondsOf(move!, "replicate-by-copy")).toBe(50);
  });

  it("is whoever needs a volume that has none", () => {
    const all = (text: string): string => text.replace("by: [remote-mirror], volumes: films", "by: [remote-mirror]");
    expect(whys(all)).toEqual(["letters has no remote mirror"]);
  });
});

describe("a service that runs on several hosts, with no helper beyond them", () => {
  const alone = (needs: number) => (text: string) =>
    text
      .replace("balancing: { every: 1min }", "balancing: { every: 1min, pool: [] }")
      .replace("    director: director-1", `    director: director-1\n    needs: ${needs}`);

  it("needs nobody to stand in for one of them while enough are left", () => {
    expect(movesOf("pool-of-three", "in-turn", alone(2))).toEqual([]);
    expect(movesOf("pool-of-three", "in-turn", alone(3)).map(({ to }) => to)).toEqual([null]);
  });
});
