/**
 * The conventional way: somebody is paged, comes, pulls the plug, moves the cables and powers the stand-in up. Where the
 * stand-in has a storage system of its own it is given the last backups instead, and what came after them is lost.
 */
import { boot } from "../step/boot.js";
import { fetchBackups, moveCables, page } from "../step/by-hand.js";
import { restoreIdentity, takeIdentity } from "../step/identity.js";
import { keepUnplugged } from "../step/keep-unplugged.js";
import { unplug } from "../step/power-off.js";
import { powerOnByHand } from "../step/power-on.js";
import { replicate } from "../step/replicate.js";
import { withdraw } from "../step/withdraw.js";
import type { FailoverStep, Move } from "../steps.js";
import type { Preset } from "./preset.js";

export const manual: Preset = {
  name: "manual",
  about:
    "a person is paged, comes, unplugs the failed host, moves its cables to the stand-in, or restores its backups there, and powers that up",
  options: { standby: "cold", redirect: false, data: [] },
  ahead: {},
  steps: (move, { to: relay }) => [
    page(move, `${move.from} does not work`),
    unplug(move),
    ...bringByHand(move),
    ...restoreIdentity(move),
    takeIdentity(move),
    ...keepUnplugged(move, relay),
    powerOnByHand(move),
    boot(move, null),
  ],
};

/** A host that is started anew where it is has its data there, and its cables. */
function bringByHand(move: Move): readonly FailoverStep[] {
  const { data, restoresByHand } = move.policy;
  if (move.from === move.to) return [];
  if (restoresByHand !== true) return [moveCables(move)];
  return [...withdraw(move, null), fetchBackups(move), ...replicate(move, data, {})];
}
