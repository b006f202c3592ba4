/** Where a director sends the requests of one class: targets with weights, and one of the ways to choose among them. */
import type { ClassRoute, Failure } from "../control/index.js";
import type { Kernel, Stream } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import type { Host } from "./host.js";
import { type FlowFailures, Strain } from "./load/flow/ejections.js";
import type { RequestEnd } from "./request-listener.js";

interface Target {
  readonly address: string;
  readonly weight: number;
  /** Who answers there and has what it takes, `null` when nobody does. The director does not know until requests fail. */
  host: Host | null;
  /** Of the address, for the choice by source. */
  readonly hash: number;
  /** Failures in a row, how often it was left out for them, and until when it is now. */
  failures: number;
  ejections: number;
  ejectedUntil: Micros;
  /** The same of a flow. */
  readonly strain: Strain;
  /** For dealing out in turn: what it has not yet got of its share. */
  credit: number;
}

/** What is sent to where nobody answers. */
const NOBODY: FlowFailures = { failed: 1, refused: 0, "timed out": 0 };

const FOUR_BYTES = 4_294_967_296;

export class Route {
  private readonly targets: readonly Target[];
  /** Those that new requests may go to. */
  private eligible: readonly Target[] = [];
  private equal = true;
  private total = 0;
  private turn = 0;
  /** When the next ejected target comes back. */
  private nextReturn: Micros = Infinity;

  /** @param resolve who answers at an address with all that the class needs */
  constructor(
    readonly spec: ClassRoute,
    private readonly kernel: Kernel,
    private readonly stream: Stream,
    private readonly resolve: (address: string) => Host | null,
  ) {
    this.targets = spec.targets.map(({ address, weight }) => ({
      address,
      weight,
      host: null,
      hash: hashOf(address),
      failures: 0,
      ejections: 0,
      ejectedUntil: 0,
      strain: new Strain(),
      credit: 0,
    }));
    this.refresh();
    this.choose();
  }

  /** Hosts or networks have changed: asks anew who answers where. */
  refresh(): void {
    for (const target of this.targets) {
      // What is sent to one that hangs reaches it, and is never answered.
      target.host = this.resolve(target.address) ?? (target.host?.hung === true ? target.host : null);
    }
  }

  /** Who gets the next request, `null` when nobody answers there. @param source of (0, 1): who asks */
  pick(source: number): Host | null {
    if (this.kernel.now >= this.nextReturn) this.choose();
    const target = this.next(source);
    if (target === null) return null;
    if (target.host === null) this.failed(target, "failed");
    return target.host;
  }

  /** How it splits requests when load is a flow: by weight, whatever it looks at else; `null` where nobody answers. */
  get shares(): readonly { readonly host: Host | null; readonly share: number }[] {
    return this.eligible.map(({ host, weight }) => ({ host, share: weight / this.total }));
  }

  /** Leaves out those of whom a flow had failures enough up to now, and takes back whose time is over. */
  review(): void {
    const { now } = this.kernel;
    for (const target of this.eligible) {
      if (!target.strain.isDue(now)) continue;
      // Others may have been left out at the same moment.
      if (this.mayLeaveOut(target)) this.leaveOut(target);
      else target.strain.clear();
    }
    if (now >= this.nextReturn) this.choose();
  }

  /** A flow sends so many attempts a microsecond from now on, of which some fail. */
  watchFlow(rate: number, failuresAt: (host: Host) => FlowFailures): void {
    const { eject } = this.spec;
    if (eject === null) return;
    for (const target of this.eligible) {
      if (!this.mayLeaveOut(target)) target.strain.clear();
      else {
        const failures = target.host === null ? NOBODY : failuresAt(target.host);
        target.strain.set(this.kernel.now, (rate * target.weight) / this.total, failures, eject);
      }
    }
  }

  /** When it changes by itself under a flow. */
  get until(): Micros {
    return this.eligible.reduce((soonest, { strain }) => Math.min(soonest, strain.dueAt), this.nextReturn);
  }

