/** A host of the pool helps one service at a time, and does not help while it stands in for another host. */
import { homesOf, namedIn } from "../../model/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated on routes, which are what directors do, and on leases, which are what the logic believes. */
export const noDoubleAllocation: Invariant = {
  name: "no-double-allocation",
  about: "A host of the pool serves one service only: two that count on it both get half of what they were promised.",
  idle: "no two services could have got the same host",
  appliesTo: runs("balancing"),
  watch: (finding, { context }) => {
    const homes = new Map(
      context.spec.services.map((service) => [
        service.name,
        homesOf(service).map((host) => namedIn(context.spec.hosts, host)?.identity.address ?? ""),
      ]),
    );
    /** Addresses that get new requests of a service, those of its own hosts excepted. */
    const used = new Map<string, ReadonlySet<string>>();
    const tenants = new Map<string, string>();
    /** Hosts that have taken services over, or are about to. */
    const standIns = new Set<string>();
    return {
      hears: {
        RouteChanged: ({ service, routes, at }) => {
          const targets = routes.flatMap((route) => route.targets.filter(({ weight }) => weight > 0));
          const addresses = new Set(targets.map(({ address }) => address));
          for (const own of homes.get(service) ?? []) addresses.delete(own);
          used.set(service, addresses);
          for (const address of addresses) {
            finding.stake();
            for (const [other, others] of used) {
              if (other === service || !others.has(address)) continue;
              finding.violated(at, `requests of ${other} and of ${service} are sent to ${address}`);
            }
          }
        },
        NoteMade: ({ note, at }) => {
          if (note.kind === "begun" && note.of.recovers) {
            const { to = "" } = note.of;
            if (tenants.size > 0) finding.stake();
            standIns.add(to);
            const tenant = tenants.get(to);
            if (tenant !== undefined) finding.violated(at, `${to} is to stand in, and helps ${tenant}`);
          }
          if (note.kind === "ended" && note.of.recovers) {
            standIns.delete((note.result === "done" ? note.of.from : note.of.to) ?? "");
          }
          if (note.kind !== "host-leased") return;
          finding.stake();
          if (note.service !== null && standIns.has(note.host)) {
            finding.violated(at, `${note.host} went to ${note.service} and stands in for another host`);
          }
          const tenant = tenants.get(note.host);
          if (note.service === null) tenants.delete(note.host);
          else {
            if (tenant !== undefined) finding.violated(at, `${note.host} went to ${note.service} and was ${tenant}'s`);
            tenants.set(note.host, note.service);
          }
        },
      },
    };
  },
};
