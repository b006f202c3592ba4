/** Applications that scripts hold: quiesced, in backup mode or unmounted while their hosts work. */
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";

export class ApplicationAccount {
  private readonly books = new Map<
    string,
    { state: string; since: Micros; stretches: { from: Micros; to: Micros }[] }
  >();

  readonly hears: Hearing = {
    ApplicationChanged: ({ application, to, at }) => {
      const book = this.books.get(application) ?? { state: "down", since: 0, stretches: [] };
      if (HELD.has(book.state)) book.stretches.push({ from: book.since, to: at });
      this.books.set(application, { ...book, state: to, since: at });
    },
  };

  /** Since an instant, in microseconds. */
  heldTime(application: string, from: Micros, until: Micros): Micros {
    const book = this.books.get(application);
    if (book === undefined) return 0;
    const open = HELD.has(book.state) ? [{ from: book.since, to: until }] : [];
    return [...book.stretches, ...open].reduce(
      (sum, each) => sum + Math.max(0, Math.min(each.to, until) - Math.max(each.from, from)),
      0,
    );
  }
}

const HELD = new Set(["quiesced", "backup-mode", "unmounted"]);
