// Cables between hosts, switches and storage systems: what is decoded, what cannot be a path, and what `check` says of it.
import { describe, expect, test } from "vitest";
import { pathsOf, topologyOf, weaknessesOf } from "../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

interface Cables {
  readonly links: string;
  readonly storage?: string;
  readonly via?: string;
  readonly more?: string;
}

/** A host and a storage system with two ports, and what is between them. */
function cabled({ links, storage = "", via = "[fa-1, fa-2]", more = "" }: Cables): string {
  return `name: cables
duration: 1h
networks: { lan: {} }
storage:
  san:
    port-adapters: [fa-1, fa-2]
    disk-adapters: [da-1]
    bandwidth: 200MB/s
    volumes: { v: { size: 1GB, on: da-1, via: ${via} } }
links: { ${links} }
hosts: { h-1: { network: lan, storage: { ${storage} } } }
services: { s: { runs-on: h-1 } }
${more}`;
}

const TWO = { links: "l-1: {}, l-2: {}", storage: "san: [{ link: l-1, port: fa-1 }, { link: l-2, port: fa-2 }]" };
const SWITCHES = "switches: { sw-1: {}, sw-2: {} }";

describe("links", () => {
  test("join what the `storage` of a host says, or what they say themselves", () => {
    const joined = { links: "l-1: { joins: [h-1, fa-1] }, l-2: { joins: [san/fa-2, h-1] }" };
    const joins = (text: string) => scenarioOf(text).world.links.map((each) => each.joins);
    expect(joins(cabled(TWO))).toEqual([
      ["h-1", "fa-1"],
      ["h-1", "fa-2"],
    ]);
    expect(joins(cabled(joined))).toEqual([
      ["h-1", "fa-1"],
      ["fa-2", "h-1"],
    ]);
  });

  test("lead over switches, so that a volume belongs to the host behind them", () => {
    const links = "l-1: { joins: [h-1, sw-1] }, l-2: { joins: [sw-1, sw-2] }, l-3: { joins: [sw-2, san/fa-1] }";
    const { world } = scenarioOf(cabled({ links, via: "fa-1", more: SWITCHES }));
    expect(world.switches).toEqual([{ name: "sw-1" }, { name: "sw-2" }]);
    expect(world.arrays[0]!.volumes).toMatchObject([{ host: "h-1", via: ["fa-1"] }]);
  });

  test.each<[string, Cables, string[]]>([
    [
      "an end that is not there",
      { links: "l-1: { joins: [h-1, fa-9] }" },
      ["10:30 there is no host or switch or port-adapter named fa-9 (fa-1?)"],
    ],
    [
      "an end of another kind",
      { links: "l-1: { joins: [h-1, lan] }" },
      ["10:30 lan is a network, not a host or a switch or a port-adapter"],
    ],
    [
      "a port that is not there",
      { links: "l-1: { joins: [h-1, san/fa-9] }" },
      ["10:30 there is no port-adapter named fa-9 (fa-1?)"],
    ],
    [
      "a storage system that is not there",
      { links: "l-1: { joins: [h-1, sam/fa-1] }" },
      ["10:30 there is no array named sam (san?)"],
    ],
    ["one end", { links: "l-1: { joins: [h-1] }" }, ["10:17 this list is too short"]],
    ["three ends", { links: "l-1: { joins: [h-1, fa-1, fa-2] }" }, ["10:17 this list is too long"]],
    ["a loop", { links: "l-1: { joins: [h-1, h-1] }" }, ["10:17 l-1 joins h-1 with itself"]],
    [
      "two ports",
      { links: "l-1: { joins: [fa-1, fa-2] }" },
      ["10:17 no path leads over l-1: fa-1 and fa-2 are both port adapters"],
    ],
    [
      "a way to no port",
      { links: "l-1: { joins: [h-1, fa-1] }, l-2: { joins: [h-1, sw-1] }", more: SWITCHES },
      ["10:46 no path leads over l-2: it is joined with no port adapter"],
    ],
    [
      "a way from no host",
      { links: "l-1: { joins: [h-1, fa-1] }, l-2: { joins: [sw-1, fa-2] }", more: SWITCHES },
      ["10:46 no path leads over l-2: it is joined with no host"],
    ],
    [
      "two words on what it joins",
      { links: "l-1: { joins: [h-1, fa-1] }", storage: "san: { link: l-1, port: fa-1 }" },
      ["11:55 l-1 says itself what it joins"],
    ],
    [
      "one link for two paths",
      { ...TWO, storage: TWO.storage.replace("l-2", "l-1") },
      ["11:83 l-1 is already the link of h-1"],
    ],
    [
      "a path to a port that is not there",
      { ...TWO, storage: TWO.storage.replace("fa-2", "fa-9") },
      ["11:94 there is no port-adapter named fa-9 (fa-1?)"],
    ],
    [
      "a volume that no path leads to",
      { links: "l-1: { joins: [h-1, fa-1] }", via: "fa-2" },
      ["9:47 no host is attached to fa-2, so that v belongs to nobody in particular"],
    ],
  ])("cannot be a path: %s", (_, cables, expected) => {
    expect(problemsOf(cabled(cables))).toEqual(expected);
  });

  test("that nobody uses are warned of, and so are switches", () => {
    const unused = { ...TWO, links: `${TWO.links}, l-9: {}`, more: "switches: { sw-9: {} }" };
    expect(problemsOf(cabled(unused))).toEqual([
      "10:28 warning: nothing uses the link l-9",
      "13:13 warning: nothing uses the switch sw-9",
    ]);
  });
});

