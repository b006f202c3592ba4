/** A link or a network is slow. */
import { slowness } from "../quantity/index.js";
import { field } from "../schema/fields.js";
import type { FaultKind } from "./fault-kind.js";
import { hostsOn, lineNamed } from "./line.js";

export const slowLink: FaultKind = {
  name: "slow-link",
  about: "A link or a network is slow: its latency grows and its bandwidth shrinks; nothing gets lost.",
  targets: ["link", "array-link", "network"],
  targetKey: "of",
  schema: () => ({ factor: field(slowness).describe("By which latency is multiplied and bandwidth divided.") }),
  canStrike: (world, target) => lineNamed(world, target).slowness === 1,
  strike: (world, target, { factor }) => {
    lineNamed(world, target).setSlowness(factor as number);
    return () => lineNamed(world, target).setSlowness(1);
  },
  hostsServiced: hostsOn,
};
