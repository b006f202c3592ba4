/** What a host does over its paths: it goes on while one is whole, takes them in turn, and pays for the one that it takes. */
import { describe, expect, it } from "vitest";
import type { LinkSpec, World, WorldSpec } from "../../../src/model/index.js";
import { constant } from "../../../src/sim/index.js";
import { MILLISECOND, MINUTE, SECOND } from "../../../src/units/index.js";
import { smallRun, smallSpec } from "../small-world.js";

function link(name: string, joins: LinkSpec["joins"], bandwidth = 100e6, latency = 10): LinkSpec {
  return { name, joins, protocol: "fibre-channel", bandwidth, latency };
}

/** The small world with other cables, its volumes presented on these ports; web-1 alone has power. */
function cabled(links: readonly LinkSpec[], via: readonly string[] = ["fa-1", "fa-2"], more: Partial<WorldSpec> = {}) {
  const spec = smallSpec();
  const arrays = spec.arrays.map((array) => ({ ...array, volumes: array.volumes.map((each) => ({ ...each, via })) }));
  const run = smallRun({ ...spec, arrays, links, ...more }, null);
  run.kernel.run(SECOND);
  return run;
}

const TWO = [link("l-1", ["web-1", "fa-1"]), link("l-2", ["web-1", "fa-2"], 50e6, 20)];

/** What the next so many I/Os to the data cost. */
function costs(world: World, count = 4): readonly (readonly [latency: number, bandwidth: number] | null)[] {
  const { storage } = world.host("web-1");
  const multipath = storage.access.multipathTo(storage.mountedOf("shop-data")!);
  return Array.from({ length: count }, () => {
    const cost = multipath.next();
    return cost === null ? null : [cost.latency, cost.bandwidth];
  });
}

/** Whether the shop is up. */
function obstacle(world: World): string | null {
  return world.host("web-1").storage.serviceObstacle({ volumes: ["shop-os", "shop-data"] });
}

describe("with two links to one storage system a host", () => {
  it("takes both in turn, each at its own cost", () => {
    const { world } = cabled(TWO);
    expect(costs(world)).toEqual([
      [10, 100e6],
      [20, 50e6],
      [10, 100e6],
      [20, 50e6],
    ]);
  });

  it("takes the other at once when one is cut, and neither when both are", () => {
    const { world } = cabled(TWO);
    const cut = (name: string, up: boolean) => world.links.get(name)!.setUp(up);
    cut("l-1", false);
    expect(costs(world, 2)).toEqual([
      [20, 50e6],
      [20, 50e6],
    ]);
    expect(obstacle(world)).toBeNull();
    cut("l-2", false);
    expect(costs(world, 1)).toEqual([null]);
    expect(obstacle(world)).toBe("web-1 cannot reach shop-os");
    expect(world.host("web-1").storage.bootObstacle).toBe("l-1 is cut, l-2 is cut");
    cut("l-1", true);
    expect(obstacle(world)).toBeNull();
    expect(world.host("web-1").storage.bootObstacle).toBeNull();
  });

  it("goes on over one port when the other breaks", () => {
    const { world } = cabled(TWO);
    world.arrays.get("array-1")!.setAdapterUp("fa-2", false);
    expect(costs(world, 2)).toEqual([
      [10, 100e6],
      [10, 100e6],
    ]);
    world.arrays.get("array-1")!.setAdapterUp("fa-1", false);
    expect(world.host("web-1").storage.bootObstacle).toBe("fa-1 does not work, fa-2 does not work");
  });

  it("reaches a volume over the ports alone that present it", () => {
    const { world } = cabled(TWO, ["fa-2"]);
    expect(costs(world, 2)).toEqual([
      [20, 50e6],
      [20, 50e6],
    ]);
    world.links.get("l-2")!.setUp(false);
    expect(obstacle(world)).toBe("web-1 cannot reach shop-os");
  });

  it("is presented a device that was reassigned to it on all of its own, when it is cabled to none that presented it", () => {
    const links = [link("l-1", ["web-1", "fa-1"]), link("l-2", ["web-2", "fa-2"]), link("l-3", ["web-2", "fa-3"])];
    const spec = smallSpec();
    const ports = [1, 2, 3].map((n) => ({ name: `fa-${n}`, bandwidth: 200e6 }));
    const arrays = spec.arrays.map((array) => ({ ...array, portAdapters: ports }));
    const { world } = smallRun({ ...spec, arrays, links }, null);
    const device = world.volume("shop-data").device("shop-data-mirror");
    world.volume("shop-data").mirror = null;
    world.arrays.get("array-1")!.presentations.present(device, "web-2");
    expect(
      world
        .host("web-2")
        .storage.access.wholePathsTo(device)
        .map(({ port }) => port.name),
    ).toEqual(["fa-2", "fa-3"]);
  });
});