describe("links of storage systems", () => {
  const FAR = "far: { port-adapters: [fb-1], disk-adapters: [db-1], bandwidth: 200MB/s }\nlinks:";
  const joined = (links: string, more = "") =>
    cabled({ links: `l-1: { joins: [h-1, fa-1] }, ${links}`, via: "fa-1", more }).replace("links:", `  ${FAR}`);

  test("lead from port to port, also over a switch that no host is on", () => {
    const problems = (text: string) => problemsOf(text).filter((each) => !each.includes("warning"));
    expect(problems(joined("l-2: { joins: [fa-2, fb-1] }"))).toEqual([]);
    const over = "l-2: { joins: [fa-2, sw-1] }, l-3: { joins: [fb-1, sw-1] }";
    expect(problems(joined(over, "switches: { sw-1: {} }"))).toEqual([]);
  });
});

describe("zones", () => {
  const links = "l-1: { joins: [h-1, sw-1] }, l-2: { joins: [sw-1, fa-1] }, l-3: { joins: [sw-1, fa-2] }";
  const zoned = (zones: string) => cabled({ links, via: "fa-1", more: `switches: { sw-1: {} }\nzones: { ${zones} }` });

  test("are lists of hosts, links and ports, and keep apart whoever is in no common one", () => {
    const { world } = scenarioOf(zoned("z-1: [l-1, san/fa-1], z-2: [h-1, fa-1]"));
    expect(world.zones).toEqual([
      { name: "z-1", members: ["l-1", "fa-1"] },
      { name: "z-2", members: ["h-1", "fa-1"] },
    ]);
    expect(pathsOf(scenarioOf(zoned("z-1: [h-1, fa-1]")))).toEqual([]);
  });

  test.each<[string, string, string[]]>([
    ["a switch", "z-1: [sw-1, fa-1]", ["14:16 sw-1 is a switch, not a host or a link or a port-adapter"]],
    ["the same twice", "z-1: [h-1, fa-1, h-1]", ["14:27 h-1 is in z-1 already"]],
    ["one alone", "z-1: [fa-1]", ["14:10 this list is too short"]],
  ])("are refused with %s", (_, zones, expected) => {
    expect(problemsOf(zoned(zones)).filter((each) => !each.includes("warning"))).toEqual(
      expect.arrayContaining(expected),
    );
  });
});

