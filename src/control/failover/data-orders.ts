/** Orders that bring data: which those are, what they read, and what they were to bring about. */
import type { Action, Outcome } from "../words.js";

export type DataAction = Extract<Action, { volume: string; to: string }>;

/** Whether an action brings the data of a volume to a host. */
export function isData(action: Action): action is DataAction {
  return "volume" in action && "to" in action;
}

/** The device from which an action takes what it brings elsewhere. */
export function readBy(action: Action): { readonly volume: string; readonly device: string } | null {
  if (action.kind === "re-establish") return { volume: action.volume, device: action.of };
  return isData(action) && "device" in action ? action : null;
}

/** The device that an action was to bring about, `null` when it is not known to have. */
export function deviceFound(outcome: Outcome): string | null {
  return outcome.status === "done" && outcome.found?.what === "device" ? outcome.found.device : null;
}
