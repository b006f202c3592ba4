/** A link, also one between storage systems, or a network carries nothing. */
import type { World } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";

export const cut: FaultKind = {
  name: "cut",
  about: "A link, a network or a connector between networks carries nothing.",
  targets: ["link", "array-link", "network", "connector"],
  targetKey: "of",
  schema: () => ({}),
  canStrike: (world, target) => carrier(world, target).up,
  strike: (world, target) => {
    carrier(world, target).setUp(false);
    return () => carrier(world, target).setUp(true);
  },
  hostsServiced: (world, target) =>
    world.spec.hosts
      .filter(({ network, attachments }) => network === target || attachments.some(({ link }) => link === target))
      .map(({ name }) => name),
};

function carrier(world: World, target: string): { readonly up: boolean; setUp(up: boolean): void } {
  const { links, arrayLinks, connectors } = world;
  return links.get(target) ?? arrayLinks.get(target) ?? connectors.get(target) ?? world.network(target);
}
