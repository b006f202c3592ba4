/** The conventional way: somebody is paged, comes, pulls the plug, moves the cables and powers the stand-in up. */
import { boot } from "../step/boot.js";
import { restoreIdentity, takeIdentity } from "../step/identity.js";
import { moveCables, page, powerOn, unplug } from "../steps.js";
import type { Preset } from "./preset.js";

export const manual: Preset = {
  name: "manual",
  about: "a person is paged, comes, unplugs the failed host, moves its cables to the stand-in and powers that up",
  options: { standby: "cold", redirect: false, data: [] },
  ahead: {},
  steps: (move, relays) => [
    page(move, `${move.from} does not work`),
    unplug(move),
    moveCables(move),
    ...restoreIdentity(move),
    takeIdentity(move),
    ...powerOn(move, relays.to),
    boot(move),
  ],
};