  /** Those who answer of whom anything is sent to. */
  get answering(): readonly Host[] {
    // Asked anew at each change of any host.
    const found: Host[] = [];
    for (const { host, weight } of this.targets) if (host !== null && !host.hung && weight !== 0) found.push(host);
    return found;
  }

  /** Whether a user who is with a host may stay there. */
  keeps(host: Host): boolean {
    return this.spec.sessions === "stay" && this.targets.some((target) => target.host === host);
  }

  /** Hears how requests end, if it leaves out those that fail. */
  get watches(): boolean {
    return this.spec.eject !== null;
  }

  ended(host: Host, end: RequestEnd): void {
    const target = this.targets.find((each) => each.host === host);
    if (target === undefined) return;
    if (end === "served") target.failures = 0;
    else this.failed(target, end);
  }

  private failed(target: Target, failure: Failure): void {
    const { eject } = this.spec;
    if (eject === null || !eject.counts.includes(failure)) return;
    target.failures += 1;
    if (target.failures >= eject.failures && this.mayLeaveOut(target)) this.leaveOut(target);
  }

  private mayLeaveOut(target: Target): boolean {
    const { now } = this.kernel;
    if (target.ejectedUntil > now) return false;
    const out = this.targets.filter((each) => each.ejectedUntil > now).length;
    // One may always be left out, if others are left.
    return out + 1 <= Math.max(1, Math.floor(this.spec.eject!.most * this.targets.length));
  }

  private leaveOut(target: Target): void {
    target.failures = 0;
    target.strain.clear();
    target.ejections += 1;
    target.ejectedUntil = this.kernel.now + this.spec.eject!.for * target.ejections;
    this.choose();
  }

  /** Sets who is eligible now; when all are left out they all get requests again, since somebody must. */
  private choose(): void {
    const { now } = this.kernel;
    const weighty = this.targets.filter(({ weight }) => weight > 0);
    const inside = weighty.filter(({ ejectedUntil }) => ejectedUntil <= now);
    this.eligible = inside.length > 0 ? inside : weighty;
    this.total = this.eligible.reduce((sum, { weight }) => sum + weight, 0);
    this.equal = this.eligible.every(({ weight }) => weight === this.eligible[0]!.weight);
    this.nextReturn = weighty.reduce(
      (soonest, { ejectedUntil }) => (ejectedUntil > now ? Math.min(soonest, ejectedUntil) : soonest),
      Infinity,
    );
  }

  private next(source: number): Target | null {
    const { eligible } = this;
    if (eligible.length < 2) return eligible[0] ?? null;
    switch (this.spec.spread) {
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

  private inTurn(): Target {
    this.turn = (this.turn + 1) % this.eligible.length;
    return this.eligible[this.turn]!;
  }

  /** Smooth weighted round robin as in nginx: everybody gains its weight, who has most is chosen and pays for all. */
  private byCredit(): Target {
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

  private byWeight(uniform: number): Target {
    let left = uniform * this.total;
    for (const target of this.eligible) {
      left -= target.weight;
      if (left < 0) return target;
    }
    return this.eligible[this.eligible.length - 1]!;
  }

  /** The least load for its weight; of equals the one whose turn it is. */
  private leastLoaded(): Target {
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
  private lessLoadedOfTwo(): Target {
    const count = this.eligible.length;
    const i = Math.floor(this.stream.uniform() * count) % count;
    const j = (i + 1 + Math.floor(this.stream.uniform() * (count - 1))) % count;
    const first = this.eligible[i]!;
    const second = this.eligible[j]!;
    return loadOf(second) < loadOf(first) ? second : first;
  }

  /** Highest random weight (Thaler, Ravishankar 1998): who comes or goes moves only its own share of the users. */
  private bySource(source: number): Target {
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
function loadOf({ host, weight }: Target): number {
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
