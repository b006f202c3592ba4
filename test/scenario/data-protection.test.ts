// Logs, backups, remote mirrors, links between storage systems: what is decoded, and what is wrong with what.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeScenario } from "../../src/scenario/index.js";
import { SECOND } from "../../src/units/index.js";

const TEXT = readFileSync(new URL("../../scenarios/site-failover/strategies.yaml", import.meta.url), "utf8");

function decode(...changes: readonly (readonly [string, string])[]) {
  let text = TEXT;
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  return decodeScenario(text, "x.yaml", { read: () => new Error("none") });
}

function messages(...changes: readonly (readonly [string, string])[]): string[] {
  return decode(...changes).problems.map(({ message }) => message);
}

describe("the keys that protect data", () => {
  it("are decoded into the world", () => {
    const { world } = decode().scenario!;
    expect(world.arrayLinks).toEqual([
      { name: "isl-1", joins: ["array-1", "array-2"], bandwidth: 100e6, latency: 1000 },
    ]);
    expect(world.transformations).toEqual([{ of: "system", from: "sun-4x", to: "sun-4m", rate: 20e6, by: "engine" }]);
    expect(world.arrays[0]).toMatchObject({ network: "lan" });
    expect(world.arrays[0]!.volumes.find(({ name }) => name === "shop-data")).toMatchObject({
      log: { on: "da-2", written: "commit", replay: 50e6 },
      backup: { name: "shop-data-backup", every: 86_400 * SECOND, bandwidth: 50e6 },
      remoteMirror: { array: "array-2", on: "db-1", mode: "asynchronous", lag: 2 * SECOND },
    });
    expect(world.hosts.find(({ name }) => name === "staged")).toMatchObject({ power: "standalone" });
  });

  it("give a policy what it says, and the preset's own data where it says nothing", () => {
    const { policies } = decode().scenario!;
    const of = (name: string) => policies.find((each) => each.name === name);
    expect(of("staged")).toMatchObject({ parts: { failover: { standby: "staged", data: ["staged"] } } });
    expect(of("log-apply")).toMatchObject({ parts: { failover: { data: ["log-apply"], aheadEvery: 3600 * SECOND } } });
    expect(of("copy-remote")).toMatchObject({ parts: { failover: { data: ["copy-remote"] } } });
  });

  it("tell a remote mirror that no link leads to, and one that is not remote", () => {
    expect(messages(["joins: [array-1, array-2]", "joins: [array-2, array-2]"])).toEqual([
      "no link leads from array-1 to array-2",
      "no link leads from array-1 to array-2",
      "isl-1 joins array-2 with itself",
    ]);
    expect(
      messages(["remote-mirror: { array: array-2, on: db-1 }", "remote-mirror: { array: array-1, on: da-2 }"]),
    ).toEqual(["a remote mirror lies elsewhere"]);
  });

  it("tell an adapter of another storage system", () => {
    expect(messages(["log: { on: da-2,", "log: { on: db-1,"])).toEqual([
      "db-1 belongs to another storage system than array-1",
    ]);
    expect(
      messages(["remote-mirror: { array: array-2, on: db-1 }", "remote-mirror: { array: array-2, on: da-1 }"]),
    ).toEqual(["da-1 does not belong to array-2"]);
  });

  it("propose the nearest strategy", () => {
    const [problem] = decode(["data: [reassign]", "data: [resign]"]).problems;
    expect(problem).toMatchObject({ message: "there is no data strategy resign", suggestion: "reassign" });
  });
});
