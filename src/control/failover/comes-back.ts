/** Hosts that would get power with another one, through a relay that feeds both, and come back as somebody who was replaced. */
import { listedBehind } from "../kit/listed.js";
import { deviceFor, mayStartWith } from "./devices.js";
import { type Facts, host, liesIn, ownedBy } from "./facts.js";
import { isAtHome } from "./known-as.js";
import type { FailoverState } from "./state.js";

/**
 * What must be off and what must be on cannot hang on one switch, however long ago it was fenced: a host that starts by itself
 * comes back under the address that its stand-in took over. Not one of which the system was taken away: it has nothing to start from.
 * @returns who, and why a host that has no power is not to be given any; `null` when nobody else would come back with it
 */
export function whoComesBackWith(
  { facts, groups }: Pick<FailoverState, "facts" | "groups">,
  name: string,
): { readonly home: string; readonly why: string } | null {
  const { relay, stage } = host(facts, name);
  if (relay === null || stage === "online" || stage === "standalone") return null;
  for (const other of listedBehind(facts.hosts, relay)) {
    if (other.name === name || other.unplugged || other.stage === "online" || other.stage === "standalone") continue;
    const replaced = groups.find(({ config: { holder: home }, holder }) => {
      return home === other.name && holder !== home && isAtHome(facts, { home }, holder);
    });
    if (replaced === undefined || !comesBack(facts, other.name)) continue;
    const { services } = replaced.config;
    const why = `${name} gets its power with ${other.name}, which was replaced for ${services.join(" and ")} and would come back`;
    return { home: other.name, why };
  }
  return null;
}

/** With power it goes online: it has a system to start from, be that a volume or a disk of its own. */
export function comesBack(facts: Facts, name: string): boolean {
  const { stopsInStandalone, arrays } = host(facts, name);
  if (stopsInStandalone === true) return false;
  const own = ownedBy(facts, name);
  if (own.length > 0 && !own.some(({ holds }) => holds === "system")) return true;
  const systems = arrays.flatMap((array) => liesIn(facts, array)).filter(({ holds }) => holds === "system");
  if (own.length === 0 && systems.length === 0) return true;
  return [...own, ...systems].some(
    (known) => known.holds === "system" && (deviceFor(known, name) !== null || mayStartWith(known, name)),
  );
}