describe("through switches", () => {
  const links = [
    link("up-1", ["web-1", "s-1"]),
    link("down-1", ["s-1", "fa-1"], 80e6, 30),
    link("up-2", ["web-1", "s-2"]),
    link("down-2", ["s-2", "fa-2"], 80e6, 50),
    link("between", ["s-1", "s-2"], 40e6, 5),
  ];
  const switches = [{ name: "s-1" }, { name: "s-2" }];

  it("latencies add up, and the narrowest link limits", () => {
    const { world } = cabled(links, ["fa-1"], { switches });
    expect(costs(world, 2)).toEqual([
      [40, 80e6],
      [45, 40e6],
    ]);
  });

  it("a cut link is gone round where a way is left, and a switch takes with it what is on it", () => {
    const { world, of } = cabled(links, ["fa-1"], { switches });
    world.links.get("up-1")!.setUp(false);
    expect(costs(world, 1)).toEqual([[45, 40e6]]);
    world.links.get("up-1")!.setUp(true);
    world.switches.get("s-1")!.setUp(false);
    expect(obstacle(world)).toBe("web-1 cannot reach shop-os");
    expect(world.host("web-1").storage.bootObstacle).toBe("s-1 is cut");
    expect(of("LinkChanged").map((each) => [each.link, each.up])).toEqual([
      ["up-1", false],
      ["up-1", true],
      ["s-1", false],
    ]);
    world.switches.get("s-1")!.setUp(true);
    expect(obstacle(world)).toBeNull();
  });

  it("a slow link makes its path pay and no other", () => {
    const { world } = cabled(links, ["fa-1", "fa-2"], { switches: switches, links: links.slice(0, 4) });
    world.links.get("down-2")!.setSlowness(4);
    expect(costs(world, 2)).toEqual([
      [40, 80e6],
      [210, 20e6],
    ]);
  });
});

describe("a request pays for its own volume", () => {
  /** Data behind a fast disk adapter and a slow one; a request for the second is rare. */
  function twoSpeeds(mode: "requests" | "flow"): WorldSpec {
    const spec = smallSpec();
    const [array] = spec.arrays;
    const volume = { holds: "data" as const, size: 1e9, via: ["fa-1"], host: "web-1", changeRate: 0, logRate: 0 };
    const [shop] = spec.services;
    const serves = { rate: 100, concurrency: 1, queue: 100, time: constant(10 * MILLISECOND) };
    return {
      ...spec,
      agents: [],
      arrays: [
        {
          ...array!,
          diskAdapters: [
            { name: "quick", bandwidth: 100e6 },
            { name: "slow", bandwidth: 1e6 },
          ],
          volumes: [
            { ...volume, name: "a-hot", on: "quick" },
            { ...volume, name: "b-cold", on: "slow" },
          ],
        },
      ],
      hosts: spec.hosts.map((host) => ({ ...host, serves })),
      services: [
        {
          ...shop!,
          load: {
            ...shop!.load!,
            mode,
            rate: { stretch: () => ({ rate: 10, until: Infinity }), peak: 10 },
            classes: [
              { name: "hot", share: 0.5, shareable: false, of: "a-hot", size: 10_000 },
              { name: "cold", share: 0.5, shareable: false, of: "b-cold", size: 10_000 },
            ],
          },
        },
      ],
    };
  }

  it("10 kB take 110 us behind a fast adapter, and 10.01 ms behind a slow one", () => {
    const { world, kernel } = smallRun(twoSpeeds("requests"), null);
    const times = new Set<number>();
    const { server } = world.host("web-1");
    let before = { storage: 0, received: 0 };
    for (let at = 0; at < 2 * MINUTE; at += MILLISECOND) {
      kernel.run(at);
      const { storage, received } = server;
      if (received - before.received === 1) times.add(Math.round(storage - before.storage));
      before = { storage, received };
    }
    times.delete(0);
    expect([...times].sort((a, b) => a - b)).toEqual([110, 10_010]);
  });

  it("a flow of them pays what they pay on average", () => {
    const { world, kernel } = smallRun(twoSpeeds("flow"), null);
    kernel.run(MINUTE);
    const { server } = world.host("web-1");
    server.catchUp();
    expect(server.storage / server.completed / ((110 + 10_010) / 2)).toBeCloseTo(1, 3);
  });
});
