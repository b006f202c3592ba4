/** Who of several targets gets the next request: in turn, at random, by load, or by who asks. */
import type { Spread } from "../control/index.js";
import type { Stream } from "../sim/index.js";
import type { Host } from "./host.js";

/** A target as far as it is chosen. */
export interface Choosable {
  readonly weight: number;
  /** Who answers there and has what it takes, `null` when nobody does. The director does not know until requests fail. */
  host: Host | null;
  /** Of its address, for the choice by source. */
  readonly hash: number;
  /** For dealing out in turn: what it has not yet got of its share. */
  credit: number;
}

export function choosable(address: string, weight: number): Choosable {
  return { weight, host: null, hash: hashOf(address), credit: 0 };
}

const FOUR_BYTES = 4_294_967_296;

export class Choice<T extends Choosable> {
  /** Those that new requests may go to. */
  eligible: readonly T[] = [];
  /** Of their weights. */
  total = 0;
  private equal = true;
  private turn = 0;

  constructor(
    private readonly spread: Spread,
    private readonly stream: Stream,
  ) {}

  /** From now on among these. */
  begin(eligible: readonly T[]): void {
    this.eligible = eligible;
    this.total = eligible.reduce((sum, { weight }) => sum + weight, 0);
    this.equal = eligible.every(({ weight }) => weight === eligible[0]!.weight);
  }

  /** @param source of (0, 1): who asks */
  next(source: number): T | null {
    const { eligible } = this;
    if (eligible.length < 2) return eligible[0] ?? null;
    switch (this.spread) {
      case "turns":
        return this.equal ? this.inTurn() : this.byCredit();
      case "random":
        return this.byWeight(this.stream.uniform());
      case "least-connections":
        return this.leastLoaded();
      case "random-of-two":
        return this.lessLoadedOfTwo();
      case "source-hash":
        return this.bySource(source);
    }
  }

  private inTurn(): T {
    this.turn = (this.turn + 1) % this.eligible.length;
    return this.eligible[this.turn]!;
  }

  /** Smooth weighted round robin as in nginx: everybody gains its weight, who has most is chosen and pays for all. */
  private byCredit(): T {
    const { eligible } = this;
    let best = eligible[0]!;
    for (let i = 0; i < eligible.length; i++) {
      const target = eligible[i]!;
      target.credit += target.weight;
      if (target.credit > best.credit) best = target;
    }
    best.credit -= this.total;
    return best;
  }

  private byWeight(uniform: number): T {
    let left = uniform * this.total;
    for (const target of this.eligible) {
      left -= target.weight;
      if (left < 0) return target;
    }
    return this.eligible[this.eligible.length - 1]!;
  }

  /** The least load for its weight; of equals the one whose turn it is. */
  private leastLoaded(): T {
    const { eligible } = this;
    this.turn = (this.turn + 1) % eligible.length;
    let best = eligible[this.turn]!;
    let least = loadOf(best);
    for (let i = 1; i < eligible.length; i++) {
      const target = eligible[(this.turn + i) % eligible.length]!;
      const load = loadOf(target);
      if (load < least) {
        best = target;
        least = load;
      }
    }
    return best;
  }

  /** Two different ones at random, and the less loaded of them (Mitzenmacher 2001; Azar and others 1999). */
  private lessLoadedOfTwo(): T {
    const count = this.eligible.length;
    const i = Math.floor(this.stream.uniform() * count) % count;
    const j = (i + 1 + Math.floor(this.stream.uniform() * (count - 1))) % count;
    const first = this.eligible[i]!;
    const second = this.eligible[j]!;
    return loadOf(second) < loadOf(first) ? second : first;
  }

  /** Highest random weight (Thaler, Ravishankar 1998): who comes or goes moves only its own share of the users. */
  private bySource(source: number): T {
    const key = Math.floor(source * FOUR_BYTES) >>> 0;
    let best = this.eligible[0]!;
    let highest = -Infinity;
    for (const target of this.eligible) {
      const uniform = (mix(key ^ target.hash) + 0.5) / FOUR_BYTES;
      const score = -target.weight / Math.log(uniform);
      if (score > highest) {
        best = target;
        highest = score;
      }
    }
    return best;
  }
}

/** Requests that are there for each unit of weight. A target where nobody answers looks idle: that is how it gets requests. */
function loadOf({ host, weight }: Choosable): number {
  return host === null ? 0 : host.server.load / weight;
}

/** The last step of MurmurHash3: every bit of the key decides about every bit of the result. */
function mix(key: number): number {
  let h = key | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hashOf(text: string): number {
  let h = 0;
  for (let i = 0; i < text.length; i++) h = mix(Math.imul(h, 31) + text.charCodeAt(i));
  return h;
}
