/** A host takes nothing back before what it was given up for has ended. */
import { behindRelays } from "../behind-relays.js";
import { Calm } from "../calm.js";
import { instant, say, type NoteOf } from "../../control/index.js";
import type { HostSpec, WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when a failback begins that nobody has ordered, to a host that was given up. It is violated when that host is in
 * trouble (hung, failed, or with a component that does not work), and nobody was told that it may be used again since it was
 * heard last: what breaks after that, or beside it, the logic need not have noticed, and nobody hears of a silent host which of
 * the two came first. Whoever listens is told that when something was mended of it, or of what it depends on; not when
 * something of another host was, a network on which it is not, or what no host waits for: those are no reason to take anything
 * back. Since when it was not heard the logic says itself; that does not count where it was heard later, since nothing at all
 * was wrong for as long as two of its reports take.
 */
export const failbackAfterRepair: Invariant = {
  name: "failback-after-repair",
  about:
    "A host takes its services back once somebody has repaired it, not before: else each attempt costs an outage and brings " +
    "nothing.",
  idle: "nobody who had been given up took anything back",
  appliesTo: runs("failover"),
  expectedIn: () => false,
  watch: (finding, { context }) => {
    const { spec } = context;
    const dependent = dependentOn(spec);
    const calm = new Calm(spec);
    /** When what may concern any host was last repaired, a switch, say: who depends on it is told that. */
    let anysRepairedAt: Micros = -1;
    const repairedAt = new Map<string, Micros>();
    /** By host: what is wrong with it, and since when anything is. */
    const troubles = new Map<string, { readonly what: Set<string>; since: Micros }>();
    /** By host that was given up: since when it was not heard. */
    const givenUp = new Map<string, Micros>();
    const trouble = (host: string, what: string, isTrouble: boolean, at: Micros): void => {
      const known = troubles.get(host) ?? { what: new Set<string>(), since: at };
      troubles.set(host, known);
      if (isTrouble && known.what.size === 0) known.since = at;
      if (isTrouble) known.what.add(what);
      else known.what.delete(what);
    };
    return {
      hears: {
        HostHealthChanged: ({ host, to, at }) => trouble(host, "health", to === "hung" || to === "failed", at),
        ComponentChanged: ({ host, component, works, at }) => trouble(host, component, !works, at),
        FaultInjected: ({ fault, target, at }) => calm.faultBegins(`${fault}\n${target}`, at),
        FaultCleared: ({ fault, effect, target, at }) => {
          calm.faultEnds(`${fault}\n${target}`, at);
          if (TOLD_TO_NOBODY.has(effect)) return;
          // Of a disturbance it is said at both ends.
          const told = effect === "disturbance" ? undefined : dependent.get(target);
          if (told === undefined) anysRepairedAt = at;
          for (const host of told ?? []) repairedAt.set(host, at);
        },
        NoteMade: ({ note, at }) => {
          if (note.kind === "verdict") {
            if (note.verdict === "healthy") givenUp.delete(note.host);
            else givenUp.set(note.host, silentSince(note, calm, at));
          }
          if (note.kind !== "begun" || note.of.kind !== "failback") return;
          if (note.because.rule === "failback" && note.because.ordered) return;
          const home = note.of.to ?? "";
          const unheardSince = givenUp.get(home);
          if (unheardSince === undefined) return;
          finding.stake();
          const known = troubles.get(home);
          if (known === undefined || known.what.size === 0) return;
          if (Math.max(anysRepairedAt, repairedAt.get(home) ?? -1) > unheardSince) return;
          finding.violated(
            at,
            say`${home} is to take back what it served, and is broken since ${instant(known.since)}`,
          );
        },
      },
    };
  },
};

/** When it was heard last, where its silence is what it was given up for. */
function silentSince({ host, because }: NoteOf<"verdict">, calm: Calm, at: Micros): Micros {
  switch (because.rule) {
    case "reports-missed":
    case "suspicion":
      return Math.max(because.heardAt, calm.heardAfter(host, at));
    case "stale":
      return Math.max(because.sentAt, calm.heardAfter(host, at));
    case "queries-missed":
      return because.askedAt - because.misses * because.every;
    default:
      return at;
  }
}

/** When one of these is over nobody says of any host that it may be used again. */
export const TOLD_TO_NOBODY: ReadonlySet<string> = new Set([
  ...["slow", "spike", "corruption", "backup-failure", "firmware-mismatch"],
  ...["relay-unreachable", "director-failure", "name-server-failure", "controller-failure"],
  ...["device-removed", "device-unavailable", "re-initialise", "member-cut", "set-split"],
  ...["part-failure", "part-hang", "part-errors", "agent-failure", "agent-hang", "script-failure"],
  ...["driver-failure", "driver-hang", "pair-failure", "pair-hang", "server-failure", "server-hang"],
]);

/** Of which hosts it is said when something is mended, by its name; of what is not named here, it may be of any. */
function dependentOn({ hosts, relays, arrays, networks, links }: WorldSpec): ReadonlyMap<string, readonly string[]> {
  const behind = behindRelays(hosts);
  const local = networks.filter(({ name }) => links.every(({ over }) => over !== name));
  const isOn = (network: string) => (host: HostSpec) =>
    host.network === network || host.alsoOn?.includes(network) === true;
  return new Map([
    ...local.map(({ name }) => [name, hosts.filter(isOn(name)).map((each) => each.name)] as const),
    ...relays.map(({ name }) => [name, behind.get(name) ?? []] as const),
    ...arrays.flatMap(({ volumes }) => volumes.map(({ name, host }) => [name, [host]] as const)),
    ...hosts.map(({ name }) => [name, [name]] as const),
  ]);
}
