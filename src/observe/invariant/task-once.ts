/** A task takes effect once, however often it was given and to whom. */
import { Numbered, taskId } from "../../control/index.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Executed, and over for the console. */
const SETTLED = Symbol("settled");

/** What has to be known of the tasks of a console; of those with numbers below `over` nothing but what is open, or was lost. */
class Book {
  /** Where each was executed that is not answered yet, and which were. */
  private readonly effects = new Numbered<string | typeof SETTLED>();
  /** Given up by the console before they took effect: each may, once. */
  readonly lost = new Set<number>();
  private over = 0;

  /** Where it was executed, if that is not answered yet. */
  whereOpen(number: number): string | null {
    const effect = this.effects.get(number);
    return typeof effect === "string" ? effect : null;
  }

  isOver(number: number): boolean {
    const effect = this.effects.get(number);
    return effect === SETTLED || (effect === undefined && number < this.over);
  }

  execute(number: number, where: string): void {
    this.effects.set(number, where);
  }

  settle(number: number): void {
    if (number < this.over) this.effects.delete(number);
    else this.effects.set(number, SETTLED);
  }

  raise(over: number): void {
    for (; this.over < over; this.over += 1)
      if (this.effects.get(this.over) === SETTLED) this.effects.delete(this.over);
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
      const known = books.get(console);
      if (known !== undefined) return known;
      const book = new Book();
      books.set(console, book);
      return book;
    };
    return {
      hears: {
        TaskExecuted: ({ order: { console, number }, cluster, at }) => {
          finding.stake();
          const book = bookOf(console);
          if (book.lost.delete(number)) return book.settle(number);
          const before = book.whereOpen(number);
          if (before === null && !book.isOver(number)) return book.execute(number, cluster);
          const after = before === null ? "its outcome was known" : `it was in ${before}`;
          finding.violated(at, `task ${taskId({ console, number })} is executed in ${cluster}, after ${after}`);
        },
        TaskGiven: ({ order }) => bookOf(order.console).raise(order.over),
        TaskSettled: ({ order: { console, number }, result }) => {
          const book = bookOf(console);
          if (book.whereOpen(number) !== null) book.settle(number);
          else if (result === "lost") book.lost.add(number);
        },
      },
    };
  },
};
