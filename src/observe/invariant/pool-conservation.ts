/** Every host of the pool is free, leased or failed, and it is known which. */
import { homesOf, namedIn } from "../../model/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated at each lease and each return: who comes back was out, and who works for a service is leased to it. Hosts that
 * are online, are nobody's home and answer for their own address are either leased or stand in after a takeover, or are about to:
 * in another network than the host that failed they keep their own address. But those that were online before anybody had a use
 * for them go on, and so do all where a helper is handed on with a system of its own.
 */
export const poolConservation: Invariant = {
  name: "pool-conservation",
  about: "Free, leased and failed hosts make up the pool: one whose return was lost is paid for and helps nobody.",
  idle: "no host of the pool was lent",
  appliesTo: runs("balancing"),
  watch: (finding, { hosts, context, services, undertakings }) => {
    const leased = new Set<string>();
    const pool = new Set<string>();
    const goOn = context.givesBack?.goesOn === true;
    const homes = new Set(context.spec.services.flatMap(homesOf));
    const standsIn = (name: string): boolean =>
      services.isPlaceOf(name) || undertakings.recoveriesUnderWay().some(({ of }) => of.to === name);
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if (note.kind !== "host-leased") return;
          finding.stake();
          pool.add(note.host);
          if (note.service !== null) leased.add(note.host);
          else if (!leased.delete(note.host)) finding.violated(at, `${note.host} came back and was not out`);
          if (goOn) return;
          for (const name of pool) {
            const { answers } = hosts.of(name);
            const { identity, power } = namedIn(context.spec.hosts, name) ?? {};
            const answersForOwn = answers.has(identity?.address ?? "");
            if (power === "on" || leased.has(name) || homes.has(name) || !answersForOwn) continue;
            if (standsIn(name)) continue;
            finding.violated(at, `${name} answers for its address, and is neither free nor leased`);
          }
        },
      },
    };
  },
};
