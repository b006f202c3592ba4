/** A link or a network goes down and up again, over and over. */
import type { Micros } from "../../units/index.js";
import { duration } from "../quantity/index.js";
import { field } from "../schema/fields.js";
import { cut } from "./cut.js";
import type { FaultKind } from "./fault-kind.js";

export const flap: FaultKind = {
  ...cut,
  name: "flap",
  about: "A link or a network is down for a while, up for as long, and so on.",
  schema: () => ({ period: field(duration).describe("From one time that it goes down to the next.") }),
  strike: (world, target, parameters) => {
    const half: Micros = Math.max(1, Math.round((parameters["period"] as Micros) / 2));
    let over = false;
    let mend: (() => void) | null = cut.strike(world, target, {}, 0);
    const toggle = (): void => {
      if (over) return;
      if (mend === null) mend = cut.strike(world, target, {}, 0);
      else {
        mend();
        mend = null;
      }
      world.kernel.after(half, toggle);
    };
    world.kernel.after(half, toggle);
    return () => {
      over = true;
      mend?.();
    };
  },
};
