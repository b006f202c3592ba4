/** What a machine says of itself, as it is recorded: what measures need of it a million times has kinds of its own, so that nobody else hears it. */
import type { Note } from "../control/index.js";
import type { Ground } from "./ground.js";

export function recordNote(world: Ground, place: string, note: Note): void {
  switch (note.kind) {
    case "loss-report":
      return world.record({ kind: "LossReported", place, missing: note.missing });
    case "task-given": {
      const { order, server, times } = note;
      return world.tell({ at: world.kernel.now, kind: "TaskGiven", order, server, times }, order.told);
    }
    case "task-settled": {
      const { order, result, server, times, why } = note;
      const { now: at } = world.kernel;
      return world.tell({ at, kind: "TaskSettled", order, result, server, times, why }, order.told);
    }
    default:
      return world.record({ kind: "NoteMade", place, note });
  }
}
