/** What a host does with requests that come as a flow: a backlog that grows and shrinks evenly, and queueing theory when it does neither. */
import type { Micros } from "../../../units/index.js";
import type { Ground } from "../../ground.js";
import type { Host } from "../../host.js";
import { Carry } from "./carry.js";
import { Cohorts, type Members } from "./cohorts.js";
import type { FlowFailures } from "./ejections.js";
import type { FlowClient } from "./flow-client.js";
import type { FlowCarry, Inflow } from "./inflow.js";
import { shareBeyond, variationOf } from "./latency-points.js";
import type { Plan } from "./plan.js";
import { QueueWalk } from "./queue-walk.js";
import { meanStorageTime } from "./storage-time.js";
import { type LatencyMemory, type Stay, stayBetween, Stays } from "./stays.js";
import { type SteadyState, steadyState } from "./steady-state.js";

interface Answering extends Pick<Plan, "answers"> {
  /** Since when it is counted. */
  readonly from: Micros;
}

/** Of the room that there is. */
const ABOUT_FULL = 0.8;

export class FlowServer {
  private readonly cohorts = new Cohorts();
  private readonly carries = new Map<number, FlowCarry>();
  private readonly stays: Stays;
  private readonly variation: number;
  private offered: Inflow[] = [];
  private plan: Plan | null = null;
  private since: Micros = 0;
  /** Since when it takes nothing in. */
  private stoppedAt: Micros = 0;

  constructor(
    private readonly world: Ground,
    readonly host: Host,
    memory: LatencyMemory,
  ) {
    const { serves } = host.spec;
    this.variation = variationOf(serves.time);
    this.stays = new Stays(serves, memory);
  }

  // ---- planning

  /** Begins a new plan; what has come up to now must have been settled. */
  clear(): void {
    this.offered = [];
  }

  offer(client: FlowClient, requestClass: number, level: number, rate: number): void {
    if (rate <= 0) return;
    const key = (client.service.index * 1024 + requestClass) * 1024 + level;
    let carry = this.carries.get(key);
    if (carry === undefined) {
      carry = { issued: new Carry(), refused: new Carry(), late: new Carry() };
      this.carries.set(key, carry);
    }
    const { volume, size } = client.needs[requestClass]!;
    const device = this.host.storage.deviceFor(volume);
    const storage = device === undefined ? null : this.host.storage.access.multipathTo(device);
    storage?.policed?.flow();
    this.offered.push({ client, requestClass, level, rate, storage, size, carry });
  }

  /** What becomes of what was offered, as long as nothing changes. */
  decide(): void {
    const { servers, room } = this.shape;
    const arrivals = this.offered.reduce((sum, { rate }) => sum + rate, 0);
    const storageTime = meanStorageTime(this.offered, arrivals);
    const serviceTime = this.host.spec.serves.time.mean * this.host.slowness + storageTime;
    const capacity = servers / serviceTime;
    const station = { servers, room, serviceTime, variation: this.variation };
    const steady = steadyState(arrivals, station);
    const phase = this.phaseAt(arrivals, capacity, steady);
    const stay = phase === "steady" ? this.stays.at(arrivals, station, steady) : this.stays.served;
    const refused = phase === "steady" ? steady.refused : 0;
    const inflows = this.offered;
    const answers = this.host.network.up;
    this.plan = { inflows, arrivals, capacity, steady, phase, refused, stay, serviceTime, storageTime, answers };
  }

  private get shape(): { readonly servers: number; readonly room: number } {
    const { concurrency, queue } = this.host.spec.serves;
    return { servers: concurrency, room: queue };
  }

  private phaseAt(arrivals: number, capacity: number, { inSystem }: SteadyState): Plan["phase"] {
    if (!this.host.running) {
      if (this.plan?.phase !== "stopped") this.stoppedAt = this.since;
      return "stopped";
    }
    if (this.isHeld) return "held";
    const { servers } = this.shape;
    // Fewer than the servers hold is the noise of every moment.
    if (this.cohorts.amount > inSystem + servers && arrivals < capacity) return "draining";
    if (this.cohorts.amount < inSystem - servers && !this.staysFull(arrivals, capacity)) return "filling";
    return "steady";
  }

