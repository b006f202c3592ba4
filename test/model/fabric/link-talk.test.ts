/** A controller on a storage system talks to hosts over the links with which they are cabled to that, not over networks. */
import { describe, expect, it } from "vitest";
import type { Letter, LinkSpec, World, WorldSpec } from "../../../src/model/index.js";
import { type Micros, MILLISECOND, MINUTE, SECOND } from "../../../src/units/index.js";
import { smallPolicy, smallRun, smallSpec } from "../small-world.js";

const OVER_LINKS = { networks: ["lan"], on: "array-1", over: "links" } as const;

function link(name: string, joins: LinkSpec["joins"], latency: Micros): LinkSpec {
  return { name, joins, protocol: "fibre-channel", bandwidth: 100e6, latency };
}

/** Both hosts are on, and nobody does anything but write down when they were spoken to. */
function listening(change: Partial<WorldSpec> = {}) {
  const spec = smallSpec({ agents: [], controller: OVER_LINKS, ...change });
  const hosts = spec.hosts.map((host) => ({ ...host, power: "on" as const }));
  const { world, kernel } = smallRun({ ...spec, hosts }, null);
  const controller = world.place("controller");
  const heard: Micros[] = [];
  const listen = {
    receive: (_: Letter) => void heard.push(kernel.now),
    receiveRoutinely: () => false,
    hold: () => undefined,
    release: () => undefined,
    wake: () => undefined,
    stop: () => undefined,
    restart: () => undefined,
  };
  world.place("web-1").enter(listen);
  const sayAt = (at: Micros) =>
    kernel.schedule(at, () => {
      const body = { kind: "paced", host: "nobody", slowness: 1 } as const;
      world.post.send({ from: controller, to: world.place("web-1"), body });
    });
  return {
    world,
    kernel,
    heard,
    sayAt,
    at: (at: Micros, act: (world: World) => void) => kernel.schedule(at, () => act(world)),
  };
}

describe("what a controller on a storage system says to a host", () => {
  it("takes the latency of the link, and arrives while the network is cut", () => {
    const { world, kernel, heard, sayAt } = listening();
    world.network("lan").setUp(false);
    sayAt(SECOND);
    kernel.run(MINUTE);
    expect(heard).toEqual([SECOND + 10]);
  });

  it("takes the fastest of the paths that are whole, and no longer than that is slow", () => {
    const links = [
      link("l-1", ["web-1", "fa-1"], 30 * MILLISECOND),
      link("l-2", ["web-1", "fa-2"], 50 * MILLISECOND),
      link("l-3", ["web-2", "fa-2"], 10),
    ];
    const { kernel, heard, sayAt, at } = listening({ links });
    sayAt(SECOND);
    at(2 * SECOND, (world) => world.links.get("l-1")!.setSlowness(3));
    sayAt(3 * SECOND);
    at(4 * SECOND, (world) => world.arrays.get("array-1")!.setAdapterUp("fa-2", false));
    sayAt(5 * SECOND);
    at(6 * SECOND, (world) => world.links.get("l-1")!.setUp(false));
    sayAt(7 * SECOND);
    kernel.run(MINUTE);
    const after = (second: number, milliseconds: number) => second * SECOND + milliseconds * MILLISECOND;
    expect(heard).toEqual([after(1, 30), after(3, 50), after(5, 90)]);
  });

  it("is lost when the adapter of the host is broken, and not when its network controller is", () => {
    const { kernel, heard, sayAt, at } = listening();
    at(SECOND, (world) => world.host("web-1").reach.setComponent("network-controller", false));
    sayAt(2 * SECOND);
    at(3 * SECOND, (world) => world.host("web-1").reach.setComponent("adapter", false));
    sayAt(4 * SECOND);
    kernel.run(MINUTE);
    expect(heard).toEqual([2 * SECOND + 10]);
  });

  it("is lost as often as the link and the port lose something", () => {
    const { kernel, heard, sayAt, at } = listening();
    at(MILLISECOND, (world) => world.links.get("fc-1")!.setLoss(0.5));
    at(MILLISECOND, (world) => world.arrays.get("array-1")!.quality("fa-1").setLoss(0.5));
    for (let each = 1; each <= 4000; each++) sayAt(each * SECOND);
    kernel.run(4001 * SECOND);
    // A quarter arrives; five standard deviations are 5 √(4000 · ¼ · ¾) = 137.
    expect(Math.abs(heard.length - 1000)).toBeLessThan(137);
  });

  it("goes over the network to a host that is not cabled to that storage system", () => {
    const { world, kernel, heard, sayAt } = listening({ links: [link("fc-2", ["web-2", "fa-2"], 10)] });
    sayAt(SECOND);
    kernel.schedule(2 * SECOND, () => world.network("lan").setUp(false));
    sayAt(3 * SECOND);
    kernel.run(MINUTE);
    expect(heard).toEqual([SECOND + 200]);
  });
});

describe("a network that is cut for two minutes", () => {
  const takeovers = (controller: WorldSpec["controller"], cut: (world: World, up: boolean) => void) => {
    const { world, kernel, of } = smallRun(smallSpec({ controller }), smallPolicy());
    kernel.schedule(MINUTE + SECOND, () => cut(world, false));
    kernel.schedule(3 * MINUTE + SECOND, () => cut(world, true));
    kernel.run(10 * MINUTE);
    return of("NoteMade").flatMap(({ at, note }) => (note.kind === "begun" ? [at] : []));
  };
  const lan = (world: World, up: boolean) => world.network("lan").setUp(up);
  const fc1 = (world: World, up: boolean) => world.links.get("fc-1")!.setUp(up);

  it("makes a controller that hears hosts over it take over after three missed reports", () => {
    // The last report was sent at 60 s and took 200 µs.
    expect(takeovers({ networks: ["lan"], on: "array-1" }, lan)).toEqual([75 * SECOND + 200]);
  });

  it("is nothing to one that hears them over their links", () => {
    expect(takeovers(OVER_LINKS, lan)).toEqual([]);
  });

  it("is not what makes that take over, but the link of a host is", () => {
    expect(takeovers(OVER_LINKS, fc1)).toEqual([75 * SECOND + 10]);
  });
});
