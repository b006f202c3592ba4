/** A message that one place sends another at an interval, which is left out as long as nothing would come of it. */
import type { Beat, Message } from "../control/index.js";
import type { Kernel } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import type { Letter, Resident } from "./place.js";
import type { Post, Route } from "./post.js";
import { type Planned, Rounds } from "./rounds.js";

/** Heartbeats come after whatever else happens at the same instant, so that leaving them out does not change an order. */
const PRIORITY = 6;

/** At one instant all leave before any arrives: more than there are heartbeats. */
const ARRIVALS = 2_147_483_648;

/** Heartbeats without a place of their own come after those of hosts, of which there are fewer than this. */
const UNORDERED = 1_073_741_824;

/** One message, or several in a row that came as one because nothing else happened in between. */
export interface Told {
  /** When the last of them was sent, and when it arrived. */
  readonly sentAt: Micros;
  readonly heardAt: Micros;
  readonly count: number;
}

export interface HeartbeatSpec extends Route {
  /** What is said, and about what: tells it from others of the same place. */
  readonly kind: string;
  readonly about: string;
  readonly every: Micros;
  /** Place among the heartbeats of one instant; those without one come after, in the order in which they were made. */
  readonly order?: number;
  /** Places that it depends on beside the two. */
  readonly also?: readonly string[];
  /** Whether it goes on; otherwise it ends until it is started anew. */
  readonly goesOn: () => boolean;
  /** Whether whoever sends it can, as far as it is not a matter of the way. */
  readonly canSend: () => boolean;
  /** Something else that is done whenever one can be sent. */
  readonly sending?: () => void;
  readonly body: (told: Told) => Message;
  readonly arrived?: (told: Told) => void;
}

const NONE: ReadonlySet<Heartbeat> = new Set();

/** All heartbeats of a world. */
export class Heartbeats {
  /** The last instant at which a timer rang that had waited for the messages of that instant. */
  allInAt: Micros = -1;
  readonly rounds: Rounds<number>;
  /** Who else leaves something out, and makes up for it before a place changes. */
  alsoBefore: ((place: string | undefined) => void) | null = null;
  private readonly all = new Set<Heartbeat>();
  private made = 0;
  /** By the places on which they depend. */
  private readonly dependent = new Map<string, Set<Heartbeat>>();

  /** @param everyBeat execute each although it changes nothing: slower, same behaviour */
  constructor(
    readonly kernel: Kernel,
    private readonly post: Post,
    readonly everyBeat: boolean,
  ) {
    this.rounds = new Rounds(kernel, PRIORITY);
  }

  /** A new one, which does not beat yet. */
  add(spec: HeartbeatSpec): Heartbeat {
    const { order = UNORDERED + this.made++ } = spec;
    const heartbeat = new Heartbeat(this, this.post, spec, order);
    this.all.add(heartbeat);
    for (const place of heartbeat.dependsOn) {
      const dependent = this.dependent.get(place) ?? new Set();
      this.dependent.set(place, dependent.add(heartbeat));
    }
    return heartbeat;
  }

  /** Ends one for good. */
  remove(heartbeat: Heartbeat): void {
    heartbeat.stop();
    this.all.delete(heartbeat);
    for (const place of heartbeat.dependsOn) this.dependent.get(place)?.delete(heartbeat);
  }

  /** A place, or else something on which all may depend, is about to change: what was left out is made up for. */
  beforeChange(place?: string): void {
    this.alsoBefore?.(place);
    const concerned = place === undefined ? this.all : (this.dependent.get(place) ?? NONE);
    for (const each of concerned) each.beforeChange();
  }

  /** Other machines than before will listen at a place. */
  beforeAudienceChange(place: string): void {
    this.alsoBefore?.(place);
    for (const each of this.dependent.get(place) ?? NONE) if (each.goesTo(place)) each.beforeChange();
  }
}

export class Heartbeat {
  private next: Planned<number> | null = null;
  /** When the next one is due. */
  private nextAt: Micros = 0;
  /** Set while they are left out: when the last one was sent. */
  private quietSince: Micros | null = null;
  /** Those who would have heard them. */
  private holders: readonly Resident[] = [];

  constructor(
    private readonly all: Heartbeats,
    private readonly post: Post,
    private readonly spec: HeartbeatSpec,
    private readonly order: number,
  ) {}

  /** Places that change it when they change. */
  get dependsOn(): ReadonlySet<string> {
    const { from, to, also = [] } = this.spec;
    return new Set([from.name, to.name, ...also]);
  }

