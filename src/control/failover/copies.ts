/** Orders for which a storage system moves bytes: whether it works on one it can be asked, for the order may have got lost. */
import type { Action } from "../words.js";
import { arrayOf, inUse } from "./devices.js";
import { type Facts, volume } from "./facts.js";
import type { CopyOrdered } from "./words.js";

const COPIES = [
  ...(["copy", "update", "transform", "export", "import", "restore"] as const),
  ...(["split-ahead", "apply-log", "transform-log"] as const),
] as const;
type Copy = Extract<Action, { readonly kind: (typeof COPIES)[number] }>;

/** Whether a storage system moves bytes for it, and can say whether it does. */
export function isCopy(action: Action): action is Copy {
  return COPIES.some((kind) => kind === action.kind);
}

/** The storage system that was told to. */
export function readAt(copy: Copy, facts: Facts): string {
  const known = volume(facts, copy.volume);
  switch (copy.kind) {
    case "restore":
      return known.backup?.array ?? arrayOf(known, inUse(known));
    case "apply-log":
    case "transform-log":
      return known.array;
    default:
      return arrayOf(known, copy.device);
  }
}

/** As it is asked about it. */
export function copyOrdered(copy: Copy): CopyOrdered {
  return { volume: copy.volume, to: copy.kind === "transform-log" ? null : copy.to };
}
