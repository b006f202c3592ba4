/**
 * Hosts that would be found under what another one serves under: a home whose relay welds closed long after its stand-in took over,
 * rid of all its data, comes up under its own address beside that one, and users are sent to either.
 */
import { type Identity, isSameIdentity } from "../identity.js";
import { type Facts, type HostFacts, host, startsFromAnothers } from "./facts.js";
import { isAtHome } from "./known-as.js";
import { type FailoverState, type GroupState, takeoverOf } from "./state.js";

/** Whether a host that holds nothing, and is to take nothing, would be up under the address of a group that another one holds. */
export function isNamesake(state: FailoverState, group: GroupState, name: string): boolean {
  const { facts } = state;
  const { holder, config } = group;
  if (holder === name || !isAtHome(facts, { home: config.holder }, holder) || isInUse(state, name)) return false;
  const own = knownAs(facts, name);
  return own !== null && isSameIdentity(own, host(facts, config.holder).identity);
}

/** Those that were heard since: each is up. */
export function namesakesUp(state: FailoverState, group: GroupState): readonly HostFacts[] {
  return mayBeNamesakes(state, [group])
    .map((name) => host(state.facts, name))
    .filter(({ name, stage, unplugged }) => stage === "online" && !unplugged && isNamesake(state, group, name));
}

/** Of many hosts few: those that were replaced, and those that were given the identity of another one and may have it still. */
export function mayBeNamesakes({ facts }: FailoverState, groups: readonly GroupState[]): readonly string[] {
  const replaced = groups.flatMap(({ config, holder }) => (holder === config.holder ? [] : [config.holder]));
  const borrowers = Object.keys(facts.changed).filter((name) => host(facts, name).borrowed !== null);
  return [...new Set([...replaced, ...borrowers])];
}

/**
 * Another group that is served, or about to be, under the address under which a host would serve this one, and by whom: a home whose own
 * is served elsewhere under its address cannot stand in under that in another network, nor anybody under that of a home which does.
 */
export function whoServesAs(
  { facts, groups }: Pick<FailoverState, "facts" | "groups">,
  group: GroupState,
  to: string,
): { readonly by: string; readonly as: string; readonly other: GroupState } | null {
  const as = whoseAt(facts, group, to);
  for (const other of groups) {
    const at = [other.holder, takeoverOf(other)?.move.to];
    // Of many groups few are of this home, or held by it.
    if (other === group || (other.config.holder !== as && !at.includes(as))) continue;
    const by = at.find((each) => each !== undefined && each !== to && whoseAt(facts, other, each) === as);
    if (by !== undefined) return { by, as, other };
  }
  return null;
}

/** Whose address it has at a host. */
function whoseAt(facts: Facts, { config: { holder: home } }: GroupState, name: string): string {
  return isAtHome(facts, { home }, name) ? home : name;
}

function isInUse({ groups }: FailoverState, name: string): boolean {
  return groups.some((group) => group.holder === name || takeoverOf(group)?.move.to === name);
}

/** Under what it comes up; `null` for what another controller gave it, or a system that is another's says. */
function knownAs(facts: Facts, name: string): Identity | null {
  const { borrowed, identity, lent } = host(facts, name);
  return lent !== "never" || startsFromAnothers(facts, name) ? null : (borrowed ?? identity);
}
