/** The load of a service rises. */
import type { World } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import { duration, multiplier } from "../quantity/index.js";
import { field } from "../schema/fields.js";
import type { FaultKind } from "./fault-kind.js";
import { type Laid, Overlay, product } from "./overlay.js";

const raised = new Overlay(product);

export const spike: FaultKind = {
  name: "spike",
  about: "The load of a service is multiplied for a while.",
  targets: ["service"],
  targetKey: "service",
  schema: () => ({
    x: field(multiplier).describe("By which the load grows at the height of the spike."),
    ramp: field(duration).prefault("0s").describe("How long it takes to grow, and again to sink."),
  }),
  canStrike: (world, target) => world.traffic.clientOf(target) !== null,
  strike: (world, target, { x, ramp }) => {
    const { arrivals } = world.traffic.clientOf(target)!;
    const laid = raised.lay(arrivals, 1, (factor) => arrivals.setFactor(factor));
    const slope = new Slope(world, laid, ramp as Micros);
    slope.go(x as number);
    return () => slope.go(1);
  },
  hostsServiced: () => [],
  complaint: (target, { services }) =>
    !services.complete || services.list.some(({ name, value }) => name === target && value.load !== undefined)
      ? null
      : { message: `${target} has no load`, expected: "a service with a load" },
};

/** A ramp is climbed in so many equal steps. */
const STEPS = 20;

/** The height of one spike over time: whoever turns round on the ramp goes from where it is. */
class Slope {
  private height = 1;
  /** Of what is planned only the steps of the latest turn are taken. */
  private turn = 0;

  constructor(
    private readonly world: World,
    private readonly laid: Laid<number>,
    private readonly ramp: Micros,
  ) {}

  go(to: number): void {
    const from = this.height;
    const turn = ++this.turn;
    const steps = this.ramp === 0 ? 0 : STEPS;
    for (let step = 0; step <= steps; step++) {
      // In the middle of its stretch each step has the height of the ramp.
      const height = step === steps ? to : from + ((to - from) * (step + 0.5)) / steps;
      const at = steps === 0 ? 0 : Math.round((this.ramp * step) / steps);
      this.world.kernel.after(at, () => {
        if (turn === this.turn) this.laid.become((this.height = height));
      });
    }
  }
}
