/** What has a host help another: its counters are read, it is configured, a director sends requests there, and it is drained. */
import type { HostCounters } from "../../control/index.js";
import { MILLISECOND } from "../../units/index.js";
import type { Host } from "../host.js";
import type { StorageResult } from "../storage/array.js";
import type { World } from "../world.js";
import type { Performer } from "./performer.js";

export const measure: Performer<"measure"> = (world, { host: name }, settle) => {
  const host = world.host(name);
  const lost = () => settle(null);
  const asked = () => {
    if (!host.running) return lost();
    const counters = countersOf(world, host);
    world.carry(host, () => settle({ status: "done", found: { what: "counters", counters } }), lost, "from-host");
  };
  world.carry(host, asked, lost);
};

function countersOf(world: World, { server, spec }: Host): HostCounters {
  server.catchUp();
  const { received, completed, busy, waited, storage, swapped, load } = server;
  const { memory } = spec;
  const used = memory === undefined ? 0 : (memory.base + memory.perRequest * load) / memory.size;
  return { at: world.kernel.now, received, completed, busy, waited, storage, swapped, pending: load, memory: used };
}

/** As with an address: in a host that is off or in standalone. */
export const configure: Performer<"configure"> = (world, { host: name, address, volumes }, settle) => {
  const host = world.host(name);
  if (host.stage !== "off" && host.stage !== "standalone") {
    return settle({ status: "failed", why: `${name} is ${host.stage}: it can be configured in standalone only` });
  }
  host.configure(address, volumes);
  settle({ status: "done" });
};

export const synchronise: Performer<"synchronise"> = (world, { volume, device, to, by }, settle) => {
  const answer = {
    ended: (result: StorageResult) =>
      settle("failed" in result ? { status: "failed", why: result.failed } : { status: "done" }),
    lost: () => settle(null),
  };
  world.replicator.synchronise(volume, device, to, by === "hosts", answer);
};

/** A director that does not work neither hears nor answers. */
export const weigh: Performer<"weigh"> = (world, { service: name, routes }, settle) => {
  const service = world.services.find((each) => each.name === name);
  const director = service?.director ?? null;
  if (service === undefined || director === null) {
    return settle({ status: "failed", why: `${name} has no director that could spread it` });
  }
  world.kernel.after(director.latency, () => {
    if (!director.up) return settle(null);
    const why = service.spread(routes);
    world.kernel.after(director.latency, () => settle(why === null ? { status: "done" } : { status: "failed", why }));
  });
};

/** How often it is looked whether a host has answered everything. */
const LOOK = 100 * MILLISECOND;

export const drain: Performer<"drain"> = (world, { host: name, within }, settle) => {
  const host = world.host(name);
  const { kernel } = world;
  const until = kernel.now + within;
  const look = (): void => {
    if (!host.running) return settle(null);
    host.server.catchUp();
    if (host.server.load === 0) return settle({ status: "done" });
    if (kernel.now >= until) return settle({ status: "failed", why: `${host.server.load} requests are still open` });
    kernel.after(LOOK, look);
  };
  // Who is on the way when the director was told has arrived by then.
  kernel.after(LOOK, look);
};
