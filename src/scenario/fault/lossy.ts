/** A network loses messages. */
import { share } from "../quantity/index.js";
import { field } from "../schema/fields.js";
import type { FaultKind } from "./fault-kind.js";

export const lossy: FaultKind = {
  name: "lossy",
  about:
    "A network loses messages between the controller and hosts at random; what users send is sent again below sight.",
  targets: ["network"],
  targetKey: "network",
  schema: () => ({ loss: field(share).describe("Probability with which each message gets lost.") }),
  canStrike: (world, target) => world.network(target).loss === 0,
  strike: (world, target, { loss }) => {
    world.network(target).setLoss(loss as number);
    return () => world.network(target).setLoss(0);
  },
  hostsServiced: (world, target) =>
    world.spec.hosts.filter(({ network }) => network === target).map(({ name }) => name),
};
