/** A link or a network is slow. */
import { slowness } from "../quantity/index.js";
import { field } from "../schema/fields.js";
import type { FaultKind } from "./fault-kind.js";
import { hostsOn, lineNamed } from "./line.js";
import { Overlay, product } from "./overlay.js";

const slowed = new Overlay(product);

export const slowLink: FaultKind = {
  name: "slow-link",
  about: "A link or a network is slow: its latency grows and its bandwidth shrinks; nothing gets lost.",
  targets: ["link", "array-link", "network"],
  targetKey: "of",
  schema: () => ({ factor: field(slowness).describe("By which latency is multiplied and bandwidth divided.") }),
  canStrike: () => true,
  strike: (world, target, { factor }) => {
    const line = lineNamed(world, target);
    return slowed.lay(line, factor as number, (all) => line.setSlowness(all)).end;
  },
  hostsServiced: hostsOn,
};
