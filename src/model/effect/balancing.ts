/** What has a host help another: its counters are read, it is configured, a director sends requests there, and it is drained. */
import { isSameIdentity } from "../../control/index.js";
import { MILLISECOND } from "../../units/index.js";
import { countersOf } from "../load/counters.js";
import type { World } from "../world.js";
import { exchange } from "./exchange.js";
import type { Performer } from "./performer.js";

export const measure: Performer<"measure"> = (world, { host: name }, settle, from) => {
  const host = world.host(name);
  exchange(world, { from, to: host.place }, settle, (answer, lost) => {
    if (!host.running) return lost();
    answer({ status: "done", found: { what: "counters", counters: countersOf(host) } });
  });
};

/** Only an agent that works hears it, and answers. */
export const watchLoad: Performer<"watch-load"> = (world, { host: name, every, judge }, settle, from) => {
  const monitor = world.monitors.get(name);
  if (monitor === undefined) return settle(null);
  const { agent, loadMeter } = monitor;
  exchange(world, { from, to: agent.host.place }, settle, (answer, lost) => {
    if (!agent.works) return lost();
    loadMeter.watch(every, judge);
    answer({ status: "done" });
  });
};

/** As with an identity: in a host that is off or in standalone; online it can only get or lose what is not its system. */
export const configure: Performer<"configure"> = (world, { host: name, identity, volumes }, settle) => {
  const host = world.host(name);
  const isDown = host.life.stage === "off" || host.life.stage === "standalone";
  const changesIdentity =
    !isSameIdentity(identity, host.identity.current) || volumes.some((each) => isSystem(world, each));
  if (!isDown && (!host.running || changesIdentity)) {
    return settle({ status: "failed", why: `${name} is ${host.life.stage}: it can be configured in standalone only` });
  }
  host.identity.configure(identity, volumes);
  if (!isDown) host.storage.remount();
  settle({ status: "done" });
};

function isSystem(world: World, volume: string): boolean {
  return world.volume(volume).spec.holds === "system";
}

/** A director that does not work neither hears nor answers. */
export const weigh: Performer<"weigh"> = (world, { service: name, routes }, settle, from) => {
  const service = world.services.find((each) => each.name === name);
  const director = service?.director ?? null;
  if (service === undefined || director === null) {
    return settle({ status: "failed", why: `${name} has no director that could spread it` });
  }
  exchange(world, { from, to: director.place }, settle, (answer, lost) => {
    if (!director.up) return lost();
    const why = service.spread(routes);
    answer(why === null ? { status: "done" } : { status: "failed", why });
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
