/** A host of the pool helps one service at a time, or so many as its policy says, and does not help while it stands in for another host. */
import type { Undertaking } from "../../control/index.js";
import { homesOf, namedIn } from "../../model/index.js";
import { subjectsOf } from "../account/undertaking-account.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated on routes, which are what directors do, and on leases, which are what the logic believes. */
export const noDoubleAllocation: Invariant = {
  name: "no-double-allocation",
  about:
    "A host of the pool serves one service only, or as many as its policy says: two that count on it both get half of what they were promised.",
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
    const tenants = new Map<string, readonly string[]>();
    const most = context.givesBack?.atOnce ?? 1;
    /** By who is moved: the host that has taken it over, and the one that is about to. */
    const standIns = new Map<string, readonly string[]>();
    /** Whoever helps beside its own users stands in for nobody when it is brought what they ask for. */
    const isItsOwn = (of: Undertaking): boolean =>
      of.to !== undefined &&
      context.givesBack?.besides?.includes(of.to) === true &&
      subjectsOf(of, "service").every((service) => {
        const spec = namedIn(context.spec.services, service);
        return spec !== undefined && homesOf(spec).join() === of.to;
      });
    return {
      hears: {
        RouteChanged: ({ service, routes, at }) => {
          const targets = routes.flatMap((route) => route.targets.filter(({ weight }) => weight > 0));
          const addresses = new Set(targets.map(({ address }) => address));
          for (const own of homes.get(service) ?? []) addresses.delete(own);
          used.set(service, addresses);
          for (const address of addresses) {
            finding.stake();
            const others = [...used].flatMap(([other, all]) => (other !== service && all.has(address) ? [other] : []));
            if (others.length < most) continue;
            finding.violated(at, `requests of ${others.join(", ")} and of ${service} are sent to ${address}`);
          }
        },
        NoteMade: ({ place, note, at }) => {
          if (note.kind === "begun" && note.of.recovers) {
            const { to = "" } = note.of;
            if (tenants.size > 0) finding.stake();
            const who = `${place} ${note.of.id}`;
            const stays = (standIns.get(who) ?? []).filter((host) => host === note.of.from);
            if (isItsOwn(note.of)) return void standIns.set(who, stays);
            standIns.set(who, [...stays, to]);
            const helped = tenants.get(to) ?? [];
            if (helped.length > 0) finding.violated(at, `${to} is to stand in, and helps ${helped.join(" and ")}`);
          }
          if (note.kind === "ended" && note.of.recovers) {
            const who = `${place} ${note.of.id}`;
            const left = note.result === "done" ? note.of.from : note.of.to;
            standIns.set(
              who,
              (standIns.get(who) ?? []).filter((host) => host !== left),
            );
          }
          if (note.kind === "helper-left") {
            const left = (tenants.get(note.host) ?? []).filter((each) => each !== note.service);
            tenants.set(note.host, left);
          }
          if (note.kind !== "host-leased") return;
          finding.stake();
          if (note.service !== null && [...standIns.values()].some((hosts) => hosts.includes(note.host))) {
            finding.violated(at, `${note.host} went to ${note.service} and stands in for another host`);
          }
          const helped = tenants.get(note.host) ?? [];
          if (note.service === null) return void tenants.delete(note.host);
          if (helped.length >= most || helped.includes(note.service)) {
            finding.violated(at, `${note.host} went to ${note.service} and was ${helped.join(" and ")}'s`);
          }
          tenants.set(note.host, [...helped, note.service]);
        },
      },
    };
  },
};
