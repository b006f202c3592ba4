/** Fig. 2A: detect 210, shut the primary down 220, replicate 230, power the stand-in on and bring it online 240. */
import { boot, powerOn, replicate, shutDown, takeIdentity } from "../steps.js";
import type { Preset } from "./preset.js";

export const preset2A: Preset = {
  name: "2A",
  about: "shut the failed host down, bring its data to an identical stand-in, power that on",
  steps: (move, relays) => [
    ...shutDown(move, relays.from, "220"),
    replicate(move, "230"),
    takeIdentity(move),
    powerOn(move, relays.to, "240"),
    boot(move, "240"),
  ],
};
