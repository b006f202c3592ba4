/** When what troubled a service is over, its users are served again as before. */
import { toSeconds, type Micros, MINUTE } from "../../units/index.js";
import { hasLoad } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Time to recover after the last fault was cleared, and the shortest time over which shares are compared. */
const GRACE: Micros = 30 * MINUTE;
const LEAST: Micros = 10 * MINUTE;
/** Of the share that was served before; and how much more may be asked than before, for the comparison to be fair. */
const ENOUGH = 0.9;
const FAIR = 1.1;

interface Sample {
  readonly at: Micros;
  readonly asked: number;
  readonly served: number;
}

/** A stretch without faults. */
interface Stretch {
  readonly first: Sample;
  last: Sample;
}

/**
 * Evaluated at the end, for services whose last fault was cleared long before: the share of users who were served after it,
 * against the share before the first one, where no more was asked. The counts begin with the end of the warm-up.
 */
export const recoversAfterTrigger: Invariant = {
  name: "recovers-after-trigger",
  about:
    "Half an hour after the last fault or spike users are served as before: a service that its own retries keep down " +
    "needs somebody to switch it off and on.",
  appliesTo: hasLoad,
  watch: (finding, { context, requests }) => {
    let open = 0;
    let faults = 0;
    let clearedAt: Micros = 0;
    const before = new Map<string, Stretch>();
    const after = new Map<string, Stretch>();
    return {
      hears: {
        FaultInjected: () => {
          open += 1;
          faults += 1;
          after.clear();
        },
        FaultCleared: ({ at }) => {
          open -= 1;
          clearedAt = at;
        },
        RequestsAudited: ({ service, at }) => {
          const stretches = faults === 0 ? before : open === 0 && at >= clearedAt + GRACE ? after : null;
          if (stretches === null || at < context.warmUp) return;
          const { asked, ended } = requests.of(service);
          const sample = { at, asked, served: ended.served };
          const known = stretches.get(service);
          if (known === undefined) stretches.set(service, { first: sample, last: sample });
          else known.last = sample;
        },
      },
      finish: (at) => {
        for (const [service, early] of before) {
          const late = after.get(service);
          if (late === undefined || lengthOf(early) < LEAST || lengthOf(late) < LEAST) continue;
          if (rateOf(late) > FAIR * rateOf(early) || early.last.asked === early.first.asked) continue;
          finding.stake();
          if (shareOf(late) >= ENOUGH * shareOf(early)) continue;
          const percent = (share: number) => `${Math.round(share * 100)} %`;
          finding.violated(
            at,
            `${percent(shareOf(late))} of the users of ${service} are served, ${percent(shareOf(early))} before the faults`,
          );
        }
      },
    };
  },
};

function lengthOf({ first, last }: Stretch): Micros {
  return last.at - first.at;
}

function rateOf(stretch: Stretch): number {
  return (stretch.last.asked - stretch.first.asked) / toSeconds(lengthOf(stretch));
}

function shareOf({ first, last }: Stretch): number {
  const asked = last.asked - first.asked;
  return asked === 0 ? 1 : (last.served - first.served) / asked;
}