  /** Who is turned away and asks again is more load, but a queue that is about full has nothing left to fill. */
  private staysFull(arrivals: number, capacity: number): boolean {
    const { plan } = this;
    if (plan?.phase !== "steady" || plan.arrivals <= plan.capacity || arrivals <= capacity) return false;
    const { servers, room } = this.shape;
    return plan.steady.inSystem > ABOUT_FULL * (servers + room);
  }

  /** An application is quiesced, or I/Os wait: whoever waits for that fills the host, so that all others wait too. */
  private get isHeld(): boolean {
    return this.offered.some(
      ({ client, storage }) => this.host.applications.holds(client.service.name) || (storage?.policed?.stalls ?? false),
    );
  }

  /** The shares of a client's attempts that are turned away, and that will not be answered in time. */
  failures(client: FlowClient): FlowFailures {
    const { plan } = this;
    const refused = plan?.phase === "steady" ? plan.refused : 0;
    return { failed: 0, refused, "timed out": (1 - refused) * this.lateFor(client) };
  }

  private lateFor(client: FlowClient): number {
    const { plan } = this;
    if (plan?.phase === "steady") return shareBeyond(client.seen(plan.stay.points, this.host), client.patience);
    if (plan?.phase === "stopped") return this.since - this.stoppedAt >= client.patience ? 1 : 0;
    const { oldest } = this.cohorts;
    return oldest !== null && this.since - oldest > client.patience ? 1 : 0;
  }

  /** The first instant at which the plan must be made anew although nothing happened. */
  get until(): Micros {
    const { plan } = this;
    if (plan === null || plan.phase === "steady" || plan.phase === "held") return Infinity;
    const { arrivals, capacity, steady, inflows } = plan;
    if (plan.phase === "stopped") {
      // Only then do those see that they wait in vain who came since.
      const ends = inflows.map(({ client }) => this.stoppedAt + client.patience);
      return Math.min(Infinity, ...ends.filter((end) => end > this.since));
    }
    const left =
      plan.phase === "filling"
        ? this.whileFilling(plan)
        : Math.abs(steady.inSystem - this.cohorts.amount) / Math.abs(arrivals - capacity);
    // Whoever waits too long asks again, which changes the load: looked at several times while patience lasts.
    const impatient = inflows
      .filter(({ client }) => client.load.retry.times > 0)
      .map(({ client }) => client.patience / 8);
    return this.since + Math.max(1, Math.ceil(Math.min(left, ...impatient)));
  }

  private whileFilling(plan: Plan): Micros {
    const walk = this.walkOf(plan);
    const { amount } = this.cohorts;
    return Math.min(walk.until(amount, plan.steady.inSystem - this.shape.servers), walk.evenFor(amount));
  }

  private walkOf({ arrivals, capacity, serviceTime }: Plan): QueueWalk {
    const atWork = Math.min(this.shape.servers, arrivals * serviceTime);
    return new QueueWalk(arrivals, capacity, atWork, this.variation);
  }

  // ---- counting

  /** Counts what has come and gone since the last time. */
  settle(): void {
    const { now } = this.world.kernel;
    const { since, plan } = this;
    this.since = now;
    if (plan === null || now === since) return;
    // Of a host to which nothing is sent there is nothing to count.
    if (plan.inflows.length === 0 && this.cohorts.isEmpty) return;
    const elapsed = now - since;
    const { server } = this.host;
    const arrived = this.arrivedIn(plan, elapsed);
    const taken = plan.phase === "stopped" ? 0 : plan.arrivals * (1 - plan.refused) * elapsed;
    const before = this.cohorts.amount;
    this.cohorts.add(since, now, taken, arrived);
    const leaving = this.leavingOf(plan, elapsed, before);
    const busy = this.busyTime(plan, elapsed, before, before + taken - leaving);
    server.busy += busy;
    if (plan.serviceTime > 0) server.storage += (busy * plan.storageTime) / plan.serviceTime;
    // They left evenly: each when so many before it had left.
    const leftAt = (gone: number): Micros => (leaving === 0 ? now : since + (elapsed * gone) / leaving);
    this.cohorts.remove(leaving, (each) => {
      const first = leftAt(each.before) - each.cameFrom;
      const last = leftAt(each.with) - each.cameTo;
      this.answer(
        each.inflow,
        each.count,
        { answers: plan.answers, from: since },
        plan.phase === "steady" ? plan.stay : stayBetween(first, last, plan.serviceTime),
      );
    });
    const { servers, room } = this.shape;
    this.cohorts.refuse(this.cohorts.count - servers - room, ({ client, requestClass, level }, count) => {
      client.end(requestClass, level, "refused", count);
      server.turnedAway += count;
    });
    this.publish();
  }

