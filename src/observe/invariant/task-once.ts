/** A task takes effect once, however often it was given and to whom. */
import { Numbered, taskId } from "../../control/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** What has to be known of the tasks of a console; of those with numbers below `over` nothing but what was lost. */
class Book {
  /** Executed, and not answered yet: where. */
  readonly open = new Numbered<string>();
  /** Executed, and over for the console. */
  private readonly settled = new Set<number>();
  /** Given up by the console before they took effect: each may, once. */
  readonly lost = new Set<number>();
  private over = 0;
  private most = 64;

  isOver(number: number): boolean {
    return this.settled.has(number) || (number < this.over && this.open.get(number) === undefined);
  }

  settle(number: number): void {
    this.settled.add(number);
    if (this.settled.size < this.most) return;
    for (const each of this.settled) if (each < this.over) this.settled.delete(each);
    this.most = 2 * this.settled.size + 64;
  }

  raise(over: number): void {
    this.over = Math.max(this.over, over);
  }
}

/** Evaluated whenever a task has taken effect; a failure counts as an effect: something was tried. */
export const taskOnce: Invariant = {
  name: "task-once",
  about:
    "A task takes effect once: who gives it again, because an answer was lost or a pair has failed, must not have it done twice.",
  idle: "no task was executed",
  appliesTo: runs("domain"),
  watch: (finding) => {
    const books = new Map<string, Book>();
    const bookOf = (console: string) => {
      const book = books.get(console) ?? new Book();
      books.set(console, book);
      return book;
    };
    return {
      hears: {
        TaskExecuted: ({ order: { console, number }, cluster, at }) => {
          finding.stake();
          const book = bookOf(console);
          if (book.lost.delete(number)) return book.settle(number);
          const before = book.open.get(number);
          const id = taskId({ console, number });
          if (before !== undefined)
            finding.violated(at, `task ${id} is executed in ${cluster}, after it was in ${before}`);
          else if (book.isOver(number))
            finding.violated(at, `task ${id} is executed in ${cluster}, after its outcome was known`);
          else book.open.set(number, cluster);
        },
        TaskGiven: ({ order }) => bookOf(order.console).raise(order.over),
        TaskSettled: ({ order: { console, number }, result }) => {
          const book = bookOf(console);
          if (book.open.delete(number)) book.settle(number);
          else if (result === "lost") book.lost.add(number);
        },
      },
    };
  },
};
