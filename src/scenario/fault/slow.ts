/** A host works more slowly. */
import type { Host } from "../../model/index.js";
import { slowness } from "../quantity/index.js";
import { field } from "../schema/fields.js";
import type { FaultKind } from "./fault-kind.js";
import { Overlay, product } from "./overlay.js";

/** The power takes with it whatever slowed the software. */
const slowed = new Overlay<Host, number>(product, (host) => host.slowness === host.reach.slowness);

export const slow: FaultKind = {
  name: "slow",
  about: "A host serves each request more slowly.",
  targets: ["host"],
  targetKey: "host",
  strikesHolders: true,
  schema: () => ({ factor: field(slowness).describe("By which service times grow.") }),
  canStrike: (world, target) => world.host(target).running,
  strike: (world, target, { factor }) => {
    const host = world.host(target);
    // Quick diagnostics have the host do a standard piece of work, and see how long it takes.
    const change = (to: number): void => {
      host.slow(to);
      world.monitors
        .get(target)
        ?.diagnoseNext("quick", () => ({ kind: "paced", host: target, slowness: host.slowness }));
    };
    return slowed.lay(host, factor as number, change).end;
  },
  hostsServiced: () => [],
};