  private arrivedIn(plan: Plan, elapsed: Micros): readonly Members[] {
    const arrived: Members[] = [];
    for (const inflow of plan.inflows) {
      const count = this.takeIn(inflow, plan, elapsed);
      if (count > 0) arrived.push({ inflow, count, gone: 0 });
    }
    return arrived;
  }

  private takeIn(inflow: Inflow, { phase, refused }: Plan, elapsed: Micros): number {
    const { client, requestClass, level, rate, carry } = inflow;
    const issued = carry.issued.take(rate * elapsed);
    if (phase === "stopped") {
      // Nobody takes in what is sent to a host that hangs.
      client.issue(requestClass, level, issued);
      client.end(requestClass, level, "timed out", issued);
      return 0;
    }
    const turnedAway = carry.refused.take(issued * refused, issued);
    client.issue(requestClass, level, issued);
    client.end(requestClass, level, "refused", turnedAway);
    this.host.server.received += issued;
    this.host.server.turnedAway += turnedAway;
    return issued - turnedAway;
  }

  /** Microseconds of all servers: as many are at work as have something to do. */
  private busyTime({ phase, arrivals, refused, serviceTime }: Plan, elapsed: Micros, before: number, after: number) {
    const { servers } = this.shape;
    if (phase === "stopped" || phase === "held") return 0;
    if (phase === "draining") return Math.min(servers, (before + after) / 2) * elapsed;
    const accepted = arrivals * (1 - refused);
    const atWork = Math.min(servers, accepted * serviceTime);
    // What comes in has to fill the host first: until then no more are at work than there are.
    const filling = accepted === 0 ? 0 : Math.min(elapsed, Math.max(0, atWork - before) / accepted);
    return atWork * (elapsed - filling) + (before + (accepted * filling) / 2) * filling;
  }

  private leavingOf(plan: Plan, elapsed: Micros, before: number): number {
    const { phase, steady, capacity } = plan;
    switch (phase) {
      case "steady":
        return Math.max(0, this.cohorts.amount - steady.inSystem);
      case "filling":
        return Math.max(0, this.cohorts.amount - this.walkOf(plan).after(before, elapsed));
      case "draining":
        return Math.min(this.cohorts.amount, capacity * elapsed);
      case "stopped":
      case "held":
        return 0;
    }
  }

  private answer(inflow: Inflow, count: number, { answers, from }: Answering, { points, mean }: Stay): void {
    const { client, requestClass, level, storage, size, carry } = inflow;
    const { server } = this.host;
    const seen = client.seen(points, this.host);
    const late = carry.late.take(count * (answers ? shareBeyond(seen, client.patience) : 1), count);
    server.completed += count;
    storage?.count(count * size);
    server.waited += count * (mean + client.service.latency);
    client.end(requestClass, level, "timed out", late);
    client.serve(requestClass, level, count - late, { host: this.host, points: seen, from });
  }

  private publish(): void {
    const { server, spec } = this.host;
    server.inService = Math.min(this.cohorts.count, spec.serves.concurrency);
    server.queued = this.cohorts.count - server.inService;
  }

  /** The host died: nobody is told, and all wait in vain. */
  drop(): void {
    this.empty("timed out");
  }

  /** The host shuts down in order: everybody is told. */
  turnAllAway(): void {
    this.empty("refused");
  }

  private empty(end: "timed out" | "refused"): void {
    this.settle();
    const { server } = this.host;
    this.cohorts.clear(({ inflow: { client, requestClass, level }, count }) => {
      if (end === "refused") server.turnedAway += count;
      else server.dropped += count;
      client.end(requestClass, level, end, count);
    });
    this.publish();
  }
}
