/** A program dies alone, whatever carries it works on; started again, it has nothing but what it had stored. */
import type { Process } from "../../model/index.js";
import { State } from "./overlay.js";

const crashed = new State<Process>(({ place }) => place.alive);

export function canDie(process: Process): boolean {
  return process.place.alive || crashed.has(process);
}

/** @returns what starts it again */
export function kill(process: Process): () => void {
  return crashed.lay(process, (dies) => process.setCrashed(dies));
}
