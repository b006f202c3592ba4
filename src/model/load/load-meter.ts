/** What an agent does with the load of a host that it watches: reads its counters at an interval, and tells them, or how it judges them. */
import { loadWatch, type Action } from "../../control/index.js";
import type { Handle } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import { Driver } from "../driver.js";
import type { Host } from "../host.js";
import type { Monitor } from "../monitor.js";
import type { World } from "../world.js";
import { countersOf } from "./counters.js";

type Judge = Extract<Action, { kind: "watch-load" }>["judge"];

export class LoadMeter {
  /** What it was told to do, written, so that hearing it twice changes nothing. */
  private order: string | null = null;
  private next: Handle = 0;
  private judge: Driver | null = null;

  constructor(
    private readonly world: World,
    private readonly host: Host,
    private readonly monitor: Monitor,
  ) {}

  /** From now on, at this interval; with something to judge by, only the judgement is told. */
  watch(every: Micros, judge: Judge): void {
    const order = JSON.stringify({ every, judge });
    if (order === this.order) return;
    this.stop();
    this.order = order;
    if (judge !== null) {
      const place = `${this.monitor.agent.host.name}/agent`;
      this.judge = Driver.start(this.world, place, loadWatch, {
        host: this.host.name,
        every,
        tells: "controller",
        ...judge,
      });
    }
    this.read(every);
  }

  /** The agent has ended, or the host: started again, neither knows of an order. */
  stop(): void {
    this.world.kernel.cancel(this.next);
    this.judge?.stop();
    this.judge = null;
    this.order = null;
  }

  private read(every: Micros): void {
    this.next = this.world.kernel.after(every, () => this.read(every));
    // One that hangs reads nothing until it wakes up.
    if (!this.monitor.sees) return;
    const { world, host, judge } = this;
    const body = { kind: "counters", host: host.name, counters: countersOf(host) } as const;
    const from = this.monitor.agent.host.name;
    if (judge !== null) judge.hear(from, body);
    else this.monitor.agent.send(() => world.hearsOfLoad?.hear(from, body));
  }
}
