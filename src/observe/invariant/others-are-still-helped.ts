/** A host that helps several services at once and leaves one of them goes on for the others. */
import type { Action } from "../../control/index.js";
import type { HostSpec } from "../../model/index.js";
import { subjectsOf } from "../account/undertaking-account.js";
import { all, runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated at each order to shut down, cut off or configure a host while it comes to a service or leaves one: what it helps
 * beside that is not shut down with it, and what it read for that it reads on. One that is lost is off already, and helps nobody.
 */
export const othersAreStillHelped: Invariant = {
  name: "others-are-still-helped",
  about:
    "A host that helps several services and leaves one works on for the others: what one shop gives back another is served by.",
  idle: "no host came to a service, or left one, that helped another",
  appliesTo: all(runs("balancing"), ({ givesBack }) => (givesBack?.atOnce ?? 1) > 1),
  watch: (finding, { context, scaling }) => {
    /** By host: the service that it comes to or leaves now. */
    const moving = new Map<string, string>();
    /** By host: what it was last told to read. */
    const reads = new Map<string, readonly string[]>();
    /** Services that a host is to leave because it is lost. */
    const lost = new Set<string>();
    const homes = new Map(context.spec.services.map(({ name, runsOn }) => [name, runsOn]));
    const owners = new Map(
      context.spec.arrays.flatMap(({ volumes }) => volumes.map(({ name, host }) => [name, host] as const)),
    );
    const othersOf = (host: string): readonly string[] =>
      (scaling.tenants.get(host) ?? []).filter((each) => each !== moving.get(host));
    return {
      hears: {
        NoteMade: ({ note }) => {
          if (note.kind === "host-leased" && note.service === null) {
            reads.delete(note.host);
            lost.delete(note.host);
          }
          if ((note.kind !== "begun" && note.kind !== "ended") || note.of.family !== "balancing") return;
          const host = note.of.to ?? "";
          const [service = ""] = subjectsOf(note.of, "service");
          if (note.kind === "ended") return void moving.delete(host);
          moving.set(host, service);
          if (note.because.rule === "host-lost") lost.add(host);
        },
        EffectSent: ({ action, at }) => {
          const stops = stopped(action, context.spec.hosts);
          if (stops !== null && moving.has(stops)) {
            const others = othersOf(stops);
            if (others.length === 0 || lost.has(stops)) return;
            finding.stake();
            finding.violated(at, `${stops} is stopped, and helps ${others.join(" and ")}`);
          }
          if (action.kind !== "configure") return;
          const { host, volumes } = action;
          const others = othersOf(host);
          const left = (reads.get(host) ?? []).filter((each) => !volumes.includes(each));
          reads.set(host, volumes);
          if (others.length === 0 || lost.has(host)) return;
          finding.stake();
          for (const volume of left) {
            const tenant = others.find((each) => homes.get(each) === owners.get(volume));
            if (tenant !== undefined)
              finding.violated(at, `${host} is told to read ${volume} no more, and helps ${tenant}`);
          }
        },
      },
    };
  },
};

/** The host that an order stops. */
function stopped(action: Action, hosts: readonly Pick<HostSpec, "name" | "relay">[]): string | null {
  if (action.kind === "order-shutdown") return action.host;
  if (action.kind !== "switch-relay" || action.to !== "off") return null;
  return hosts.find(({ relay }) => relay === action.relay)?.name ?? null;
}
