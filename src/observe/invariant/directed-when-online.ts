/** Requests are sent to a helper once it can answer. */
import { namedIn } from "../../model/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when a director is told to send requests to a host of the pool that it did not send any to before: since it was
 * leased that host must have answered for its address. One that has died since is for those to see who watch it.
 */
export const directedWhenOnline: Invariant = {
  name: "directed-when-online",
  about: "Requests go to a helper once it is online: whatever is sent there sooner is lost, in the middle of a rush.",
  idle: "no requests were directed to a host of the pool",
  appliesTo: runs("balancing"),
  watch: (finding, { context, hosts }) => {
    /** Leased hosts that nobody has seen online since, and those that were. */
    const waiting = new Set<string>();
    const seen = new Set<string>();
    /** By service: where its requests go. */
    const targets = new Map<string, ReadonlySet<string>>();
    const hostAt = new Map(context.spec.hosts.map(({ name, identity }) => [identity.address, name]));
    const see = (host: string): void => {
      if (waiting.delete(host)) seen.add(host);
    };
    return {
      hears: {
        NoteMade: ({ note }) => {
          if (note.kind !== "host-leased") return;
          waiting.delete(note.host);
          seen.delete(note.host);
          if (note.service === null) return;
          if (hosts.isAvailable(note.host)) seen.add(note.host);
          else waiting.add(note.host);
        },
        HostStageChanged: ({ host, to }) => {
          if (to === "online") see(host);
        },
        AddressAnswered: ({ host, address }) => {
          hostAt.set(address, host);
          see(host);
        },
        RouteChanged: ({ service, routes, at }) => {
          const before = targets.get(service);
          const now = new Set(
            routes.flatMap((route) => route.targets.flatMap((each) => (each.weight > 0 ? [each.address] : []))),
          );
          targets.set(service, now);
          for (const address of now) {
            const host = hostAt.get(address);
            if (before?.has(address) === true || host === undefined || namedIn(context.spec.hosts, host) === undefined)
              continue;
            if (!seen.has(host) && !waiting.has(host)) continue;
            finding.stake();
            if (waiting.has(host))
              finding.violated(
                at,
                `requests of ${service} are sent to ${host}, which has not been online since it was leased`,
              );
          }
        },
      },
    };
  },
};
