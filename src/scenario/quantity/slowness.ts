/** Multipliers above 1, by which something takes longer. */
import { multiplier } from "./multiplier.js";
import { type Quantity, wrong } from "./quantity.js";

export const slowness: Quantity<number> = {
  ...multiplier,
  parse(text) {
    const parsed = multiplier.parse(text);
    if (!("value" in parsed) || parsed.value > 1) return parsed;
    return wrong(`${text} makes nothing slower`, "a multiplier above 1, such as x4");
  },
};
