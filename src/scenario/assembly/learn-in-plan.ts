/** How what a plan has done is taken in, so that later steps know of it. */
import {
  type Action,
  actsAhead,
  type AheadTask,
  aheadTasks,
  doubtOrdered,
  type Facts,
  learnOutcome,
  type Move,
  type Outcome,
} from "../../control/index.js";
import { imagine } from "../../model/index.js";
import type { Micros } from "../../units/index.js";

/** What is not answered in time is in doubt, as it is from the moment on that it is ordered. */
export function learnInPlan(facts: Facts, action: Action, outcome: Outcome, now: Micros): void {
  if (outcome.status === "unknown") doubtOrdered(facts, action, now);
  learnOutcome(facts, action, outcome, now);
}

/** What is done before a failure, and taken for done. */
export function goAhead(move: Move, facts: Facts): readonly AheadTask[] {
  const tasks = actsAhead(move.policy) ? aheadTasks(move, facts) : [];
  for (const { action } of tasks) learnOutcome(facts, action, imagine(action), 0);
  return tasks;
}
