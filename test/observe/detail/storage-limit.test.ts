// What storage lets through of the requests of a service, worked out by hand.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { storageLimit } from "../../../src/observe/detail/storage-limit.js";
import { decodeScenario } from "../../../src/scenario/index.js";
import { smallSpec } from "../../model/small-world.js";

function limits(file: string, from = "", to = ""): Readonly<Record<string, number>> {
  const url = new URL(`../../../scenarios/${file}`, import.meta.url);
  const read = (name: string): string => readFileSync(new URL(name, url), "utf8");
  const { world } = decodeScenario(readFileSync(url, "utf8").replace(from, to), file, { read }).scenario!;
  const hostOf = (name: string) => world.hosts.find((host) => host.name === name)!;
  return Object.fromEntries(
    world.services.map((service) => [service.name, storageLimit(world, hostOf(service.runsOn), service)]),
  );
}

it("is that of the disks, of all ports together, or of the only one, over what a request moves, where I/Os wait for one another", () => {
  // 64 kB of 100 MB/s behind one disk adapter, over two ports; 1 MB over one port of 100 MB/s.
  expect(limits("paths/shared-port.yaml")).toEqual({ desk: 1562.5, album: 100 });
  expect(limits("paths/shared-port.yaml", "bandwidth: 100MB/s", "bandwidth: 20MB/s")).toEqual({
    desk: 312.5,
    album: 20,
  });
});

it("is what a host has under way at once where nobody waits: far above what it can serve in most worlds", () => {
  const spec = smallSpec();
  const [web1] = spec.hosts;
  // 64 requests at 100 MB/s each; browsing and ordering move 0.8 × 8192 + 0.2 × 4096 bytes of the same volume.
  expect(storageLimit(spec, web1!, spec.services[0]!)).toBeCloseTo((64 * 100e6) / 7372.8, 6);
  const slow = { ...spec, links: spec.links.map((link) => ({ ...link, bandwidth: 7372.8 })) };
  expect(storageLimit(slow, web1!, spec.services[0]!)).toBe(64);
});

it("is none where no cable leads to the data, nor where it is held in memory", () => {
  const spec = smallSpec();
  const [web1] = spec.hosts;
  expect(storageLimit({ ...spec, links: [] }, web1!, spec.services[0]!)).toBe(Infinity);
  const memory = { size: 1e9, base: 0, perRequest: 1, reused: 1e6 };
  expect(storageLimit(spec, { ...web1!, memory }, spec.services[0]!)).toBe(Infinity);
});
