/** A host that has come back from a service is there for whoever needs it next, a takeover too. */
import { homesOf } from "../../model/index.js";
import { instant, say } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import { all, runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * At stake when a service is down, all that is broken is the host that served it, and a host is free that may stand in, that
 * has helped this service before (so that it reaches the data) and has come back since. Of each volume of the service a copy
 * must be left, as for `eventually-serves`: where a policy discards what an active stand-in has of its own, somebody else's
 * data was laid over it, and no host could serve from that. Violated when that stays so for as
 * long as two takeovers may take and none begins.
 */
export const returnedHostStandsIn: Invariant = {
  name: "returned-host-stands-in",
  about:
    "A host that was lent and has come back can be had for a takeover: else each rush takes stand-ins away for good.",
  idle: "no service was down for long while a host that had helped it was free",
  appliesTo: all(runs("failover"), runs("balancing")),
  expectedIn: () => false,
  watch: (finding, { context, hosts, services, copies }) => {
    const limit = context.declaredTakeover;
    /** By service: hosts that have helped it and came back, and those of them that are lent or stand in now. */
    const helped = new Map<string, Set<string>>();
    const tenants = new Map<string, string>();
    const busy = new Set<string>(context.spec.services.flatMap(homesOf));
    /** Strokes in force, by target. */
    const broken = new Map<string, number>();
    /** By service that is down: since when nothing has happened that it may have to wait for. */
    const waiting = new Map<string, Micros>();
    const isFree = (host: string): boolean =>
      !busy.has(host) &&
      !tenants.has(host) &&
      !broken.has(host) &&
      (context.standIns?.includes(host) ?? true) &&
      hosts.of(host).health === "healthy";
    const homes = new Map(context.spec.services.map((service) => [service.name, homesOf(service)]));
    const volumes = context.spec.arrays.flatMap((array) => array.volumes);
    const hasItsData = (service: string): boolean =>
      (homes.get(service) ?? []).some((home) =>
        volumes.every(({ host, name }) => host !== home || copies.isLeft(name, context)),
      );
    const look = (at: Micros): void => {
      for (const [service, since] of waiting) {
        const { host } = services.of(service);
        const free = [...(helped.get(service) ?? [])].find(isFree);
        const isAlone = [...broken.keys()].every((target) => target === host);
        if (limit === undefined || free === undefined || !isAlone || at - since < 2 * limit) continue;
        if (!hasItsData(service)) continue;
        finding.stake();
        finding.violated(at, say`${service} is down, ${free} is free since ${instant(since)}, and nobody takes over`);
        waiting.delete(service);
      }
    };
    const disturb = (at: Micros, change: () => void): void => {
      look(at);
      change();
      for (const service of waiting.keys()) waiting.set(service, at);
    };
    const count = (target: string, by: number): void => {
      const times = (broken.get(target) ?? 0) + by;
      if (times > 0) broken.set(target, times);
      else broken.delete(target);
    };
    return {
      hears: {
        FaultInjected: ({ target, at }) => disturb(at, () => count(target, 1)),
        FaultCleared: ({ target, at }) => disturb(at, () => count(target, -1)),
        ControllerChanged: ({ at }) => disturb(at, () => undefined),
        ServiceDown: ({ service, at }) => void waiting.set(service, at),
        ServiceUp: ({ service, host, at }) => {
          look(at);
          waiting.delete(service);
          busy.add(host);
        },
        NoteMade: ({ note, at }) => {
          if (note.kind === "host-leased") {
            disturb(at, () => {
              const tenant = tenants.get(note.host);
              if (tenant !== undefined) helped.set(tenant, (helped.get(tenant) ?? new Set()).add(note.host));
              if (note.service === null) tenants.delete(note.host);
              else tenants.set(note.host, note.service);
            });
          }
          if ((note.kind !== "begun" && note.kind !== "ended") || !note.of.recovers) return;
          // To try the host that failed once more is no use of a free one.
          if (note.of.to === note.of.from) return;
          if (waiting.size > 0) finding.stake();
          disturb(at, () => {
            if (note.kind === "begun" && note.of.to !== undefined) busy.add(note.of.to);
          });
        },
      },
      finish: look,
    };
  },
};
