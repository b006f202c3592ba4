/** What came of a domain: on which clusters servers could act, what became of tasks, and how old the servers' copies were. */
import { Numbered } from "../../control/index.js";
import { StepFunction } from "../../stats/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing, Observer, RecordOf } from "../hearing.js";
import { AblePairs } from "./able-pairs.js";
import type { ObservationContext } from "./context.js";

export interface ClusterBook {
  /** How many pairs could act. */
  readonly able: StepFunction;
  /** From each loss of a pair until the next task was done there. */
  readonly successes: { readonly lostAt: Micros; readonly after: Micros }[];
  waitingSince: Micros[];
}

/** Tasks of one console that were wanted after the warm-up. */
export interface ConsoleBook {
  given: number;
  done: number;
  failed: number;
  lost: number;
  /** Tasks that were given more than once. */
  again: number;
  /** From when a task was wanted until its outcome was known. */
  answerTime: number;
  longest: Micros;
  readonly open: Numbered<Micros>;
}

interface CopyBook {
  /** When the cluster stored the first version that the server does not hold; `null`: it holds the newest. */
  staleSince: Micros | null;
  held: number;
  stale: Micros;
  longest: Micros;
}

export class DomainAccount implements Observer {
  private readonly clusters = new Map<string, ClusterBook>();
  private readonly consoles = new Map<string, ConsoleBook>();
  /** By server, then by cluster. */
  private readonly copies = new Map<string, Map<string, CopyBook>>();
  private readonly stored = new Map<string, number>();
  private readonly tries = new Map<string, number>();

  private readonly warmUp: Micros;

  constructor({ spec, warmUp }: ObservationContext) {
    this.warmUp = warmUp;
    for (const { name } of spec.domain?.servers ?? []) this.copies.set(name, new Map());
  }

  private readonly pairs = new AblePairs((cluster, able, at) => {
    const book = this.of(cluster);
    if (able < book.able.valueAt(at)) book.waitingSince.push(at);
    book.able.set(at, able);
  });

  readonly observers: readonly Observer[] = [this.pairs, this];

  readonly hears: Hearing = {
    NoteMade: (record) => this.hearNote(record),
    TaskGiven: ({ order, times, at }) => {
      if (times > 1) return;
      const book = this.ofConsole(order.console);
      book.open.set(order.number, at);
      if (at >= this.warmUp) book.given += 1;
    },
    TaskSettled: (record) => this.settle(record),
    ConfigurationStored: ({ cluster, version, at }) => {
      this.stored.set(cluster, version);
      for (const ofServer of this.copies.values()) bookIn(ofServer, cluster).staleSince ??= at;
    },
    ProcessChanged: ({ process, state, at }) => {
      if (state !== "gone") return;
      // What it knew is gone with it.
      for (const each of this.copies.get(process)?.values() ?? []) {
        each.held = 0;
        each.staleSince ??= at;
      }
    },
  };

  of(cluster: string): ClusterBook {
    let book = this.clusters.get(cluster);
    if (book === undefined) {
      book = { able: new StepFunction(0, 0), successes: [], waitingSince: [] };
      this.clusters.set(cluster, book);
    }
    return book;
  }

  ofConsole(console: string): ConsoleBook {
    let book = this.consoles.get(console);
    if (book === undefined) {
      book = { given: 0, done: 0, failed: 0, lost: 0, again: 0, answerTime: 0, longest: 0, open: new Numbered() };
      this.consoles.set(console, book);
    }
    return book;
  }

  /** How often an agent tried to register. */
  triesOf(agent: string): number {
    return this.tries.get(agent) ?? 0;
  }

  /** How long the copies of a server were not the newest, on average of its clusters, and the longest such stretch. */
  staleness(server: string, until: Micros): { readonly mean: Micros; readonly longest: Micros } | null {
    const books = [...(this.copies.get(server)?.values() ?? [])];
    if (books.length === 0) return null;
    const open = ({ staleSince }: CopyBook) =>
      staleSince === null ? 0 : Math.max(0, until - this.counted(staleSince));
    return {
      mean: books.reduce((sum, each) => sum + each.stale + open(each), 0) / books.length,
      longest: books.reduce((most, each) => Math.max(most, each.longest, open(each)), 0),
    };
  }

  private counted(at: Micros): Micros {
    return Math.max(at, this.warmUp);
  }

  private hearNote({ note, at }: RecordOf<"NoteMade">): void {
    switch (note.kind) {
      case "registration-tried":
        if (at >= this.warmUp) this.tries.set(note.agent, this.triesOf(note.agent) + 1);
        return;
      case "copy-taken":
        return this.takeCopy(note.server, note.cluster, note.version, at);
    }
  }

  private settle({ order, result, times, at }: RecordOf<"TaskSettled">): void {
    const book = this.ofConsole(order.console);
    const since = book.open.get(order.number) ?? at;
    book.open.delete(order.number);
    if (since >= this.warmUp) {
      book[result] += 1;
      if (times > 1) book.again += 1;
      if (result !== "lost") {
        book.answerTime += at - since;
        book.longest = Math.max(book.longest, at - since);
      }
    }
    const cluster = this.clusters.get(order.cluster);
    if (result !== "done" || cluster === undefined || cluster.waitingSince.length === 0) return;
    for (const lostAt of cluster.waitingSince) cluster.successes.push({ lostAt, after: at - lostAt });
    cluster.waitingSince = [];
  }

  private takeCopy(server: string, cluster: string, version: number, at: Micros): void {
    const ofServer = this.copies.get(server);
    if (ofServer === undefined) return;
    const book = bookIn(ofServer, cluster);
    book.held = version;
    if (version < (this.stored.get(cluster) ?? 0) || book.staleSince === null) return;
    const length = Math.max(0, at - this.counted(book.staleSince));
    book.stale += length;
    book.longest = Math.max(book.longest, length);
    book.staleSince = null;
  }
}

function bookIn(books: Map<string, CopyBook>, cluster: string): CopyBook {
  const known = books.get(cluster);
  if (known !== undefined) return known;
  const book: CopyBook = { staleSince: null, held: 0, stale: 0, longest: 0 };
  books.set(cluster, book);
  return book;
}
