/** A service that has more hosts than it needs gives one back. */
import { instant, limitOf, say } from "../../control/index.js";
import { homesOf, namedIn, type RateCurve } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { ObservationContext } from "../account/context.js";
import type { RecordOf } from "../hearing.js";
import { all, runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Only load that is clearly below the threshold counts: what arrives varies about its rate. */
const CLEARLY = 0.5;

/** How much longer than the rule's own time it may take: readings come late, and what was queued is answered first. */
const PATIENCE = 2;

/** What is known of one service that is watched. */
interface Watched {
  readonly name: string;
  /** Of all services of its host: hosts are measured, not services. */
  readonly loads: readonly RateCurve[];
  readonly helpers: Set<string>;
  /** Who comes or leaves just now, of which there may be several: one is given up, and another begun. */
  readonly underWay: Set<string>;
  /** Since when nothing has happened to it; `null` while hosts come or leave. */
  calmSince: Micros | null;
}

/**
 * Judged by the rate at which users really ask, over stretches in which nothing else happens: no fault is in force, and no
 * host comes, leaves, starts or stops. At stake when a service then has more hosts than its least for twice the time of the
 * rule, the pause after a change and some readings; violated when its rate is below half of the threshold all that time.
 * Thresholds on anything but requests are not judged, nor are sessions, recorded load, and services that were taken over.
 */
export const idleHostLeaves: Invariant = {
  name: "idle-host-leaves",
  about:
    "A service that has more hosts than it needs gives one back: a pool that only fills up is empty when it is wanted.",
  idle: "no service had a host too many for long enough",
  appliesTo: all(runs("balancing"), (context) => watchedIn(context).length > 0),
  expectedIn: () => false,
  watch: (finding, { context }) => {
    const { below, cooldown, every, least } = context.givesBack!;
    const rule = below!;
    const watched = new Map(watchedIn(context).map((each) => [each.name, each]));
    const needs = PATIENCE * rule.for + cooldown + 6 * every;
    let inForce = 0;
    const look = (service: Watched, at: Micros): void => {
      const from = service.calmSince;
      const homes = homesOf(namedIn(context.spec.services, service.name)!);
      const hosts = homes.length + service.helpers.size;
      if (from === null || inForce > 0 || at - from < needs || hosts <= Math.max(homes.length, least)) return;
      finding.stake();
      const capacity = [...homes, ...service.helpers].reduce((sum, host) => sum + rateOf(context, host), 0);
      const since = lowSince(service, CLEARLY * limitOf(rule.limit, capacity), needs, from, at);
      if (since === null) return;
      finding.violated(
        at,
        say`${service.name} has ${hosts} hosts and little to do since ${instant(since)}, and none leaves`,
      );
    };
    /** What was before is looked at with what was true then. */
    const disturb = ({ at }: { readonly at: Micros }, change: () => void = () => undefined): void => {
      for (const each of watched.values()) look(each, at);
      change();
      for (const each of watched.values()) if (each.calmSince !== null) each.calmSince = at;
    };
    return {
      hears: {
        FaultInjected: (record) => disturb(record, () => (inForce += 1)),
        FaultCleared: (record) => disturb(record, () => (inForce -= 1)),
        HostStageChanged: (record) => disturb(record),
        ControllerChanged: (record) => disturb(record),
        NoteMade: (record) => hearNote(watched, record, disturb),
      },
      finish: (at) => disturb({ at }),
    };
  },
};

/** Hosts come and leave in undertakings; whoever is taken over is not judged any more. */
function hearNote(
  watched: Map<string, Watched>,
  record: RecordOf<"NoteMade">,
  disturb: (record: { readonly at: Micros }, change: () => void) => void,
): void {
  const { note, at, place } = record;
  if (note.kind === "host-leased" || note.kind === "helper-left") {
    return disturb(record, () => {
      for (const { name, helpers } of watched.values()) {
        const concerned = note.service === null || note.service === name;
        if (note.service === name && note.kind === "host-leased") helpers.add(note.host);
        else if (concerned) helpers.delete(note.host);
      }
    });
  }
  if (note.kind !== "begun" && note.kind !== "ended") return;
  disturb(record, () => {
    for (const { name } of note.of.subjects) {
      const service = watched.get(name);
      if (service === undefined) continue;
      if (note.of.recovers) {
        watched.delete(name);
        continue;
      }
      const { kind, id } = note.of;
      const which = `${place} ${kind} ${id}`;
      if (note.kind === "begun") service.underWay.add(which);
      else service.underWay.delete(which);
      service.calmSince = service.underWay.size > 0 ? null : at;
    }
  });
}

/** Services whose hosts leave by a threshold on requests, and whose users ask at a known rate. */
function watchedIn(context: ObservationContext): readonly Watched[] {
  const { givesBack, spec } = context;
  const metric = givesBack?.below?.metric;
  if (metric !== "connection-requests" && metric !== "transactions") return [];
  return givesBack!.services.flatMap((name) => {
    // Where a helper may work for several at once, each may be kept for the sake of what the others ask of it.
    const besides = givesBack!.atOnce > 1 ? givesBack!.services : [name];
    const homes = besides.flatMap((each) => homesOf(namedIn(spec.services, each)!));
    const loads = spec.services.flatMap((each) =>
      each.load !== undefined && homesOf(each).some((host) => homes.includes(host)) ? [each.load] : [],
    );
    const isKnown = loads.every(({ session, trace }) => session === undefined && trace === undefined);
    return isKnown
      ? [
          {
            name,
            loads: loads.map(({ rate }) => rate),
            helpers: new Set<string>(),
            underWay: new Set<string>(),
            calmSince: 0,
          },
        ]
      : [];
  });
}

function rateOf({ spec }: ObservationContext, host: string): number {
  return namedIn(spec.hosts, host)?.serves.rate ?? 0;
}

/** Since when the rate of all loads together has been below a limit for so long, somewhere within a time. */
function lowSince({ loads }: Watched, limit: number, needs: Micros, from: Micros, to: Micros): Micros | null {
  let since: Micros | null = null;
  for (let at = from; at < to;) {
    const stretches = loads.map((load) => load.stretch(at));
    const isLow = stretches.reduce((sum, { rate }) => sum + rate, 0) < limit;
    since = isLow ? (since ?? at) : null;
    at = Math.min(to, ...stretches.map(({ until }) => until));
    if (since !== null && at - since >= needs) return since;
  }
  return null;
}
