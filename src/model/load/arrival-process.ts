/**
 * Arrivals at a rate that varies: unit-rate gaps stretched by the rate, so that the same draws serve every rate. The gaps are
 * exponential, which makes a Poisson process, or all the same.
 */
import type { Handle, Kernel, Stream } from "../../sim/index.js";
import { LATEST, type Micros, SECOND } from "../../units/index.js";
import type { LoadSpec, RateCurve } from "../spec.js";

export class ArrivalProcess {
  /** A spike multiplies the rate. */
  private factor = 1;
  /** What is left of the unit-rate gap to the next arrival, as of `since`. */
  private gap = 0;
  /** Not rounded: each arrival is rounded to a microsecond for itself, so that rounding does not add up. */
  private since = 0;
  /** When the gap is over, not rounded. */
  private due = 0;
  private next: Handle = 0;
  private running = false;
  // The stretch of the curve that was looked at last.
  private stretchFrom = 0;
  private stretchUntil = 0;
  private stretchRate = 0;
  /** Arrivals expected in a microsecond of it. (Starts as a fraction so that V8 stores it as a double from the beginning.) */
  private perMicro = 0.5;

  constructor(
    private readonly kernel: Kernel,
    private readonly curve: RateCurve,
    private readonly stream: Stream,
    private readonly arrive: () => void,
    private readonly gaps?: LoadSpec["gaps"],
  ) {}

  start(): void {
    this.running = true;
    this.draw(this.kernel.now);
  }

  setFactor(factor: number): void {
    const { now } = this.kernel;
    if (this.running) this.gap -= this.expected(this.since, now);
    this.since = Math.max(this.since, now);
    this.factor = factor;
    this.perMicro = (this.stretchRate * factor) / SECOND;
    if (this.running) this.plan();
  }

  /** Arrivals per second at this instant. */
  get rate(): number {
    return this.curve.stretch(this.kernel.now).rate * this.factor;
  }

  private draw(since: number): void {
    this.gap = this.gaps === "even" ? 1 : -Math.log(this.stream.uniform());
    this.since = since;
    this.schedule();
  }

  /** Its own event is over: there is nothing to cancel. */
  private readonly fire = (): void => {
    this.draw(this.due);
    this.arrive();
  };

  private plan(): void {
    this.kernel.cancel(this.next);
    this.schedule();
  }

  private schedule(): void {
    const { kernel } = this;
    const due = this.instantOf(this.gap);
    this.due = due;
    this.next = due > LATEST ? 0 : kernel.schedule(Math.max(kernel.now, Math.round(due)), this.fire);
  }

  /** When the expected number of arrivals since `since` reaches `gap`; `Infinity` when it never does. */
  private instantOf(gap: number): number {
    const { since, stretchUntil, perMicro } = this;
    const isWithin = since >= this.stretchFrom && since < stretchUntil && gap <= (stretchUntil - since) * perMicro;
    return isWithin && perMicro > 0 ? since + gap / perMicro : this.search(gap);
  }

  /** The same over stretches of different rates. */
  private search(gap: number): number {
    if (this.factor === 0) return Infinity;
    let at = this.since;
    let left = gap;
    while (at <= LATEST) {
      this.lookAt(at);
      const { perMicro } = this;
      if (perMicro > 0 && left <= (this.stretchUntil - at) * perMicro) return at + left / perMicro;
      left -= perMicro === 0 ? 0 : (this.stretchUntil - at) * perMicro;
      at = this.stretchUntil;
    }
    return Infinity;
  }

  private expected(from: number, to: number): number {
    let sum = 0;
    for (let at = from; at < to;) {
      this.lookAt(at);
      const end = Math.min(this.stretchUntil, to);
      sum += ((end - at) * this.stretchRate * this.factor) / SECOND;
      at = end;
    }
    return sum;
  }

  private lookAt(at: number): void {
    if (at >= this.stretchFrom && at < this.stretchUntil) return;
    // Curves change at whole microseconds.
    const instant: Micros = Math.floor(at);
    const { rate, until } = this.curve.stretch(instant);
    this.stretchFrom = instant;
    this.stretchUntil = until;
    this.stretchRate = rate;
    this.perMicro = (rate * this.factor) / SECOND;
  }
}
