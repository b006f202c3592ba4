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

  /** Moves the storage cables of one host to another. @param isOff the storage systems are off meanwhile, for all their hosts */
  moveCables(from: string, to: string, isOff: boolean, done: () => void): void {
    const all = [...this.world.arrays.values()];
    const off = isOff ? all.filter((array) => array.presentations.to(from).length > 0) : [];
    for (const array of off) array.setPower(false, "person");
    this.work(() => {
      for (const array of all)
        for (const device of array.presentations.to(from)) array.presentations.present(device, to);
      for (const array of off) array.setPower(true, "person");
      done();
    });
  }

  /** Is at work for as long as that takes. */
  work(done: () => void): void {
    this.world.kernel.after(drawMicros(this.spec.work, this.labour), done);
  }
}
