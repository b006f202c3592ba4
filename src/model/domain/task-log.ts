/**
 * Which tasks were executed, on the devices that the clusters of a server system share: each of their drivers remembers what the
 * others have done, through the death of any. What no console can ask for any more is forgotten.
 */
import type { TaskOrder } from "../../control/index.js";

export interface Executed {
  readonly result: "done" | "failed";
  /** What is known of its failure (410). */
  readonly why: string | null;
}

interface Book {
  /** All tasks with lower numbers are over. */
  over: number;
  /** By the identity of each, which is its number as a rule. */
  readonly executed: Map<number, { readonly number: number; readonly end: Executed }>;
}

export class TaskLog {
  private readonly books = new Map<string, Book>();

  knows({ console, number }: TaskOrder): boolean {
    return this.books.get(console)?.executed.has(number) === true;
  }

  /** Learns what its console does not ask for any more. @returns false when that holds for this very task */
  admit({ console, number, over }: TaskOrder): boolean {
    const book = this.bookOf(console);
    if (over > book.over) {
      book.over = over;
      // In the order of their ends: few are younger than one that is over.
      for (const [key, each] of book.executed) if (each.number < over) book.executed.delete(key);
    }
    return number >= book.over;
  }

  find(console: string, key: number): Executed | null {
    return this.books.get(console)?.executed.get(key)?.end ?? null;
  }

  add({ console, number }: TaskOrder, key: number, end: Executed): void {
    this.bookOf(console).executed.set(key, { number, end });
  }

  private bookOf(console: string): Book {
    const known = this.books.get(console);
    if (known !== undefined) return known;
    const book: Book = { over: 0, executed: new Map() };
    this.books.set(console, book);
    return book;
  }
}
