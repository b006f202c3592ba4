/** A link that leads over a network: what it costs, and what cuts it. */
import { expect, it } from "vitest";
import type { Path } from "../../../src/model/fabric/path.js";
import type { LinkSpec, World } from "../../../src/model/index.js";
import { SECOND } from "../../../src/units/index.js";
import { smallRun, smallSpec } from "../small-world.js";

const over = (name: string, joins: LinkSpec["joins"], bandwidth = 125e6): LinkSpec => ({
  ...{ name, joins, protocol: "ip", bandwidth, latency: 0, over: "lan" },
});

function networked(links = [over("fc-1", ["web-1", "fa-1"]), over("fc-2", ["web-2", "fa-2"])]): World {
  const run = smallRun({ ...smallSpec(), links }, null);
  run.kernel.run(SECOND);
  return run.world;
}

function cost(world: World): readonly [latency: number, bandwidth: number] | null {
  const { storage } = world.host("web-1");
  const next = storage.access.multipathTo(storage.mountedOf("shop-data")!).next();
  return next === null ? null : [next.latency, next.bandwidth];
}

const path = (world: World) => [...world.host("web-1").storage.access.paths.values()].flat()[0]!;

it("takes the way there and back, and what the network carries", () => {
  // 200 µs each way; 1 Gbit/s, of which neither the port nor the disks of 200 MB/s leave less.
  expect(cost(networked())).toEqual([400, 125e6]);
  expect(cost(networked([over("fc-1", ["web-1", "fa-1"], 50e6)]))).toEqual([400, 50e6]);
});

it("is as slow and as lossy as the network", () => {
  const world = networked();
  world.network("lan").setSlowness(3);
  expect(cost(world)).toEqual([1200, 125e6 / 3]);
  world.network("lan").setSlowness(1);
  world.network("lan").setLoss(0.2);
  expect(path(world).loss).toBeCloseTo(0.2, 12);
  expect(path(world).left).toBeCloseTo(100e6, 3);
});

it("is cut with the network, by itself, and with the network controller of its host", () => {
  const world = networked();
  world.network("lan").setUp(false);
  expect(cost(world)).toBeNull();
  expect(path(world).obstacle).toBe("fc-1 leads over lan, which is not reached");
  world.network("lan").setUp(true);
  expect(cost(world)).toEqual([400, 125e6]);
  world.links.get("fc-1")!.setUp(false);
  expect(path(world).obstacle).toBe("fc-1 is cut");
  world.links.get("fc-1")!.setUp(true);
  world.host("web-1").reach.setComponent("network-controller", false);
  expect(cost(world)).toBeNull();
  expect(path(world).obstacle).toBe("fc-1 leads over lan, and its host has no network controller that works");
});

it("shares the connection of its host with the other links of that host, and that of its port with those of other hosts", () => {
  const together = (links: LinkSpec[], from: readonly (readonly [host: string, link: string])[]): readonly number[] => {
    const world = networked(links);
    const flows = from.map(([host, own]) => {
      const paths = [...world.host(host).storage.access.paths.values()].flat();
      return world.bandwidth.begin(paths.find((each) => each.own === own)!.channels, 1e9, () => undefined);
    });
    return flows.map(({ rate }) => rate);
  };
  const first = over("fc-1", ["web-1", "fa-1"]);
  // One host, two ports: its 1 Gbit/s is all that there is.
  const second = over("fc-2", ["web-1", "fa-2"]);
  expect(together([first, second], [["web-1", "fc-1"]])).toEqual([125e6]);
  const ofOneHost = [
    ["web-1", "fc-1"],
    ["web-1", "fc-2"],
  ] as const;
  expect(together([first, second], ofOneHost)).toEqual([62.5e6, 62.5e6]);
  // Two hosts, one port that could take 200 MB/s by a cable.
  const toOnePort = over("fc-2", ["web-2", "fa-1"]);
  const ofTwoHosts = [
    ["web-1", "fc-1"],
    ["web-2", "fc-2"],
  ] as const;
  expect(together([first, toOnePort], ofTwoHosts)).toEqual([62.5e6, 62.5e6]);
  // Two hosts, two ports: each machine has a connection of its own.
  expect(together([first, over("fc-2", ["web-2", "fa-2"])], ofTwoHosts)).toEqual([125e6, 125e6]);
});

it("leaves requests what copies over the same connection leave, and is as wide again when the network is", () => {
  const world = networked();
  const [{ channels }] = [...world.host("web-1").storage.access.paths.values()].flat() as [Path];
  const flow = world.bandwidth.begin(channels, 1e12, () => undefined);
  world.network("lan").setSlowness(5);
  expect(flow.rate).toBe(25e6);
  expect(cost(world)![1]).toBe(12.5e6);
  world.network("lan").setSlowness(1);
  expect(flow.rate).toBe(125e6);
});

it("takes what its host has of the network itself where it is on that, and not of the first network that it is on", () => {
  const networks = [
    { name: "lan", latency: 200, bandwidth: 125e6 },
    { name: "office", latency: 200, bandwidth: 1e6 },
  ];
  const on = (alsoOn: readonly string[]): number => {
    const spec = smallSpec();
    const hosts = spec.hosts.map((host) => ({ ...host, network: "office", alsoOn }));
    const connectors = [{ name: "router-1", joins: ["office", "lan"] }];
    const links = [over("fc-1", ["web-1", "fa-1"])];
    const run = smallRun({ ...spec, networks, connectors, hosts, links }, null);
    run.kernel.run(SECOND);
    return cost(run.world)![1];
  };
  expect(on(["lan"])).toBe(125e6);
  expect(on([])).toBe(1e6);
});
