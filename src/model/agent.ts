/** Software on a host that watches it: reports at an interval, and at once when a component of the host does not work. */
import type { Handle } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import type { Driver } from "./driver.js";
import type { Host } from "./host.js";
import type { AgentSpec } from "./spec.js";
import type { World } from "./world.js";

/** Reports come after whatever else happens at the same instant, so that leaving them out does not change an order. */
const REPORT_PRIORITY = 6;

export class Agent {
  alive = true;
  private next: Handle = 0;
  private storageReachable = true;
  /** Set while reports are left out: when the last one was sent. */
  private quietSince: Micros | null = null;

  constructor(
    private readonly world: World,
    private readonly host: Host,
    readonly spec: AgentSpec,
  ) {}

  /** The host went online: the agent starts with it, and reports at once. */
  start(): void {
    this.setAlive(true);
    this.storageReachable = true;
    this.world.kernel.cancel(this.next);
    this.next = this.world.kernel.after(0, this.report, 0, REPORT_PRIORITY);
    this.checkStorage();
  }

  setAlive(alive: boolean): void {
    if (this.alive === alive) return;
    this.beforeChange();
    this.alive = alive;
    this.world.record({ kind: "AgentChanged", host: this.host.name, alive });
    if (alive && this.host.running) this.restartReports();
  }

  private restartReports(): void {
    this.world.kernel.cancel(this.next);
    this.next = this.world.kernel.after(0, this.report, 0, REPORT_PRIORITY);
  }

  private get controller(): Driver | null {
    return this.world.controller;
  }

  private get latency(): Micros {
    return this.world.controlLatency(this.host);
  }

  private readonly report = (): void => {
    const { kernel } = this.world;
    this.next = kernel.after(this.spec.report, this.report, 0, REPORT_PRIORITY);
    if (!this.canSend()) return;
    this.deliverAt(kernel.now + this.latency, kernel.now);
  };

  private canSend(): boolean {
    return this.alive && this.host.running && this.world.networkOf(this.host).up;
  }

  private deliverAt(at: Micros, sentAt: Micros): void {
    this.world.kernel.schedule(
      at,
      () => {
        const { controller } = this;
        if (controller === null) return;
        const quiet = controller.deliverRoutinely(
          { kind: "report", host: this.host.name, heardAt: at, count: 1 },
          `report-due ${this.host.name}`,
          this.spec.report + this.latency,
        );
        if (quiet && this.quietSince === null && this.world.leavesOutQuietEvents) this.becomeQuiet(sentAt);
      },
      0,
      REPORT_PRIORITY,
    );
  }

  /** As long as nothing changes every report will come in time and change nothing: they are left out until something does. */
  private becomeQuiet(lastSentAt: Micros): void {
    if (!this.canSend() || this.world.kernel.now >= lastSentAt + this.spec.report) return;
    this.world.kernel.cancel(this.next);
    this.controller?.hold(`report-due ${this.host.name}`);
    this.quietSince = lastSentAt;
  }

  /** Something is about to change: what was left out is made up for, as if it had been executed. */
  beforeChange(): void {
    if (this.quietSince === null) return;
    const { now } = this.world.kernel;
    const { report } = this.spec;
    const firstSent = this.quietSince;
    this.quietSince = null;
    // A report due at this very instant is still to be sent: reports come last.
    const sent = Math.max(0, Math.ceil((now - firstSent) / report) - 1);
    const arrived = Math.min(sent, Math.max(0, Math.ceil((now - this.latency - firstSent) / report) - 1));
    this.controller?.release(`report-due ${this.host.name}`, (controller) => {
      if (arrived === 0) return;
      const heardAt = firstSent + arrived * report + this.latency;
      controller.deliver({ kind: "report", host: this.host.name, heardAt, count: arrived });
    });
    for (let i = arrived + 1; i <= sent; i++) {
      const sentAt = firstSent + i * report;
      this.deliverAt(sentAt + this.latency, sentAt);
    }
    this.next = this.world.kernel.schedule(firstSent + (sent + 1) * report, this.report, 0, REPORT_PRIORITY);
  }

  /** Looks whether the storage can be reached, and reports when it cannot. */
  checkStorage(): void {
    const reachable = this.host.mounted.every((device) => this.world.storageCost(this.host, device) !== null);
    if (reachable === this.storageReachable) return;
    this.storageReachable = reachable;
    if (!reachable) this.reportError("adapter", "storage cannot be reached");
  }

  private reportError(component: string, message: string): void {
    if (!this.canSend()) return;
    this.world.kernel.after(this.latency, () =>
      this.controller?.deliver({ kind: "error-report", host: this.host.name, component, message }),
    );
  }
}
