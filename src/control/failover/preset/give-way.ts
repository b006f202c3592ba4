/** What a stand-in does whose host is wanted for something of higher priority: it ends in order, and leaves its devices behind. */
import { restoreIdentity } from "../step/identity.js";
import { shutDown } from "../step/power-off.js";
import { withdraw } from "../step/withdraw.js";
import type { FailoverStep, Move } from "../steps.js";
import type { Relays } from "./preset.js";

export function giveWay(move: Move, relays: Relays): readonly FailoverStep[] {
  return [...shutDown(move, relays.from), ...withdraw(move, relays.from), ...restoreIdentity(move)];
}
