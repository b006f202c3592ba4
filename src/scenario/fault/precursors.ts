/** Minor errors that foretell the failure of a host. */
import * as z from "zod";
import type { Micros } from "../../units/index.js";
import { duration, share } from "../quantity/index.js";
import { field } from "../schema/fields.js";
import { crash } from "./crash.js";
import type { FaultKind } from "./fault-kind.js";

export const precursors: FaultKind = {
  name: "precursors",
  about: "A component has minor errors, evenly spread over a time; at its end the host crashes, or it was nothing.",
  targets: ["host"],
  targetKey: "host",
  schema: () => ({
    component: z.enum(["cpu", "memory", "network-controller", "io-controller", "adapter"]).describe("What has errors."),
    errors: z.number().int().min(1).max(10_000).describe("How many there are."),
    over: field(duration).describe("From the first of them to the crash."),
    "ends-in-crash": field(share).prefault("100%").describe("Probability with which the host crashes in the end."),
  }),
  canStrike: (world, target) => world.host(target).running,
  chancy: true,
  strike: (world, target, { component, errors, over, "ends-in-crash": probability }, luck) => {
    const { kernel } = world;
    const ends = luck < (probability as number);
    let mended = false;
    let repair: (() => void) | null = null;
    for (let i = 0; i < (errors as number); i++) {
      kernel.after(Math.floor(((over as Micros) * i) / (errors as number)), () => {
        if (!mended && world.host(target).running) world.monitors.get(target)?.reportMinorError(component as string);
      });
    }
    kernel.after(over as Micros, () => {
      if (!mended && ends && crash.canStrike(world, target, {})) repair = crash.strike(world, target, {}, luck);
    });
    return () => {
      mended = true;
      repair?.();
    };
  },
  hostsServiced: (_, target) => [target],
};
