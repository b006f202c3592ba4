/** What a task comes to that a driver begins, and what there is to know of one that it has begun without being asked. */
import type { TaskOrder } from "../../control/index.js";
import type { Micros } from "../../units/index.js";

/** What a task would come to. */
export interface Fate {
  /** Counts what its driver begins. */
  readonly number: number;
  readonly takes: Micros;
  readonly fails: boolean;
}

/** A task that was begun without the driver knowing more of it than its fate. */
export interface Begun extends Fate {
  readonly order: TaskOrder;
  readonly slot: string;
  /** How much longer it takes; `null`: it is done, and what came of it is being stored. */
  readonly left: Micros | null;
}
