/** The one way for talk: from one place to another, over networks; it takes time, gets lost, and finds the other one dead. */
import type { Message } from "../control/index.js";
import { type Distribution, drawMicros, type Stream } from "../sim/index.js";
import { type Micros, SECOND } from "../units/index.js";
import { type Disturbance, Disturbances } from "./disturbance.js";
import type { Ground } from "./ground.js";
import type { LinkTalk } from "./fabric/link-talk.js";
import type { Network } from "./network.js";
import type { Place, Resident } from "./place.js";
import type { Routing } from "./routing.js";
import { HERE, type Way } from "./topology.js";

/** From one place to another; over the fastest way unless over a certain network. */
export interface Route {
  readonly from: Place;
  readonly to: Place;
  readonly over?: Network | undefined;
}

export interface Sending extends Route {
  readonly body: Message;
  /** The machine that speaks: it does not hear itself. */
  readonly by?: Resident;
}

/** What was sent reliably and has not arrived is sent again after this time, as TCP does for want of an acknowledgement. */
const RESEND = SECOND;

interface Surroundings extends Ground {
  readonly routing: Routing;
  readonly linkTalk: LinkTalk;
  readonly heartbeats: { beforeChange(place?: string): void };
  /** Data that goes over networks. */
  readonly transfers: { refresh(): void };
  readonly domain: { refresh(): void; follows(sending: Sending): boolean } | null;
  readonly programs: { on(host: string): readonly { readonly name: string }[] };
}

export class Post {
  private readonly disturbances = new Disturbances();
  /** By their route: what was sent reliably and has not arrived, in its order. */
  private readonly outboxes = new Map<string, Sending[]>();

  constructor(private readonly world: Surroundings) {}

  /** Says something once: when it gets lost nobody knows. */
  send(sending: Sending): void {
    if (sending.from === sending.to) return this.deliver(sending);
    if (this.world.domain?.follows(sending) === true) return;
    const way = this.way(sending);
    if (way === null) return;
    const { now } = this.world.kernel;
    if (this.isPlain(way)) this.arriveAt(now + way.latency, sending);
    else for (const delay of this.delays(way, sending)) this.arriveAt(now + delay, sending);
  }

  /** It is under way, and arrives then unless the way is cut. */
  arriveAt(at: Micros, sending: Sending): void {
    this.world.kernel.schedule(at, () => {
      if (this.way(sending) !== null) this.deliver(sending);
    });
  }

  /** Says something until it is heard, in the order of saying: late, but once. What was handed over goes on when its sender dies. */
  sendReliably(sending: Sending): void {
    if (sending.from === sending.to) return this.deliver(sending);
    const key = JSON.stringify([sending.from.name, sending.to.name, sending.over?.spec.name ?? null]);
    const outbox = this.outboxes.get(key);
    if (outbox !== undefined && outbox.length > 0) return void outbox.push(sending);
    const begun = [sending];
    this.outboxes.set(key, begun);
    this.sendFirst(begun);
  }

  private sendFirst(outbox: Sending[]): void {
    const [first] = outbox;
    if (first === undefined) return;
    const again = () => void this.world.kernel.after(RESEND, () => this.sendFirst(outbox));
    const arrived = () => {
      if (!first.to.hears) return again();
      outbox.shift();
      this.deliver(first);
      this.sendFirst(outbox);
    };
    this.carry(first, arrived, again);
  }

  private deliver({ from, to, over, body, by }: Sending): void {
    const heardAt = this.world.kernel.now;
    to.receive({ from: from.name, over: over?.spec.name ?? null, heardAt, count: 1, body }, by);
  }

  /** Carries something once, and tells which way it went; a cut when it leaves or when it arrives loses it. */
  carry(route: Route, arrived: () => void, lost: () => void): void {
    if (route.from === route.to) return arrived();
    const delay = this.delay(route);
    if (delay === null) return lost();
    this.world.kernel.after(delay, () => (this.way(route) === null ? lost() : arrived()));
  }

  /** The way that a message takes now; `null` when none gets through. */
  way({ from, to, over }: Route): Way | null {
    if (from === to) return HERE;
    const overLinks = over === undefined ? this.world.linkTalk.wayBetween(from, to) : undefined;
    const way = overLinks === undefined ? this.wayOverNetworks({ from, to, over }) : overLinks;
    if (way === null || this.disturbances.areNone) return way;
    return this.disturbances.isCut(from.names, to.names, way.over) ? null : way;
  }

  /** As a rule nothing is wrong with it. */
  private isPlain({ loss, jitter }: Way): boolean {
    return loss === 0 && jitter.length === 0 && this.disturbances.areNone;
  }

  private wayOverNetworks({ from, to, over }: Route): Way | null {
    if (!from.isConnected || !to.isConnected) return null;
    const reaches = over === undefined || (over.up && from.isOn(over) && to.isOn(over));
    return !reaches ? null : (over ?? this.fastest(from, to));
  }

