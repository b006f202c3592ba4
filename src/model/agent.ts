/** Software on a host that watches it: reports at an interval, and at once when a component of the host does not work. */
import type { Input } from "../control/index.js";
import type { Handle } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import type { Host } from "./host.js";
import { LoadMeter } from "./load/load-meter.js";
import type { AgentSpec } from "./spec.js";
import type { Way } from "./topology.js";
import type { World } from "./world.js";

/** Reports come after whatever else happens at the same instant, so that leaving them out does not change an order. */
const REPORT_PRIORITY = 6;

export class Agent {
  alive = true;
  readonly loadMeter: LoadMeter;
  private next: Handle = 0;
  /** When the next report is due. */
  private nextAt: Micros = 0;
  /** When it last started: diagnostics come at whole intervals from there. */
  private startedAt: Micros = 0;
  private storageReachable = true;
  /** Set while reports are left out: when the last one was sent. */
  private quietSince: Micros | null = null;

  constructor(
    private readonly world: World,
    private readonly host: Host,
    readonly spec: AgentSpec,
  ) {
    this.loadMeter = new LoadMeter(world, host);
  }

  /** Can do something. */
  get works(): boolean {
    return this.alive && this.host.running;
  }

  /** The host went online: the agent starts with it, and reports at once. */
  start(): void {
    this.startedAt = this.world.kernel.now;
    this.setAlive(true);
    this.storageReachable = true;
    this.schedule(this.world.kernel.now);
    this.checkStorage();
  }

  setAlive(alive: boolean): void {
    if (this.alive === alive) return;
    this.beforeChange();
    this.alive = alive;
    if (!alive) this.loadMeter.stop();
    this.world.record({ kind: "AgentChanged", host: this.host.name, alive });
    if (alive && this.host.running) this.schedule(this.world.kernel.now);
  }

  private schedule(at: Micros): void {
    this.world.kernel.cancel(this.next);
    this.next = this.world.kernel.schedule(at, this.report, 0, REPORT_PRIORITY);
    this.nextAt = at;
  }

  private get timer(): string {
    return `report-due ${this.host.name}`;
  }

  private readonly report = (): void => {
    // It starts anew with its host.
    if (!this.host.isUp) return;
    const sentAt = this.nextAt;
    this.schedule(sentAt + this.spec.report);
    const way = this.wayNow();
    if (way !== null && !this.world.messages.isLost(way, this.host.network)) this.deliver(sentAt, sentAt + way.latency);
  };

  /** The way that a report takes that is sent now; `null` when none can be sent. */
  private wayNow(): Way | null {
    return this.works ? this.world.messages.way(this.host, "from-host") : null;
  }

  private deliver(sentAt: Micros, at: Micros): void {
    this.world.kernel.schedule(at, () => this.arrive(sentAt), 0, REPORT_PRIORITY);
  }

  private arrive(sentAt: Micros): void {
    const { controller } = this.world;
    const way = this.world.messages.way(this.host, "from-host");
    if (way === null) return;
    const { now } = this.world.kernel;
    this.world.reportListener?.(this.host.name, sentAt, now);
    const quiet =
      controller === null ||
      controller.deliverRoutinely(
        { kind: "report", host: this.host.name, heardAt: now, sentAt, count: 1 },
        this.timer,
        this.spec.report + way.latency,
      );
    // Whether a report gets lost is drawn for each.
    if (quiet && way.loss === 0 && this.world.options.everyEvent !== true) this.becomeQuiet(sentAt);
  }

  /** As long as nothing changes every report will come in time and change nothing: they are left out until something does. */
  private becomeQuiet(lastSentAt: Micros): void {
    if (this.wayNow() === null || this.nextAt !== lastSentAt + this.spec.report) return;
    this.world.kernel.cancel(this.next);
    this.world.controller?.hold(this.timer, () => this.endQuiet(false));
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
    if (firstSent === null || way === null) throw new Error(`the agent of ${this.host.name} is not quiet`);
    this.quietSince = null;
    const { latency } = way;
    const { report } = this.spec;
    const sent = this.countUntilNow(firstSent);
    const arrived = Math.min(sent, this.countUntilNow(firstSent + latency));
    const sentAt = firstSent + arrived * report;
    const heardAt = sentAt + latency;
    const { controller } = this.world;
    if (tell && arrived > 0) {
      controller?.release(this.timer, { kind: "report", host: this.host.name, heardAt, sentAt, count: arrived });
    } else controller?.release(this.timer, null);
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
    const intervals = (kernel.now - first) / this.spec.report;
    return Math.max(0, messages.allInAt === kernel.now ? Math.floor(intervals) : Math.ceil(intervals) - 1);
  }

  /** Looks whether the storage can be reached, and reports when it cannot. */
  checkStorage(): void {
    const reachable = this.host.storage.mounted.every((device) => this.host.storage.costOf(device) !== null);
    if (reachable === this.storageReachable) return;
    this.storageReachable = reachable;
    if (!reachable) this.reportError("adapter", "storage cannot be reached");
  }

  /** Says at once that a component does not work. */
  reportError(component: string, message: string): void {
    this.tell({ kind: "error-report", host: this.host.name, component, message });
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
  diagnoseNext(depth: "quick" | "extended", look: () => Input | null): void {
    const every = depth === "quick" ? this.spec.quickDiagnostics : this.spec.extendedDiagnostics;
    if (every === undefined) return;
    const { kernel } = this.world;
    const passed = Math.floor((kernel.now - this.startedAt) / every) + 1;
    kernel.schedule(this.startedAt + passed * every, () => {
      const found = look();
      if (found !== null) this.tell(found);
    });
  }

  private tell(input: Input): void {
    if (this.wayNow() === null) return;
    const { controller } = this.world;
    this.world.messages.carry(
      this.host,
      () => controller?.deliver(input),
      () => {},
      "from-host",
    );
  }
}
