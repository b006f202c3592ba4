/** A task takes effect once, however often it was given and to whom. */
import { taskId } from "../../control/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Evaluated whenever a driver says that a task has taken effect; a failure counts as an effect: something was tried. */
export const taskOnce: Invariant = {
  name: "task-once",
  about:
    "A task takes effect once: who gives it again, because an answer was lost or a pair has failed, must not have it done twice.",
  idle: "no task was executed",
  appliesTo: runs("domain"),
  watch: (finding) => {
    /** By console: those that were executed and are not answered yet, and up to where all are over. */
    const executed = new Map<string, { readonly open: Map<number, string>; readonly settled: Set<number>; over: number }>();
    const bookOf = (console: string) => {
      const book = executed.get(console) ?? { open: new Map<number, string>(), settled: new Set<number>(), over: 0 };
      executed.set(console, book);
      return book;
    };
    return {
      hears: {
        TaskExecuted: ({ order, cluster, at }) => {
          finding.stake();
          const { open, settled, over } = bookOf(order.console);
          const before = open.get(order.number);
          open.set(order.number, cluster);
          if (before !== undefined)
            finding.violated(at, `task ${taskId(order)} is executed in ${cluster}, after it was in ${before}`);
          else if (settled.has(order.number) || order.number < over)
            finding.violated(at, `task ${taskId(order)} is executed in ${cluster}, after its outcome was known`);
        },
        TaskGiven: ({ order }) => {
          // What its console says is over is not asked for any more: nothing of it needs to be remembered.
          const book = bookOf(order.console);
          if (order.over <= book.over) return;
          book.over = order.over;
          for (const number of book.open.keys()) if (number < book.over) book.open.delete(number);
          book.settled.clear();
        },
        TaskSettled: ({ order, result }) => {
          if (result === "lost") return;
          const { open, settled } = bookOf(order.console);
          if (open.delete(order.number)) settled.add(order.number);
        },
      },
    };
  },
};
