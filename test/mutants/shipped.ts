/** What the random trials try as it is shipped: nothing of it may ever violate an invariant. */
import { SECOND } from "../../src/units/index.js";
import type { Breakage } from "./trial.js";

/**
 * Without failback, with failback and mirrors that are re-established, with a stand-in that has a life of its own, with two
 * that stand in for each other, with backups that are restored when nothing else is left, and with people who switch hosts off, and on.
 */
export const SHIPPED: Readonly<Record<string, Breakage>> = {
  plain: {},
  failback: { policy: { failback: { after: 5 * SECOND }, mirrorAgain: true } },
  active: { setting: "active" },
  mutual: { setting: "mutual" },
  "backed-up": { setting: "backed-up" },
  "by hand": { policy: { power: { off: "by-hand", on: "by-hand" }, failback: { after: 5 * SECOND } } },
  "by hand and by relay": { setting: "mutual", policy: { power: { off: "by-hand" } } },
};
