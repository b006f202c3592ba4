/** Which paths a host has, and over what they lead: links, switches, ports. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cabling } from "../../../src/model/index.js";

type Joins = readonly [string, string];

/** Hosts are h-1 …, switches s-1 …, ports of one storage system p-1 …; links are called after what they join. */
function cabling(...joins: readonly Joins[]): Cabling {
  const names = [...new Set(joins.flat())];
  return new Cabling({
    links: joins.map(([one, other]) => ({ name: `${one}~${other}`, joins: [one, other] })),
    switches: names.filter((name) => name.startsWith("s-")).map((name) => ({ name })),
    arrays: [{ name: "array-1", portAdapters: ["p-1", "p-2", "p-3"].map((name) => ({ name })) }],
  });
}

/** `h-1~s-1 s-1~p-1`, for each path of h-1. */
function paths(found: Cabling, ...broken: readonly string[]): readonly string[] {
  return found.pathsFrom("h-1", (name) => !broken.includes(name)).map(({ links }) => links.join(" "));
}

describe("the paths of a host", () => {
  it("are as many as links lead to ports of its own", () => {
    expect(paths(cabling(["h-1", "p-1"], ["h-1", "p-2"], ["h-2", "p-1"]))).toEqual(["h-1~p-1", "h-1~p-2"]);
    expect(paths(cabling(["h-2", "p-1"]))).toEqual([]);
  });

  it("tell of the storage system, the port, and every link and switch between", () => {
    const [path] = cabling(["h-1", "s-1"], ["s-2", "s-1"], ["p-3", "s-2"]).pathsFrom("h-1");
    expect(path).toEqual({
      array: "array-1",
      port: "p-3",
      links: ["h-1~s-1", "s-2~s-1", "p-3~s-2"],
      switches: ["s-1", "s-2"],
      zones: [],
    });
  });

  it("lead from a switch to each port on it, and through no host and no port", () => {
    expect(paths(cabling(["h-1", "s-1"], ["s-1", "p-1"], ["s-1", "p-2"]))).toEqual([
      "h-1~s-1 s-1~p-1",
      "h-1~s-1 s-1~p-2",
    ]);
    expect(paths(cabling(["h-1", "s-1"], ["s-1", "h-2"], ["h-2", "p-1"]))).toEqual([]);
    expect(paths(cabling(["h-1", "p-1"], ["p-1", "s-1"], ["s-1", "p-2"]))).toEqual(["h-1~p-1"]);
  });

  it("are one where two ways lead from a link to a port: the shorter, and the other when that is cut", () => {
    const ring = cabling(["h-1", "s-1"], ["s-1", "s-2"], ["s-2", "s-3"], ["s-3", "s-1"], ["s-3", "p-1"]);
    expect(paths(ring)).toEqual(["h-1~s-1 s-3~s-1 s-3~p-1"]);
    expect(paths(ring, "s-3~s-1")).toEqual(["h-1~s-1 s-1~s-2 s-2~s-3 s-3~p-1"]);
    expect(paths(ring, "s-3~s-1", "s-2")).toEqual([]);
    expect(paths(ring, "h-1~s-1")).toEqual([]);
  });

  it("take of two ways that are as short the one whose links come first", () => {
    const twice = cabling(["h-1", "s-1"], ["s-1", "s-2"], ["s-1", "s-3"], ["s-2", "p-1"], ["s-3", "p-1"]);
    expect(paths(twice)).toEqual(["h-1~s-1 s-1~s-2 s-2~p-1"]);
    expect(paths(twice, "s-2")).toEqual(["h-1~s-1 s-1~s-3 s-3~p-1"]);
  });
});

it("everything that is cabled together with a host ends at other hosts and at ports", () => {
  const found = cabling(["h-1", "s-1"], ["s-1", "p-1"], ["p-1", "s-2"], ["s-1", "h-2"], ["h-2", "p-2"], ["h-3", "p-3"]);
  expect([...found.connectedTo("h-1")]).toEqual(["h-1", "h-1~s-1", "s-1", "s-1~p-1", "p-1", "s-1~h-2", "h-2"]);
});

/** Every walk of a host that passes nothing twice, found by trying all. */
function walks(joins: readonly Joins[], broken: ReadonlySet<string>): readonly (readonly string[])[] {
  const found: string[][] = [];
  const walk = (at: string, passed: readonly string[], links: readonly string[]): void => {
    for (const [one, other] of joins) {
      const name = `${one}~${other}`;
      const next = one === at ? other : other === at ? one : null;
      if (next === null || broken.has(name) || passed.includes(next)) continue;
      if (next.startsWith("p-")) found.push([...links, name, next]);
      if (next.startsWith("s-") && !broken.has(next)) walk(next, [...passed, next], [...links, name]);
    }
  };
  walk("h-1", ["h-1"], []);
  return found;
}

it("there is a path exactly where some walk leads, and it is as short as the shortest", () => {
  const end = fc.constantFrom("h-1", "h-2", "s-1", "s-2", "s-3", "s-4", "p-1", "p-2", "p-3");
  const join = fc.tuple(end, end).filter(([one, other]) => one < other);
  const fabric = fc.uniqueArray(join, { selector: String, minLength: 1, maxLength: 16 });
  const broken = fc.array(fc.nat(30), { maxLength: 4 });
  fc.assert(
    fc.property(fabric, broken, (joins, picks) => {
      const parts = [...joins.map(([one, other]) => `${one}~${other}`), "s-1", "s-2", "s-3", "s-4"];
      const cut = new Set(picks.map((pick) => parts[pick % parts.length]!));
      const shortest = new Map<string, number>();
      for (const walk of walks(joins, cut)) {
        const nexus = `${walk[0]} to ${walk.at(-1)}`;
        shortest.set(nexus, Math.min(shortest.get(nexus) ?? Infinity, walk.length - 1));
      }
      const found = cabling(...joins).pathsFrom("h-1", (name) => !cut.has(name));
      expect(new Map(found.map(({ links, port }) => [`${links[0]} to ${port}`, links.length]))).toEqual(shortest);
      expect(found.length).toBe(shortest.size);
    }),
  );
});
