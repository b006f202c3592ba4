/** Nothing is activated before the former holder is off or in standalone. */
import { namedIn } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import { FencedForGood } from "../account/fenced-for-good.js";
import type { HostAccount } from "../account/host-account.js";
import { subjectsOf } from "../account/undertaking-account.js";
import { decides, hasServices } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when a host begins to answer for an address that another one answered for last, and when the stand-in of a
 * takeover boots in a step of phase `boot`. What counts is the truth: a crashed host with power is not fenced. Not for a
 * host whose relay closes by itself after it was off, be it the former holder or one that answers by that, was never told to boot and
 * was rid of all that is served there, nor for one that was in standalone and that a person, not the logic, boots: nobody can foresee
 * that, and what comes of it is seen by others. Nor for one that was down since it answered and starts for the sake of another
 * service, with the address of that; nor before it starts, when it was told to and is broken still: repaired, it comes with that address. Unless nobody has ordered that what it worked with when it
 * answered be taken from it: then it comes with the old one. Nor for one that is fenced for good: it was down since it worked with
 * what moves, its storage system has taken all of that away, and it has no system to start from, or is somebody else by now. That
 * somebody repaired it and put its plug back in while data was brought elsewhere, or that its relay feeds another who was started,
 * gives it nothing to go on with: what fencing is there to keep from happening cannot happen.
 */
export const fenceBeforeTakeover: Invariant = {
  name: "fence-before-takeover",
  about:
    "The former holder is off or in standalone before another host takes over: one that only seems dead may wake up and " +
    "write to data that is no longer its own.",
  idle: "nobody took over from anybody",
  appliesTo: hasServices,
  expectedIn: decides,
  watch: (finding, { context, hosts, undertakings }) => {
    const lastAnswered = new Map<string, string>();
    const poweredAt = new Map<string, Micros>();
    const slipped = new Set<string>();
    /** Hosts that the logic told to boot, since they were last off or shut down. */
    const toldToBoot = new Set<string>();
    /** For the sake of which services it was told to start, since it last got power or lost it. */
    const startsFor = new Map<string, readonly string[]>();
    const addressOf = (service: string) => {
      const home = namedIn(context.spec.services, service)?.runsOn;
      return namedIn(context.spec.hosts, home ?? "")?.identity.address;
    };
    const servicesFor = (host: string): readonly (readonly string[])[] =>
      undertakings
        .recoveriesUnderWay()
        .filter(({ of }) => of.to === host)
        .map(({ of }) => subjectsOf(of, "service"));
    /** By host: the volumes that it has worked with, or was given, and of which nobody has ordered that it be rid of them. */
    const has = new Map<string, Set<string>>();
    const volumesOf = (host: string): Set<string> => {
      const known = has.get(host) ?? new Set();
      has.set(host, known);
      return known;
    };
    const dataAt = (address: string): readonly string[] => {
      const home = context.spec.hosts.find(({ identity }) => identity.address === address)?.name;
      return context.spec.arrays.flatMap(({ volumes }) => volumes.filter(({ host }) => host === home)).map(nameOf);
    };
    const forGood = new FencedForGood(context.spec, hosts);
    const startsForOthers = (host: string, address: string) =>
      !dataAt(address).some((volume) => volumesOf(host).has(volume)) &&
      ["off", "diagnostics", "booting"].includes(hosts.of(host).stage) &&
      [...servicesFor(host), startsFor.get(host) ?? []].some(
        (services) => services.length > 0 && services.every((each) => addressOf(each) !== address),
      );
    const { hears } = forGood;
    return {
      hears: {
        OutcomeDelivered: (record) => hears.OutcomeDelivered?.(record),
        HostPowerChanged: ({ host, at }) => {
          poweredAt.set(host, at);
          slipped.delete(host);
          startsFor.delete(host);
        },
        RelayStuck: ({ relay, contacts, at }) => {
          if (contacts === "open") return;
          const fed = context.spec.hosts.filter((each) => each.relay === relay && poweredAt.get(each.name) === at);
          for (const { name } of fed) slipped.add(name);
        },
        AddressAnswered: (record) => {
          const { host, address, at } = record;
          hears.AddressAnswered?.(record);
          const former = lastAnswered.get(address);
          // An address is changed in a host that is off or in standalone: what it answered for before it has left.
          for (const [other, holder] of lastAnswered) if (holder === host) lastAnswered.delete(other);
          lastAnswered.set(address, host);
          if (former === undefined || former === host) return;
          finding.stake();
          // Nobody has activated it.
          if (slipped.has(host) && !toldToBoot.has(host) && forGood.isRid(host, dataAt(address))) return;
          if (hosts.isFenced(former) || slipped.has(former) || startsForOthers(former, address)) return;
          if (forGood.isSo(former, dataAt(address), address)) return;
          finding.violated(at, `${host} answers for ${address}, and ${former} is ${sayState(hosts, former)}`);
        },
        DataMounted: (record) => {
          hears.DataMounted?.(record);
          volumesOf(record.host).add(record.volume);
        },
        DevicePresented: (record) => {
          hears.DevicePresented?.(record);
          volumesOf(record.host).add(record.volume);
        },
        EffectSent: (record) => {
          const { action } = record;
          hears.EffectSent?.(record);
          if (action.kind === "withdraw") volumesOf(action.from).delete(action.volume);
          if (action.kind === "move-cables") volumesOf(action.from).clear();
          if (action.kind !== "boot") return;
          toldToBoot.add(action.host);
          startsFor.set(action.host, servicesFor(action.host).flat());
        },
        HostStageChanged: (record) => {
          const { host, from: stage, to, at } = record;
          hears.HostStageChanged?.(record);
          if (to === "off" || to === "shutting-down") toldToBoot.delete(host);
          if (to === "off" || to === "standalone") slipped.delete(host);
          if (to !== "booting") return;
          if (stage === "standalone" && !toldToBoot.has(host)) slipped.add(host);
          const towards = undertakings
            .recoveriesUnderWay()
            .filter(({ of, steps }) => of.to === host && of.from !== host && steps.at(-1)?.phase === "boot");
          for (const { of } of towards) {
            const { from } = of;
            if (from === undefined) continue;
            finding.stake();
            const services = subjectsOf(of, "service");
            const isForGood = services.every((each) => {
              const address = addressOf(each);
              return address !== undefined && forGood.isSo(from, dataAt(address), address);
            });
            if (hosts.isFenced(from) || slipped.has(from) || isForGood) continue;
            finding.violated(
              at,
              `${host} boots to serve ${services.join(", ")}, and ${from} is ${sayState(hosts, from)}`,
            );
          }
        },
      },
    };
  },
};

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function sayState(hosts: HostAccount, name: string): string {
  const { stage, health } = hosts.of(name);
  return `powered, ${stage} and ${health}`;
}
