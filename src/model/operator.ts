/** The person who is paged: answers, comes, and works with their hands. */
import { drawMicros, type Stream } from "../sim/index.js";
import type { Ground } from "./ground.js";
import type { OperatorSpec } from "./spec.js";
import type { StorageArray } from "./storage/array.js";

export class Operator {
  private readonly delays: Stream;
  private readonly labour: Stream;

  constructor(
    private readonly world: Ground & { readonly arrays: ReadonlyMap<string, StorageArray> },
    readonly spec: OperatorSpec,
  ) {
    this.delays = world.streams.stream("operator/delays");
    this.labour = world.streams.stream("operator/work");
  }

  /** Calls the person; `arrived` is called when they stand before the machines. */
  page(subject: string, arrived: () => void): void {
    const { kernel } = this.world;
    this.world.record({ kind: "PersonPaged", subject });
    const answer = drawMicros(this.spec.page, this.delays);
    const travel = drawMicros(this.spec.arrive, this.delays);
    kernel.after(answer, () => {
      this.world.record({ kind: "PersonAnswered", subject });
      kernel.after(travel, () => {
        this.world.record({ kind: "PersonArrived", subject });
        arrived();
      });
    });
  }

  /** Moves the storage cables of one host to another. */
  moveCables(from: string, to: string, done: () => void): void {
    this.world.kernel.after(drawMicros(this.spec.work, this.labour), () => {
      for (const array of this.world.arrays.values()) {
        for (const device of array.presentedTo(from)) array.present(device, to);
      }
      done();
    });
  }
}
