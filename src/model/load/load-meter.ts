/** What an agent does with the load of a host that it watches: reads its counters at an interval, and tells them, or how it judges them. */
import { type ActionOf, loadWatch, type Message } from "../../control/index.js";
import type { Handle } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { Addressees } from "../addressees.js";
import type { Ground } from "../ground.js";
import type { Host } from "../host.js";
import type { Machines, Running } from "../machines.js";
import type { Named } from "../named.js";
import { countersOf } from "./counters.js";

type Judge = ActionOf<"watch-load">["judge"];

export type LoadMeterWorld = Ground & Machines & { readonly addressees: Addressees };

/** Whoever reads the counters. */
interface Reader {
  readonly agent: { readonly host: Named; tell(place: string, body: Message): void };
  /** It can read them now. */
  readonly sees: boolean;
}

export class LoadMeter {
  /** What it was told to do, written, so that hearing it twice changes nothing. */
  private order: string | null = null;
  private next: Handle = 0;
  private judge: Running | null = null;

  constructor(
    private readonly world: LoadMeterWorld,
    private readonly host: Host,
    private readonly monitor: Reader,
  ) {}

  /** From now on, at this interval; with something to judge by, only the judgement is told. */
  watch(every: Micros, judge: Judge): void {
    const order = JSON.stringify({ every, judge });
    if (order === this.order) return;
    this.stop();
    this.order = order;
    if (judge !== null) {
      const place = `${this.monitor.agent.host.name}/agent`;
      const tells = { place: this.world.addressees.load };
      this.judge = this.world.run(place, loadWatch, { host: this.host.name, tells, every, ...judge });
    }
    this.read(every);
  }

  /** The agent has ended, or the host: started again, neither knows of an order. */
  stop(): void {
    this.world.kernel.cancel(this.next);
    this.judge?.end();
    this.judge = null;
    this.order = null;
  }

  private read(every: Micros): void {
    this.next = this.world.kernel.after(every, () => this.read(every));
    // One that hangs reads nothing until it wakes up.
    if (!this.monitor.sees) return;
    const { world, host, judge } = this;
    const body = { kind: "counters", host: host.name, counters: countersOf(host) } as const;
    if (judge === null) this.monitor.agent.tell(world.addressees.load, body);
    else judge.receive({ from: this.monitor.agent.host.name, over: null, heardAt: world.kernel.now, count: 1, body });
  }
}
