/** Something that carries data, and what may be wrong with it: it is cut, it is slow, or it loses some of what it carries. */
import type { Micros } from "../units/index.js";
import type { Ground } from "./ground.js";

export interface LineSpec {
  readonly name: string;
  readonly latency: Micros;
  /** Bytes per second. */
  readonly bandwidth: number;
}

export abstract class Line<Spec extends LineSpec = LineSpec, World extends Ground = Ground> {
  up = true;
  /** By this its latency is multiplied and its bandwidth divided. */
  slowness = 1;
  /** Probability with which each piece that it carries gets lost. */
  loss = 0;

  constructor(
    protected readonly world: World,
    readonly spec: Spec,
  ) {}

  get latency(): Micros {
    return Math.round(this.spec.latency * this.slowness);
  }

  /** Bytes per second of use: what gets lost is sent again, which takes of it (selective repeat: Bertsekas, Gallager, 2.4). */
  get bandwidth(): number {
    return (this.spec.bandwidth * (1 - this.loss)) / this.slowness;
  }

  setUp(up: boolean): void {
    if (this.up === up) return;
    this.beforeChange();
    this.up = up;
    this.world.record({ kind: "LinkChanged", link: this.spec.name, up });
    this.afterChange();
  }

  setSlowness(slowness: number): void {
    this.beforeChange();
    this.slowness = slowness;
    this.tellQuality();
  }

  setLoss(loss: number): void {
    this.beforeChange();
    this.loss = loss;
    this.tellQuality();
  }

  private tellQuality(): void {
    const { slowness, loss } = this;
    this.world.record({ kind: "LinkQualityChanged", link: this.spec.name, slowness, loss });
    this.afterChange();
  }

  /** Whoever depends on it has still to make up for what was left out. */
  protected beforeChange(): void {}

  /** Whoever depends on it looks again. */
  protected abstract afterChange(): void;
}
