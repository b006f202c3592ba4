/** Arrivals as they were recorded: each at its instant and of its class. */
import type { Kernel } from "../../sim/index.js";
import type { Trace } from "../spec.js";

export class TraceArrivals {
  private next = 0;
  /** A spike asks each request so many times; what is left of one is added to the next. */
  private factor = 1;
  private owed = 0;

  constructor(
    private readonly kernel: Kernel,
    private readonly trace: Trace,
    private readonly arrive: (requestClass: number) => void,
  ) {}

  start(): void {
    this.plan();
  }

  setFactor(factor: number): void {
    this.factor = factor;
  }

  private plan(): void {
    const at = this.trace.at[this.next];
    if (at !== undefined) this.kernel.schedule(Math.max(at, this.kernel.now), this.fire);
  }

  private readonly fire = (): void => {
    const requestClass = this.trace.requestClass[this.next]!;
    this.next += 1;
    this.plan();
    for (this.owed += this.factor; this.owed >= 1; this.owed -= 1) this.arrive(requestClass);
  };
}
