/** The engine that converts data: all conversions share its capacity, and stand still while what carries it does not work. */
import type { EngineSpec } from "../spec.js";
import type { BandwidthPool } from "./bandwidth.js";
import { Channel } from "./channel.js";

export class TransformationEngine {
  private readonly capacity: Channel;

  constructor(
    private readonly world: { readonly bandwidth: BandwidthPool },
    readonly spec: EngineSpec,
  ) {
    this.capacity = new Channel("transformation-engine", spec.capacity);
  }

  /** What a conversion at so many bytes a second passes through. */
  static channels(engine: TransformationEngine | null, rate: number): readonly Channel[] {
    return [new Channel("conversion", rate), ...(engine === null ? [] : [engine.capacity])];
  }

  /** What carries it stops or works again. */
  setCarried(works: boolean): void {
    if (this.capacity.up === works) return;
    this.capacity.up = works;
    this.world.bandwidth.channelChanged();
  }
}
