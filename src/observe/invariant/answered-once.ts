/** Each request ends exactly once. */
import { hasLoad } from "./applies.js";
import type { Invariant } from "./invariant.js";

const MODULUS = 4_294_967_296;

/** Evaluated at each audit since which requests have ended, by the sums of their numbers (modulo 2^32). */
export const answeredOnce: Invariant = {
  name: "answered-once",
  about:
    "Each request ends in exactly one way: one that ends twice is counted twice, one that never ends is a client that waits for ever.",
  idle: "no request ended",
  appliesTo: hasLoad,
  watch: (finding) => {
    const endedBefore = new Map<string, number>();
    return {
      hears: {
        RequestsAudited: ({ service, served, failed, timedOut, refused, fingerprint, at }) => {
          const ended = served + failed + timedOut + refused;
          if (ended === (endedBefore.get(service) ?? 0)) return;
          endedBefore.set(service, ended);
          finding.stake();
          const told = (fingerprint.ended + fingerprint.open) % MODULUS;
          if (told === fingerprint.issued % MODULUS) return;
          finding.violated(
            at,
            `the numbers of the requests of ${service} that ended or are open add up to ${told}, ` +
              `those that were issued to ${fingerprint.issued % MODULUS}`,
          );
        },
      },
    };
  },
};
