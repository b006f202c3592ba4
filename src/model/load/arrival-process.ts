/** Poisson arrivals at a rate that varies: unit-rate gaps stretched by the rate, so that the same draws serve every rate. */
import type { Handle, Kernel, Stream } from "../../sim/index.js";
import { LATEST, type Micros, SECOND } from "../../units/index.js";
import type { RateCurve } from "../spec.js";

export class ArrivalProcess {
  /** A spike multiplies the rate. */
  private factor = 1;
  /** What is left of the unit-rate gap to the next arrival, as of `since`. */
  private gap = 0;
  private since: Micros = 0;
  private next: Handle = 0;
  private running = false;

  constructor(
    private readonly kernel: Kernel,
    private readonly curve: RateCurve,
    private readonly stream: Stream,
    private readonly arrive: () => void,
  ) {}

  start(): void {
    this.running = true;
    this.draw();
  }

  setFactor(factor: number): void {
    if (this.running) this.gap -= this.expected(this.since, this.kernel.now);
    this.since = this.kernel.now;
    this.factor = factor;
    if (this.running) this.plan();
  }

  /** Arrivals per second at this instant. */
  get rate(): number {
    return this.curve.stretch(this.kernel.now).rate * this.factor;
  }

  private draw(): void {
    this.gap = -Math.log(this.stream.uniform());
    this.since = this.kernel.now;
    this.plan();
  }

  private readonly fire = (): void => {
    this.draw();
    this.arrive();
  };

  private plan(): void {
    this.kernel.cancel(this.next);
    const at = this.instantOf(this.gap);
    this.next = at > LATEST ? 0 : this.kernel.schedule(at, this.fire);
  }

  /** When the expected number of arrivals since `since` reaches `gap`. */
  private instantOf(gap: number): Micros {
    let at = this.since;
    let left = gap;
    for (;;) {
      const { rate, until } = this.curve.stretch(at);
      const perMicro = (rate * this.factor) / SECOND;
      if (perMicro > 0 && left <= (until - at) * perMicro)
        return Math.max(this.kernel.now, Math.round(at + left / perMicro));
      if (until === Infinity) return Infinity;
      left -= (until - at) * perMicro;
      at = until;
    }
  }

  private expected(from: Micros, to: Micros): number {
    let sum = 0;
    for (let at = from; at < to;) {
      const { rate, until } = this.curve.stretch(at);
      const end = Math.min(until, to);
      sum += ((end - at) * rate * this.factor) / SECOND;
      at = end;
    }
    return sum;
  }
}
