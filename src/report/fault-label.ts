/** What a fault is called in pictures. */
import type { FaultBand } from "../result/index.js";

/** What it does and to whom, after its own name when the scenario gave it one: `blackout: power-loss web-1`. */
export function faultLabel({ fault, effect, target }: FaultBand): string {
  const what = `${effect} ${target}`;
  return fault.startsWith(effect) ? what : `${fault}: ${what}`;
}
