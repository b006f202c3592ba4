/** How the data of a volume gets to a stand-in: one strategy a file, see the index of this folder. */
import { type Micros, SECOND } from "../../../units/index.js";
import type { Action } from "../../words.js";
import type { Facts } from "../facts.js";
import type { VolumeFacts } from "../volume-facts.js";

export interface DataStrategy {
  readonly name: string;
  readonly about: string;
  /** What it costs after the failure, in one sentence. */
  readonly cost: string;
  /** It converts data for another platform; all others leave it as it is. */
  readonly transforms?: true;
  /** It needs no device that holds the data. */
  readonly restores?: true;
  /** It goes on with what was made ahead for the stand-in, and is of no use where nothing was. */
  readonly needsAhead?: true;
  /** What is not there and would be needed, as far as it can be known before any failure; `null` when nothing. */
  readonly lacks: (volume: VolumeFacts, to: string, facts: Facts) => string | null;
  /** The storage system that it orders to do it; that of the device in use unless given. */
  readonly asks?: (volume: VolumeFacts) => string;
  /** The same made now, after the failure, where it was not made ahead or is gone, and no other way of the policy is left. */
  readonly instead?: (volume: VolumeFacts, to: string, facts: Facts) => Action | null;
  /** What it does before any failure: at the start, and again at the policy's interval. */
  readonly ahead?: (volume: VolumeFacts, to: string, facts: Facts) => Action | null;
  /** What it does after the failure, one stage after the other. */
  readonly stages: readonly Stage[];
  /** What it is expected to take after the failure, of each stage. `every`: the interval of what is done ahead. */
  readonly estimate: (volume: VolumeFacts, to: string, facts: Facts, every: Micros) => readonly Estimate[];
}

export interface Stage {
  /** Name of its step; `null`: that of the step which brings the data. */
  readonly name: string | null;
  /** The action for one volume; `null` when it has none in this stage; or why it cannot be done. */
  readonly act: (volume: VolumeFacts, to: string, facts: Facts) => Action | null | { readonly cannot: string };
  /** The storage system where what it needs lies beside the data; absent: it needs nothing else. */
  readonly finds?: (volume: VolumeFacts) => string | null;
  /** What follows works without it too. */
  readonly optional?: true;
  /** It goes on with what a stage before it has written as a whole: what was said before of what lay there is said of that no more. */
  readonly written?: true;
}

/** Bytes through a bottleneck, after a fixed time. */
export interface Estimate {
  readonly fixed: Micros;
  readonly bytes: number;
  /** Bytes per second. */
  readonly bandwidth: number;
  /** The bottleneck is the volume's own; otherwise all volumes go through the same one. */
  readonly own?: true;
  /** Which bottleneck that is: volumes that go through others are in nobody's way. All go through one unless given. */
  readonly through?: string;
  /** More than so many bytes per second it does not take of a bottleneck that all go through. */
  readonly most?: number;
}

/** What one stage is expected to take for several volumes at once. */
export function expectedMicros(estimates: readonly Estimate[]): Micros {
  const alone = estimates.map(({ fixed, bytes, bandwidth, most = Infinity }) => {
    return fixed + microsFor(bytes, Math.min(bandwidth, most));
  });
  const together = estimates.filter(({ own, bytes }) => own !== true && bytes > 0);
  const bottlenecks = [...new Set(together.map(({ through }) => through))];
  const shared = bottlenecks.map((name) => {
    const there = together.filter(({ through }) => through === name);
    return sharedMicros(there, Math.min(...there.map(({ bandwidth }) => bandwidth)));
  });
  return Math.round(Math.max(0, ...alone, ...shared));
}

/** How long it takes until all are through one bottleneck, which is always shared fairly among those that are left. */
function sharedMicros(all: readonly Estimate[], bandwidth: number): Micros {
  let left = all.map(({ bytes, most = Infinity }) => ({ bytes, most }));
  let micros = 0;
  while (left.length > 0) {
    const rates = fairShares(
      left.map(({ most }) => most),
      bandwidth,
    );
    const next = Math.min(...left.map(({ bytes }, index) => microsFor(bytes, rates[index]!)));
    if (next === Infinity) return Infinity;
    micros += next;
    left = left.flatMap(({ bytes, most }, index) => {
      const isThrough = microsFor(bytes, rates[index]!) <= next;
      return isThrough ? [] : [{ bytes: bytes - (rates[index]! * next) / SECOND, most }];
    });
  }
  return micros;
}

/** What each gets of a bottleneck: no more than it takes, and of what those leave an equal part. */
function fairShares(most: readonly number[], bandwidth: number): readonly number[] {
  const rates = most.map(() => 0);
  let left = bandwidth;
  const order = most.map((_, index) => index).toSorted((one, other) => most[one]! - most[other]! || one - other);
  order.forEach((index, place) => {
    rates[index] = Math.min(most[index]!, left / (order.length - place));
    left -= rates[index]!;
  });
  return rates;
}

function microsFor(bytes: number, bandwidth: number): Micros {
  return bytes === 0 ? 0 : (bytes / bandwidth) * SECOND;
}
