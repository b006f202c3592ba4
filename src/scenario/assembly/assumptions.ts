/** What holds in a scenario although it does not say so, where that matters for what it asks. */
import { MANAGEMENT } from "../../model/index.js";
import { faultKind } from "../fault/index.js";
import { listed } from "./sentence.js";
import type { Scenario } from "../scenario.js";

/** One sentence each. */
export function assumptionsOf(scenario: Scenario): readonly string[] {
  return managementIsWhole(scenario)
    ? [
        `orders to ${whom(scenario)} take a path of their own, \`${MANAGEMENT}\`, which nothing in this ` +
          "scenario breaks",
      ]
    : [];
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