describe("check", () => {
  /** What it says of ways to storage. */
  function ways(cables: Cables): readonly string[] {
    return weaknessesOf(scenarioOf(cabled(cables))).filter((each) => / way | paths /.test(each));
  }

  test("counts each path once", () => {
    expect(pathsOf(scenarioOf(cabled(TWO)))).toEqual(["h-1 has 2 paths to san: over l-1 to fa-1, over l-2 to fa-2"]);
    expect(ways(TWO)).toEqual([]);
  });

  test("says nothing of paths where every host has one to each storage system, but that it is the only way", () => {
    const one = { links: "l-1: {}", storage: "san: { link: l-1, port: fa-1 }", via: "fa-1" };
    expect(pathsOf(scenarioOf(cabled(one)))).toEqual([]);
    expect(ways(one)).toEqual(["h-1 has one way to san, over l-1 and fa-1: a failover is needed when that is cut"]);
  });

  test("names what all paths need", () => {
    const links = "l-1: { joins: [h-1, sw-1] }, l-2: { joins: [sw-1, fa-1] }, l-3: { joins: [sw-1, fa-2] }";
    expect(ways({ links, more: SWITCHES.replace(", sw-2: {}", "") })).toEqual([
      "h-1 has 2 paths to san, and all of them need l-1 and sw-1: a failover is needed when that is cut",
    ]);
  });

  test("does not count a path to a port that presents nothing", () => {
    expect(ways({ ...TWO, via: "fa-2" })).toEqual([
      "h-1 has one way to san, over l-2 and fa-2: a failover is needed when that is cut",
    ]);
  });

  test("draws links from the host over the switches to the ports, each once", () => {
    const links =
      "l-1: { joins: [sw-1, h-1] }, l-2: { joins: [sw-2, sw-1] }, l-3: { joins: [sw-2, fa-1] }, l-4: { joins: [h-1, fa-2] }";
    const { nodes, edges } = topologyOf(scenarioOf(cabled({ links, more: SWITCHES })).world);
    expect(nodes.filter(({ kind }) => kind === "switch").map(({ name }) => name)).toEqual(["sw-1", "sw-2"]);
    expect(edges.filter(({ label }) => label.startsWith("l-")).map(({ from, to }) => [from, to])).toEqual([
      ["host h-1", "switch sw-1"],
      ["host h-1", "port-adapter san/fa-2"],
      ["switch sw-1", "switch sw-2"],
      ["switch sw-2", "port-adapter san/fa-1"],
    ]);
  });
});

describe("a link", () => {
  const lines = (text: string) =>
    scenarioOf(text).world.links.map(({ protocol, bandwidth, latency }) => [protocol, bandwidth / 1e6, latency]);
  const ports = (text: string, ofPorts: string) =>
    text.replace("port-adapters: [fa-1, fa-2]", `port-adapters: ${ofPorts}`);

  test("carries what its protocol does, and speaks what its port takes", () => {
    expect(lines(cabled(TWO))).toEqual([
      ["fibre-channel", 100, 10],
      ["fibre-channel", 100, 10],
    ]);
    expect(lines(cabled({ ...TWO, links: "l-1: { protocol: scsi }, l-2: { protocol: escon, latency: 1ms }" }))).toEqual(
      [
        ["scsi", 40, 12],
        ["escon", 17, 1000],
      ],
    );
    expect(lines(ports(cabled(TWO), "{ fa-1: {}, fa-2: { protocol: escon } }"))).toEqual([
      ["fibre-channel", 100, 10],
      ["escon", 17, 10],
    ]);
    const other = "l-1: { protocol: hippi, bandwidth: 80MB/s, latency: 5us }, l-2: {}";
    expect(lines(cabled({ ...TWO, links: other }))[0]).toEqual(["hippi", 80, 5]);
  });

  test.each<[string, string, string[]]>([
    [
      "speaks what its port does not take",
      ports(cabled({ ...TWO, links: "l-1: { protocol: scsi }, l-2: {}" }), "{ fa-1: { protocol: escon }, fa-2: {} }"),
      ["10:27 l-1 speaks scsi, and fa-1 takes escon"],
    ],
    [
      "speaks something else than another at the same switch",
      cabled({
        links:
          "l-1: { joins: [h-1, sw-1] }, l-2: { joins: [sw-1, fa-1], protocol: escon }, l-3: { joins: [sw-1, fa-2], protocol: fibre-channel }",
        more: SWITCHES,
      }),
      ["10:124 l-3 speaks fibre-channel, and sw-1 takes escon"],
    ],
    [
      "is a SCSI bus at a switch",
      cabled({
        links: "l-1: { joins: [h-1, sw-1], protocol: scsi }, l-2: { joins: [sw-1, fa-1], protocol: scsi }",
        via: "fa-1",
        more: SWITCHES,
      }),
      [
        "10:47 l-1 is a SCSI bus, which passes no switch (sw-1)",
        "10:93 l-2 is a SCSI bus, which passes no switch (sw-1)",
      ],
    ],
    [
      "speaks what nobody knows",
      cabled({ ...TWO, links: "l-1: { protocol: hippi, latency: 5us }, l-2: {}" }),
      ["10:27 nothing is known of what hippi carries"],
    ],
  ])("is refused that %s", (_, text, complaints) => {
    expect(problemsOf(text).filter((each) => !each.includes("warning"))).toEqual(complaints);
  });
});
