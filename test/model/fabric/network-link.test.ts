/** A link that leads over a network: what it costs, and what cuts it. */
import { expect, it } from "vitest";
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
