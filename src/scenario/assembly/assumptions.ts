/** What holds in a scenario although it does not say so, where that matters for what it asks. */
import { MANAGEMENT } from "../../model/index.js";
import { faultKind } from "../fault/index.js";
import { listed } from "./sentence.js";
import type { Scenario } from "../scenario.js";

/** One sentence each. */
export function assumptionsOf(scenario: Scenario): readonly string[] {
  const management = managementIsWhole(scenario)
    ? [
        `orders to ${whom(scenario)} take a path of their own, \`${MANAGEMENT}\`, which nothing in this ` +
          "scenario breaks",
      ]
    : [];
  return [...management, ...usualLatency(scenario), ...onlyStorageTakes(scenario)];
}

/** What links lead over carries users and talk too, of which bandwidth is not counted. */
function onlyStorageTakes({ world: { links, networks } }: Scenario): readonly string[] {
  const shared = networks.flatMap(({ name }) => (links.some(({ over }) => over === name) ? [name] : []));
  return shared.length === 0
    ? []
    : [
        `links over ${listed(shared)} share the connections of their hosts and ports to that: what users ask and are ` +
          "answered, what agents and controllers say, and transfers between agents take nothing of these",
      ];
}

function usualLatency({ world }: Scenario): readonly string[] {
  const varying = world.networks.flatMap(({ name, jitter }) => (jitter === undefined ? [] : name));
  return varying.length === 0
    ? []
    : [`plans count the latency of ${listed(varying)} alone: with the jitter each message may take longer`];
}

function whom({ world: { relays } }: Scenario): string {
  const far = relays.flatMap(({ name, over }) => (over === undefined ? [] : name));
  return `relays${far.length === 0 ? "" : ` (but ${listed(far)})`}, storage systems and people`;
}

/** Where talk is broken and not this: that is news to whoever has power switched over the network that was cut. */
function managementIsWhole({ world, faults }: Scenario): boolean {
  const effects = faults.flatMap((fault) => fault.effects);
  if (world.controller.management !== undefined || effects.some(({ target }) => target === MANAGEMENT)) return false;
  const networks = new Set([...world.networks, ...world.connectors].map(({ name }) => name));
  return effects.some(({ kind, target }) => faultKind(kind).concernsTalk === true || networks.has(target));
}
