/** How an agent watches one host: it reports at an interval, and at once when a component of the host does not work. */
import type { Beat, Input, Message, TimerName } from "../control/index.js";
import type { Micros } from "../units/index.js";
import type { Ground } from "./ground.js";
import type { Host } from "./host.js";
import { LoadMeter, type LoadMeterWorld } from "./load/load-meter.js";
import type { Messages } from "./messages.js";
import type { Named } from "./named.js";
import type { Planned, Rounds } from "./rounds.js";
import type { Routing } from "./routing.js";
import type { AgentSpec } from "./spec.js";
import type { Way } from "./topology.js";

const UNREACHABLE = "storage cannot be reached";

export interface MonitorWorld extends Ground, LoadMeterWorld {
  readonly messages: Messages;
  readonly routing: Routing;
  /** Every report is executed although it changes nothing. */
  readonly options: { readonly everyEvent?: boolean };
  readonly hosts: ReadonlyMap<string, Named>;
  readonly reports: Rounds<number>;
  readonly controller: Listener | null;
  readonly reportListener: ((host: string, sentAt: Micros, at: Micros) => void) | null;
}

/** Who hears reports, and can do without those of which nothing comes. */
export interface Listener {
  deliver(input: Input): void;
  hear(from: string, body: Message): void;
  deliverRoutinely(input: Input, beat: Beat, within: Micros): TimerName | null;
  hold(timer: TimerName, setAnew: () => void): void;
  release(timer: TimerName, input: Input | null): void;
}

/** The agent to which it belongs. */
interface Owner {
  readonly spec: AgentSpec;
  readonly host: Host;
  readonly works: boolean;
  readonly startedAt: Micros;
  send(arrived: () => void): void;
}

export class Monitor {
  readonly loadMeter: LoadMeter;
  private next: Planned<number> | null = null;
  /** When the next report is due. */
  private nextAt: Micros = 0;
  /** Why the host cannot use its data, as far as it was told; `null` when it can. */
  private storageTrouble: string | null = null;
  /** Something about the storage could not be told: it looks again with the next report that can be sent. */
  private looksAgain = false;
  /** Set while reports are left out: when the last one was sent. */
  private quietSince: Micros | null = null;
  /** The timer that they put off. */
  private putOff: TimerName = { kind: "", subject: "" };

  constructor(
    private readonly world: MonitorWorld,
    readonly agent: Owner,
    readonly host: Host,
  ) {
    this.loadMeter = new LoadMeter(world, host, this);
  }

  /** The agent works, and so does the host, which it reaches: what it needs no network for to see its own. */
  get sees(): boolean {
    const { agent, host } = this;
    return agent.works && host.running && (agent.host === host || this.isReached);
  }

  private get isReached(): boolean {
    const from = this.agent.host;
    const { reach, network } = this.host;
    return from.reach.network && reach.network && this.world.routing.way(from.network, network) !== null;
  }

  /** Both run now: it reports at once. */
  start(): void {
    this.storageTrouble = null;
    this.reportFromNow();
    this.checkStorage();
  }

  reportFromNow(): void {
    this.schedule(this.world.kernel.now);
  }

  private schedule(at: Micros): void {
    const { reports } = this.world;
    reports.cancel(this.next);
    this.next = reports.plan(at, this.host.index, this.report);
    this.nextAt = at;
  }

  private get beat(): Beat {
    return { from: this.agent.host.name, kind: "report", about: this.host.name };
  }

  private reportOf(sentAt: Micros, heardAt: Micros, count: number): Input {
    const body = { kind: "report", host: this.host.name, sentAt } as const;
    return { kind: "message", from: this.agent.host.name, over: null, heardAt, count, body };
  }

  private readonly report = (): void => {
    // It starts anew with either of them.
    if (!this.host.isUp || !this.agent.host.isUp) return;
    const sentAt = this.nextAt;
    this.schedule(sentAt + this.agent.spec.report);
    const way = this.wayNow();
    if (way === null) return;
    if (this.looksAgain) this.checkStorage();
    if (!this.world.messages.isLost(way, this.agent.host.network)) this.deliver(sentAt, sentAt + way.latency);
  };

  /** The way that a report takes that is sent now; `null` when none can be sent. */
  private wayNow(): Way | null {
    return this.sees ? this.world.messages.way(this.agent.host, "from-host") : null;
  }

  private deliver(sentAt: Micros, at: Micros): void {
    const { reports, hosts } = this.world;
    reports.plan(at, hosts.size + this.host.index, () => this.arrive(sentAt));
  }