  private fastest(from: Place, to: Place): Way | null {
    const { routing } = this.world;
    // Ways are the same in both directions.
    if (from.isOwn || !to.isOwn) return routing.wayBetween(from.networks, to.networks);
    return routing.wayBetween(to.networks, from.networks);
  }

  /** In what time what is sent now arrives: once, twice, or not at all. */
  transit(route: Route): readonly Micros[] {
    const way = this.way(route);
    return way === null ? [] : this.delays(way, route);
  }

  /** Of what is sent once; `null`: it does not arrive. */
  private delay(route: Route): Micros | null {
    const way = this.way(route);
    if (way === null) return null;
    return this.isPlain(way) ? way.latency : (this.delays(way, route)[0] ?? null);
  }

  private delays(way: Way, route: Route): readonly Micros[] {
    if (this.isLost(way, route)) return [];
    const disturbances = this.disturbances.between(route.from.names, route.to.names, way.over);
    const usual = way.latency + this.jitterOf(way, route);
    if (disturbances.length === 0) return [usual];
    const chance = this.world.streams.stream(`post/${route.from.name}/${route.to.name}`);
    if (disturbances.some(({ loss = 0 }) => loss > 0 && chance.uniform() < loss)) return [];
    const twice = disturbances.some(({ repetition = 0 }) => repetition > 0 && chance.uniform() < repetition);
    return (twice ? [1, 2] : [1]).map(() => usual + delayBy(disturbances, chance));
  }

  /** How much longer than its latency a way takes a message of this moment. */
  private jitterOf({ jitter }: Way, { from, to }: Route): Micros {
    if (jitter.length === 0) return 0;
    return drawnSum(jitter, this.world.streams.stream(`post/${from.name}/${to.name}/jitter`));
  }

  /** Draws whether a message of this moment gets lost: at the network of whoever is no machine of its own. */
  private isLost({ loss }: Way, { from, to, over }: Route): boolean {
    if (loss === 0) return false;
    const near = from.isOwn ? to : from;
    const isOverLinks = over === undefined && this.world.linkTalk.wayBetween(from, to) !== undefined;
    const carrier = isOverLinks ? `links/${near.name}` : `network/${(over ?? near.networks[0]!).spec.name}`;
    return this.world.streams.stream(`${carrier}/loss`).uniform() < loss;
  }

  /** How long what is sent now takes, which is no matter of chance; `null`: it is, or it would not arrive. */
  steadyLatency(route: Route): Micros | null {
    const way = this.way(route);
    return way !== null && this.isSteady(route) ? way.latency : null;
  }

  /** Whether what is sent now would take no longer, and get lost no less, than at any other time until something changes. */
  isSteady(route: Route): boolean {
    const way = this.way(route);
    if (way === null) return true;
    return (
      way.loss === 0 &&
      way.jitter.length === 0 &&
      this.disturbances.between(route.from.names, route.to.names, way.over).length === 0
    );
  }

  /** From now on, until what is returned is called. Of several at once the first is told when it begins, the last when it ends. */
  disturb(disturbance: Disturbance): () => void {
    const { from = null, to = null, over } = disturbance;
    const told = { kind: "TalkDisturbed", from, to, ...(over !== undefined && { over }) } as const;
    this.world.heartbeats.beforeChange();
    const isNews = !this.disturbances.hasLike(disturbance);
    this.disturbances.add(disturbance);
    if (isNews) this.world.record({ ...told, disturbed: true });
    this.world.transfers.refresh();
    this.world.domain?.refresh();
    return () => {
      this.world.heartbeats.beforeChange();
      this.disturbances.remove(disturbance);
      if (!this.disturbances.hasLike(disturbance)) this.world.record({ ...told, disturbed: false });
      this.world.domain?.refresh();
    };
  }

  /** A partition between a place and all others begins or ends; it may be one-way. */
  partition(place: string, hears: boolean, isHeard: boolean): void {
    for (const { name } of [{ name: place }, ...this.world.programs.on(place)])
      this.world.heartbeats.beforeChange(name);
    for (const each of this.disturbances.partitionsOf(place)) this.disturbances.remove(each);
    if (!hears) this.disturbances.add({ to: place, cut: true });
    if (!isHeard) this.disturbances.add({ from: place, cut: true });
    this.world.record({ kind: "ReachChanged", host: place, hears, isHeard });
    this.world.transfers.refresh();
    this.world.domain?.refresh();
  }
}

function delayBy(disturbances: readonly Disturbance[], chance: Stream): Micros {
  return drawnSum(
    disturbances.flatMap(({ delay }) => delay ?? []),
    chance,
  );
}

/** One of each. */
export function drawnSum(durations: readonly Distribution[], chance: Stream): Micros {
  return durations.reduce((sum, each) => sum + drawMicros(each, chance), 0);
}
