/** The load of a service rises. */
import type { World } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import { duration, multiplier } from "../quantity/index.js";
import { field } from "../schema/fields.js";
import type { FaultKind } from "./fault-kind.js";

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
    changeLoad(world, target, 1, x as number, ramp as Micros);
    return () => changeLoad(world, target, x as number, 1, ramp as Micros);
  },
  hostsServiced: () => [],
  complaint: (target, { services }) =>
    !services.complete || services.list.some(({ name, value }) => name === target && value.load !== undefined)
      ? null
      : { message: `${target} has no load`, expected: "a service with a load" },
};

/** A ramp is climbed in so many equal steps. */
const STEPS = 20;

function changeLoad(world: World, service: string, from: number, to: number, ramp: Micros): void {
  const steps = ramp === 0 ? 1 : STEPS;
  for (let step = 1; step <= steps; step++) {
    // In the middle of its stretch each step has the height of the ramp.
    const height = steps === 1 ? to : from + ((to - from) * (step - 0.5)) / steps;
    const at = Math.round((ramp * (step - 1)) / steps);
    world.kernel.after(at, () => world.traffic.clientOf(service)?.arrivals.setFactor(height));
  }
  if (steps > 1) world.kernel.after(ramp, () => world.traffic.clientOf(service)?.arrivals.setFactor(to));
}
