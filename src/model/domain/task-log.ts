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

interface Entry {
  readonly number: number;
  /** The identity of the task, which is its number as a rule. */
  readonly key: number;
  readonly end: Executed;
  older: Entry | null;
  younger: Entry | null;
}

/** The tasks of one console: a chain by their numbers, since they come and go at its ends, mostly one at a time. */
class Book {
  /** All tasks with lower numbers are over. */
  over = 0;
  private oldest: Entry | null = null;
  private youngest: Entry | null = null;
  /** Of all that were ever added: a task that is told for the first time is looked for in no chain, however long one is. */
  private highestKey = -1;

  add(number: number, key: number, end: Executed): void {
    let older = this.youngest;
    while (older !== null && older.number > number) older = older.older;
    const younger = older === null ? this.oldest : older.younger;
    const entry: Entry = { number, key, end, older, younger };
    if (older === null) this.oldest = entry;
    else older.younger = entry;
    if (younger === null) this.youngest = entry;
    else younger.older = entry;
    this.highestKey = Math.max(this.highestKey, key);
  }

  find(key: number): Executed | null {
    if (key > this.highestKey) return null;
    for (let each = this.oldest; each !== null; each = each.younger) if (each.key === key) return each.end;
    return null;
  }

  raise(over: number): void {
    this.over = over;
    while (this.oldest !== null && this.oldest.number < over) {
      const { younger } = this.oldest;
      // What is forgotten keeps nothing younger from being so.
      this.oldest.younger = null;
      this.oldest = younger;
    }
    if (this.oldest === null) this.youngest = null;
    else this.oldest.older = null;
  }
}

export class TaskLog {
  private readonly books = new Map<string, Book>();

  /** Learns what its console does not ask for any more. @returns false when that holds for this very task */
  admit({ console, number, over }: TaskOrder): boolean {
    const book = this.bookOf(console);
    if (over > book.over) book.raise(over);
    return number >= book.over;
  }

  find(console: string, key: number): Executed | null {
    return this.books.get(console)?.find(key) ?? null;
  }

  add({ console, number }: TaskOrder, key: number, end: Executed): void {
    this.bookOf(console).add(number, key, end);
  }

  private bookOf(console: string): Book {
    const known = this.books.get(console);
    if (known !== undefined) return known;
    const book = new Book();
    this.books.set(console, book);
    return book;
  }
}