  private arrive(sentAt: Micros): void {
    const { controller } = this.world;
    const way = this.world.messages.way(this.agent.host, "from-host");
    if (way === null) return;
    const { now } = this.world.kernel;
    this.world.reportListener?.(this.host.name, sentAt, now);
    const report = this.reportOf(sentAt, now, 1);
    const putOff =
      controller === null
        ? { kind: "", subject: "" }
        : controller.deliverRoutinely(report, this.beat, this.agent.spec.report + way.latency);
    // Whether a report gets lost is drawn for each.
    if (putOff !== null && way.loss === 0 && this.world.options.everyEvent !== true) this.becomeQuiet(sentAt, putOff);
  }

  /** As long as nothing changes every report will come in time and change nothing: they are left out until something does. */
  private becomeQuiet(lastSentAt: Micros, putOff: TimerName): void {
    if (this.wayNow() === null || this.nextAt !== lastSentAt + this.agent.spec.report) return;
    this.world.reports.cancel(this.next);
    this.putOff = putOff;
    this.world.controller?.hold(putOff, () => this.endQuiet(false));
    this.quietSince = lastSentAt;
  }

  /** Something is about to change: what was left out is made up for, as if it had been executed. */
  beforeChange(): void {
    if (this.quietSince !== null) this.endQuiet(true);
  }

  /** @param tell tells the controller of the reports that arrived meanwhile; not when it listens from now on only */
  private endQuiet(tell: boolean): void {
    const way = this.wayNow();
    const firstSent = this.quietSince;
    if (firstSent === null || way === null) throw new Error(`nobody is quiet about ${this.host.name}`);
    this.quietSince = null;
    const { latency } = way;
    const { report } = this.agent.spec;
    const sent = this.countUntilNow(firstSent);
    const arrived = Math.min(sent, this.countUntilNow(firstSent + latency));
    const sentAt = firstSent + arrived * report;
    const heardAt = sentAt + latency;
    const { controller } = this.world;
    if (tell && arrived > 0) {
      controller?.release(this.putOff, this.reportOf(sentAt, heardAt, arrived));
    } else controller?.release(this.putOff, null);
    for (let i = arrived + 1; i <= sent; i++) {
      const sentAt = firstSent + i * report;
      this.deliver(sentAt, sentAt + latency);
    }
    this.schedule(firstSent + (sent + 1) * report);
  }

  /**
   * How many instants `first` + one interval, two intervals … have had their reports. Those of this very instant have not,
   * for reports come last; unless what changes things now is a timer that waited for them.
   */
  private countUntilNow(first: Micros): number {
    const { kernel, messages } = this.world;
    const intervals = (kernel.now - first) / this.agent.spec.report;
    return Math.max(0, messages.allInAt === kernel.now ? Math.floor(intervals) : Math.ceil(intervals) - 1);
  }

  /** Looks whether the host can use its data, and reports when it cannot reach it, or when it is of no use. */
  checkStorage(): void {
    const { storage } = this.host;
    const reachable = storage.mounted.every((device) => storage.reaches(device));
    const useless = reachable ? storage.uselessData : null;
    const trouble = reachable ? (useless?.why ?? null) : UNREACHABLE;
    this.looksAgain = trouble !== this.storageTrouble && this.wayNow() === null;
    if (trouble === this.storageTrouble || this.looksAgain) return;
    this.storageTrouble = trouble;
    if (!reachable) this.reportError("adapter", UNREACHABLE);
    // What is in another format than this host needs may be of use to another.
    else if (useless !== null) this.reportError("data", useless.why, useless.corrupt ? useless.volume : undefined);
  }

  /** Says at once that a component does not work, or that the data of a volume is of no use to anybody. */
  reportError(component: string, message: string, volume?: string): void {
    const about = { host: this.host.name, component, message };
    this.tell({ kind: "error-report", ...about, ...(volume !== undefined && { volume }) });
  }

  /** Says that a component had an error that was put right. */
  reportMinorError(component: string): void {
    this.world.record({ kind: "MinorError", host: this.host.name, component });
    this.tell({ kind: "minor-error", host: this.host.name, component });
  }

  /**
   * Something is wrong that diagnostics find, of one depth or deeper: at their next instant the agent looks, and tells what
   * it sees then. Instants at which there is nothing to be found are left out.
   */
  diagnoseNext(depth: "quick" | "extended", look: () => Message | null): void {
    const every = depth === "quick" ? this.agent.spec.quickDiagnostics : this.agent.spec.extendedDiagnostics;
    if (every === undefined) return;
    const { kernel } = this.world;
    const { startedAt } = this.agent;
    const passed = Math.floor((kernel.now - startedAt) / every) + 1;
    kernel.schedule(startedAt + passed * every, () => {
      const found = look();
      if (found !== null) this.tell(found);
    });
  }

  private tell(body: Message): void {
    if (this.wayNow() === null) return;
    const { controller } = this.world;
    this.agent.send(() => controller?.hear(this.agent.host.name, body));
  }
}