  goesTo(place: string): boolean {
    return this.spec.to.name === place;
  }

  /** The first one now. */
  start(): void {
    this.beforeChange();
    this.schedule(this.all.kernel.now);
  }

  stop(): void {
    this.beforeChange();
    this.all.rounds.cancel(this.next);
    this.next = null;
  }

  private schedule(at: Micros): void {
    const { rounds } = this.all;
    rounds.cancel(this.next);
    this.next = rounds.plan(at, this.order, this.beat);
    this.nextAt = at;
  }

  private readonly beat = (): void => {
    const { spec, post } = this;
    this.next = null;
    if (!spec.goesOn()) return;
    const sentAt = this.nextAt;
    this.schedule(sentAt + spec.every);
    if (!spec.canSend() || post.way(spec) === null) return;
    spec.sending?.();
    for (const delay of post.transit(spec)) this.planArrival(sentAt, sentAt + delay);
  };

  private planArrival(sentAt: Micros, at: Micros): void {
    this.all.rounds.plan(at, ARRIVALS + this.order, () => this.arrive(sentAt));
  }

  private arrive(sentAt: Micros): void {
    const { spec, post, all } = this;
    const way = post.way(spec);
    if (way === null) return;
    const told = { sentAt, heardAt: all.kernel.now, count: 1 };
    spec.arrived?.(told);
    const letter = this.letterOf(told);
    const listeners = [...spec.to.listeners];
    let isRoutine = true;
    for (const each of listeners) {
      if (!each.receiveRoutinely(letter, this.identity, spec.every + way.latency)) isRoutine = false;
    }
    // Whether one gets lost, and how late it comes, is drawn for each.
    if (isRoutine && !all.everyBeat && post.isSteady(spec)) this.becomeQuiet(sentAt, listeners);
  }

  private get identity(): Beat {
    const { from, kind, about } = this.spec;
    return { from: from.name, kind, about };
  }

  private letterOf(told: Told): Letter {
    const { from, over, body } = this.spec;
    const { heardAt, count } = told;
    return { from: from.name, over: over?.spec.name ?? null, heardAt, count, body: body(told) };
  }

  /**
   * They are left out from now on, unless the next one has been sent already, or what it needs is missing just now, or this was
   * the last: what was under way arrives although its sender has died since, and lives another life by now.
   */
  private becomeQuiet(lastSentAt: Micros, holders: readonly Resident[]): void {
    const { spec, post, all } = this;
    if (this.next === null) return;
    if (!spec.canSend() || post.way(spec) === null || this.nextAt !== lastSentAt + spec.every) return;
    all.rounds.cancel(this.next);
    this.quietSince = lastSentAt;
    this.holders = holders;
    for (const each of holders) {
      each.hold(this.identity, {
        setAnew: () => this.endQuiet(each),
        waits: (isHeard) => this.endQuiet(isHeard ? null : each),
      });
    }
  }

  /** Something is about to change: what was left out is made up for, as if it had been executed. */
  beforeChange(): void {
    if (this.quietSince !== null) this.endQuiet(null);
  }

  /** @param anew who listens from now on only, and is not told of those that arrived meanwhile */
  private endQuiet(anew: Resident | null): void {
    const { spec, post, quietSince: firstSent, holders } = this;
    const way = post.way(spec);
    if (firstSent === null || way === null) throw new Error(`nothing of ${spec.from.name} is left out`);
    this.quietSince = null;
    this.holders = [];
    const { latency } = way;
    const sent = this.countUntilNow(firstSent);
    const arrived = Math.min(sent, this.countUntilNow(firstSent + latency));
    const sentAt = firstSent + arrived * spec.every;
    const letter = this.letterOf({ sentAt, heardAt: sentAt + latency, count: arrived });
    for (const each of holders) each.release(this.identity, each === anew || arrived === 0 ? null : letter);
    for (let i = arrived + 1; i <= sent; i++) {
      const sentAt = firstSent + i * spec.every;
      this.planArrival(sentAt, sentAt + latency);
    }
    this.schedule(firstSent + (sent + 1) * spec.every);
  }

  /**
   * How many instants `first` + one interval, two intervals … have had theirs. Those of this very instant have not, for
   * they come last; unless what changes things now is a timer that waited for them.
   */
  private countUntilNow(first: Micros): number {
    const { kernel, allInAt } = this.all;
    const intervals = (kernel.now - first) / this.spec.every;
    return Math.max(0, allInAt === kernel.now ? Math.floor(intervals) : Math.ceil(intervals) - 1);
  }
}
