/** Where a director sends the requests of one class: targets with weights, of which those that fail are left out for a while. */
import type { ClassRoute, Failure } from "../control/index.js";
import type { Kernel, Stream } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import type { Host } from "./host.js";
import { Choice, type Choosable, choosable } from "./choice.js";
import { type FlowFailures, Strain } from "./load/flow/ejections.js";
import type { RequestEnd } from "./request-listener.js";

interface Target extends Choosable {
  readonly address: string;
  /** Failures in a row, how often it was left out for them, and until when it is now. */
  failures: number;
  ejections: number;
  ejectedUntil: Micros;
  /** The same of a flow. */
  readonly strain: Strain;
}

/** What is sent to where nobody answers. */
const NOBODY: FlowFailures = { failed: 1, refused: 0, "timed out": 0 };

export class Route {
  private readonly targets: readonly Target[];
  /** Among those that new requests may go to. */
  private readonly choice: Choice<Target>;
  /** When the next ejected target comes back. */
  private nextReturn: Micros = Infinity;

  /** @param resolve who answers at an address with all that the class needs */
  constructor(
    readonly spec: ClassRoute,
    private readonly kernel: Kernel,
    stream: Stream,
    private readonly resolve: (address: string) => Host | null,
  ) {
    this.targets = spec.targets.map(({ address, weight }) => ({
      // What is copied comes last: else the engine makes each object a kind of its own.
      address,
      failures: 0,
      ejections: 0,
      ejectedUntil: 0,
      strain: new Strain(),
      ...choosable(address, weight),
    }));
    this.choice = new Choice(spec.spread, stream);
    this.refresh();
    this.setEligible();
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
    if (this.kernel.now >= this.nextReturn) this.setEligible();
    const target = this.choice.next(source);
    if (target === null) return null;
    if (target.host === null) this.failed(target, "failed");
    return target.host;
  }

  /** How it splits requests when load is a flow: by weight, whatever it looks at else; `null` where nobody answers. */
  get shares(): readonly { readonly host: Host | null; readonly share: number }[] {
    return this.choice.eligible.map(({ host, weight }) => ({ host, share: weight / this.choice.total }));
  }

  /** Leaves out those of whom a flow had failures enough up to now, and takes back whose time is over. */
  review(): void {
    const { now } = this.kernel;
    for (const target of this.choice.eligible) {
      if (!target.strain.isDue(now)) continue;
      // Others may have been left out at the same moment.
      if (this.mayLeaveOut(target)) this.leaveOut(target);
      else target.strain.clear();
    }
    if (now >= this.nextReturn) this.setEligible();
  }

  /** A flow sends so many attempts a microsecond from now on, of which some fail. */
  watchFlow(rate: number, failuresAt: (host: Host) => FlowFailures): void {
    const { eject } = this.spec;
    if (eject === null) return;
    for (const target of this.choice.eligible) {
      if (!this.mayLeaveOut(target)) target.strain.clear();
      else {
        const failures = target.host === null ? NOBODY : failuresAt(target.host);
        target.strain.set(this.kernel.now, (rate * target.weight) / this.choice.total, failures, eject);
      }
    }
  }

  /** When it changes by itself under a flow. */
  get until(): Micros {
    return this.choice.eligible.reduce((soonest, { strain }) => Math.min(soonest, strain.dueAt), this.nextReturn);
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
    this.setEligible();
  }

  /** Sets who is eligible now; when all are left out they all get requests again, since somebody must. */
  private setEligible(): void {
    const { now } = this.kernel;
    const weighty = this.targets.filter(({ weight }) => weight > 0);
    const inside = weighty.filter(({ ejectedUntil }) => ejectedUntil <= now);
    this.choice.begin(inside.length > 0 ? inside : weighty);
    this.nextReturn = weighty.reduce(
      (soonest, { ejectedUntil }) => (ejectedUntil > now ? Math.min(soonest, ejectedUntil) : soonest),
      Infinity,
    );
  }
}
