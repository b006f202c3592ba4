/** The stretch of time that all pictures show, in microseconds; whoever listens draws it, once per frame. */
import type { Micros } from "../../../units/index.js";

/** Less would show a single microsecond wider than a picture. */
const LEAST_SPAN: Micros = 10;

export class TimeView {
  from: Micros = 0;
  to: Micros;
  private listeners: (() => void)[] = [];
  private waiting = false;

  constructor(readonly end: Micros) {
    this.to = end;
  }

  get span(): Micros {
    return this.to - this.from;
  }

  get isWhole(): boolean {
    return this.from === 0 && this.to === this.end;
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  show(from: Micros, to: Micros): void {
    const span = Math.min(this.end, Math.max(LEAST_SPAN, Math.round(to - from)));
    this.from = Math.max(0, Math.min(this.end - span, Math.round(from)));
    this.to = this.from + span;
    this.announce();
  }

  /** `factor` below 1 shows less; the instant at `share` of the picture stays where it is. */
  zoom(factor: number, share = 0.5): void {
    const centre = this.from + share * this.span;
    const span = Math.min(this.end, Math.max(LEAST_SPAN, this.span * factor));
    this.show(centre - share * span, centre + (1 - share) * span);
  }

  /** By so much of what is shown; to the right when positive. */
  pan(share: number): void {
    this.show(this.from + share * this.span, this.to + share * this.span);
  }

  whole(): void {
    this.show(0, this.end);
  }

  /** Where an instant lies: 0 at the left of the picture, 1 at the right. */
  shareOf(at: Micros): number {
    return (at - this.from) / this.span;
  }

  /** Those who listened show something that is no longer there. */
  forgetListeners(): void {
    this.listeners = [];
  }

  announce(): void {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.redraw();
    });
  }

  /** Without waiting for a frame: paper does not. */
  redraw(): void {
    const begun = performance.now();
    for (const listener of this.listeners) listener();
    performance.measure("understudy:redraw", { start: begun });
  }
}
