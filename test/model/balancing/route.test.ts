/** Ways to choose among targets: proportions, order, loads, and who is left out. */
import { describe, expect, it } from "vitest";
import type { ClassRoute, Spread } from "../../../src/control/index.js";
import type { Host } from "../../../src/model/index.js";
import { Route } from "../../../src/model/route.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { SECOND } from "../../../src/units/index.js";

interface Fake {
  readonly name: string;
  readonly server: { load: number };
}

function bench(spread: Spread, weights: Readonly<Record<string, number>>, change: Partial<ClassRoute> = {}) {
  const kernel = new Kernel();
  const hosts = new Map<string, Fake>(Object.keys(weights).map((name) => [name, { name, server: { load: 0 } }]));
  const targets = Object.entries(weights).map(([address, weight]) => ({ address, weight }));
  const spec: ClassRoute = { requestClass: "browse", spread, targets, sessions: "stay", eject: null, ...change };
  const stream = new Streams(7).stream("pick");
  const route = new Route(spec, kernel, stream, (address) => (hosts.get(address) ?? null) as Host | null);
  const pick = (source = 0.5): string => route.pick(source)?.name ?? "nobody";
  const picks = (count: number): string => Array.from({ length: count }, () => pick()).join("");
  return { kernel, hosts, route, pick, picks };
}

function count(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const letter of text) counts[letter] = (counts[letter] ?? 0) + 1;
  return counts;
}

describe("a route deals out in turn", () => {
  it("evenly to equals", () => {
    expect(bench("turns", { a: 1, b: 1, c: 1 }).picks(6)).toBe("bcabca");
  });

  it("two of three to one that weighs twice as much, as evenly as can be", () => {
    expect(bench("turns", { a: 1, b: 2 }).picks(6)).toBe("babbab");
  });

  it("spreads 5, 1, 1 without a run of five, as smooth weighted round robin does", () => {
    expect(bench("turns", { a: 5, b: 1, c: 1 }).picks(7)).toBe("aabacaa");
  });

  it("gives nothing new to a target without weight", () => {
    expect(count(bench("turns", { a: 0, b: 1, c: 1 }).picks(10))).toEqual({ b: 5, c: 5 });
  });
});

describe("a route by load", () => {
  it("chooses the least for its weight", () => {
    const { hosts, pick } = bench("least-connections", { a: 1, b: 2, c: 1 });
    hosts.get("a")!.server.load = 2;
    hosts.get("b")!.server.load = 3;
    hosts.get("c")!.server.load = 2;
    expect(pick()).toBe("b");
    hosts.get("b")!.server.load = 5;
    expect(["a", "c"]).toContain(pick());
  });

  it("takes turns among equals", () => {
    expect(count(bench("least-connections", { a: 1, b: 1, c: 1 }).picks(30))).toEqual({ a: 10, b: 10, c: 10 });
  });

  it("of two random ones never takes the most loaded of three", () => {
    const { hosts, picks } = bench("random-of-two", { a: 1, b: 1, c: 1 });
    hosts.get("c")!.server.load = 9;
    const counts = count(picks(900));
    expect(counts["c"]).toBeUndefined();
    expect(counts["a"]).toBeGreaterThan(380);
  });
});

describe("a route at random", () => {
  it("keeps to the weights", () => {
    const counts = count(bench("random", { a: 1, b: 3 }).picks(10_000));
    // Standard deviation 43: four of them.
    expect(Math.abs(counts["b"]! - 7500)).toBeLessThan(174);
  });
});

describe("a route by source", () => {
  const sources = Array.from({ length: 4000 }, (_, i) => (i + 0.5) / 4000);

  it("sends the same user to the same target, and keeps to the weights", () => {
    const { pick } = bench("source-hash", { a: 1, b: 3 });
    const first = sources.map((source) => pick(source));
    expect(sources.map((source) => pick(source))).toEqual(first);
    expect(Math.abs(first.filter((name) => name === "b").length - 3000)).toBeLessThan(110);
  });

  it("moves only the users of a target that leaves", () => {
    const before = bench("source-hash", { a: 1, b: 1, c: 1 });
    const after = bench("source-hash", { a: 1, b: 1 });
    for (const source of sources) {
      const was = before.pick(source);
      if (was !== "c") expect(after.pick(source)).toBe(was);
    }
  });
});

describe("a route that leaves out who fails", () => {
  const eject = { counts: ["failed", "timed out", "refused"] as const, failures: 3, for: 30 * SECOND, most: 0.5 };

  it("does so after so many failures in a row, for a while, and longer the next time", () => {
    const { kernel, hosts, route, picks } = bench("turns", { a: 1, b: 1 }, { eject });
    const b = hosts.get("b") as unknown as Host;
    route.ended(b, "timed out");
    route.ended(b, "timed out");
    route.ended(b, "served");
    route.ended(b, "timed out");
    route.ended(b, "timed out");
    expect(count(picks(10))).toEqual({ a: 5, b: 5 });
    route.ended(b, "timed out");
    expect(picks(4)).toBe("aaaa");
    kernel.run(30 * SECOND);
    expect(count(picks(10))).toEqual({ a: 5, b: 5 });
    for (let i = 0; i < 3; i++) route.ended(b, "timed out");
    kernel.run(89 * SECOND);
    expect(picks(4)).toBe("aaaa");
    kernel.run(90 * SECOND);
    expect(count(picks(10))).toEqual({ a: 5, b: 5 });
  });

  it("never leaves out more than its share", () => {
    const { hosts, route, picks } = bench("turns", { a: 1, b: 1 }, { eject });
    for (const name of ["a", "b"]) {
      for (let i = 0; i < 3; i++) route.ended(hosts.get(name) as unknown as Host, "timed out");
    }
    expect(picks(4)).toBe("bbbb");
  });

  it("notices that nobody answers at an address by the requests that fail there", () => {
    const { hosts, route, pick } = bench("turns", { a: 1, b: 1 }, { eject });
    hosts.delete("b");
    route.refresh();
    const names = Array.from({ length: 10 }, () => pick());
    expect(names.filter((name) => name === "nobody")).toHaveLength(3);
    expect(names.slice(-4)).toEqual(["a", "a", "a", "a"]);
  });
});
