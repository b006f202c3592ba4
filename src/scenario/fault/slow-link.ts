/** A link or a network is slow, or what links end at. */
import { slowness } from "../quantity/index.js";
import { field } from "../schema/fields.js";
import type { FaultKind } from "./fault-kind.js";
import { carriersOf, hostsOn } from "./line.js";
import { Overlay, product } from "./overlay.js";

const slowed = new Overlay(product);

export const slowLink: FaultKind = {
  name: "slow-link",
  about:
    "A link or a network is slow: its latency grows and its bandwidth shrinks; nothing gets lost. So are all links of a " +
    "switch; an adapter has no latency of its own.",
  targets: ["link", "array-link", "network", "switch", "port-adapter", "disk-adapter"],
  targetKey: "of",
  schema: () => ({ factor: field(slowness).describe("By which latency is multiplied and bandwidth divided.") }),
  canStrike: () => true,
  strike: (world, target, { factor }) => {
    const ends = carriersOf(world, target).map(
      (each) => slowed.lay(each, factor as number, (all) => each.setSlowness(all)).end,
    );
    return () => {
      for (const end of ends) end();
    };
  },
  hostsServiced: hostsOn,
};
