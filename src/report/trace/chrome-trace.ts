/**
 * Entries of a trace in the Trace Event Format: actors as rows, states and steps as spans, orders and their outcomes as
 * arrows, requests as spans of their own, all else as marks. What is kept meanwhile is the open span of each row. Spans of
 * one row follow each other: what happens at the same instant lies in further rows, and what took no time is a mark.
 */
import type { TraceEntry } from "../../result/index.js";

type Fields = Readonly<Record<string, unknown>>;

/** What notes of steps are of. */
interface Undertaking {
  readonly subjects: readonly { readonly name: string }[];
}

interface Span {
  readonly name: string;
  readonly since: number;
}

const PROCESS = 1;

/** The fields that name the actor of a record, the most telling first. */
const ACTORS = ["host", "relay", "link", "array", "service", "volume", "place", "director", "target", "subject"];

export class ChromeTrace {
  private readonly rows = new Map<string, number>();
  private readonly open = new Map<string, Span>();
  /** Until when each row of messages is taken. */
  private readonly taken = new Map<string, number>();
  private requests = 0;
  private first = true;

  constructor(private readonly write: (text: string) => void) {
    write('{"displayTimeUnit":"ms","traceEvents":[');
  }

  add(entry: TraceEntry): void {
    const { at, kind, ...fields } = entry as TraceEntry & Fields;
    switch (kind) {
      case "HostStageChanged":
        return this.change(String(fields["host"]), String(fields["to"]), at);
      case "ServiceUp":
        return this.change(String(fields["service"]), `up on ${String(fields["host"])}`, at);
      case "ServiceDown":
        return this.change(String(fields["service"]), "down", at);
      // The span of a request tells when it was issued.
      case "RequestIssued":
        return;
      case "RequestEnded":
        return this.request(at, fields);
      case "NoteMade":
        return this.note(at, fields);
      case "EffectSent":
        return this.arrow("s", at, fields, fields["id"], String((fields["action"] as Fields)["kind"]));
      case "OutcomeDelivered":
        return this.arrow("f", at, fields, fields["id"], String(fields["action"]));
      default:
        return this.mark(this.actorOf(fields), kind, at, fields);
    }
  }

  /** Closes what is open. @param at end of the run, in microseconds */
  finish(at: number): void {
    for (const [row, { name, since }] of this.open) this.span(row, name, since, at);
    this.open.clear();
    this.write("\n]}\n");
  }

  /** A row's state lasts until its next one. */
  private change(row: string, state: string, at: number): void {
    const before = this.open.get(row);
    if (before !== undefined) this.span(row, before.name, before.since, at);
    this.open.set(row, { name: state, since: at });
  }

  private note(at: number, fields: Fields): void {
    const note = fields["note"] as Fields;
    const of = note["of"] as Undertaking | undefined;
    if (of === undefined || (note["kind"] !== "step-begun" && note["kind"] !== "step-ended")) {
      return this.mark(String(fields["place"]), String(note["kind"]), at, note);
    }
    const row = `${String(fields["place"])}: ${of.subjects.map(({ name }) => name).join(", ")}`;
    if (note["kind"] === "step-begun") return void this.open.set(row, { name: String(note["step"]), since: at });
    const begun = this.open.get(row);
    this.open.delete(row);
    this.span(row, String(note["step"]), begun?.since ?? at, at, note);
  }

  private span(row: string, name: string, from: number, to: number, args: Fields = {}): void {
    if (from === to) return this.mark(row, name, from, args);
    this.put({ ph: "X", name, ts: from, dur: to - from, tid: this.tidOf(row), args });
  }

  private mark(row: string, name: string, at: number, args: Fields): void {
    this.put({ ph: "i", s: "t", name, ts: at, tid: this.tidOf(row), args });
  }

  /** Arrows begin and end in spans, which are as short as can be. */
  private arrow(ph: "s" | "f", at: number, fields: Fields, id: unknown, name: string): void {
    const place = String(fields["place"]);
    const row = this.freeRow(`${place}: messages`, at);
    this.taken.set(row, at + 1);
    this.span(row, ph === "s" ? `order ${name}` : `outcome of ${name}`, at, at + 1, fields);
    const end = ph === "f" ? { bp: "e" } : {};
    this.put({ ph, cat: "message", name, id: `${place} ${String(id)}`, ts: at, tid: this.tidOf(row), ...end });
  }

  private freeRow(name: string, at: number): string {
    let row = name;
    for (let number = 2; (this.taken.get(row) ?? 0) > at; number += 1) row = `${name} ${number}`;
    return row;
  }

  /** Requests overlap, so each has a span of its own kind, which need not lie within another. */
  private request(at: number, fields: Fields): void {
    const tid = this.tidOf(`${String(fields["service"])}: requests`);
    const name = `${String(fields["class"])} ${String(fields["end"])}`;
    const id = (this.requests += 1);
    this.put({ ph: "b", cat: "request", id, name, ts: at - Number(fields["latency"]), tid });
    this.put({ ph: "e", cat: "request", id, name, ts: at, tid });
  }

  private actorOf(fields: Fields): string {
    const field = ACTORS.find((each) => typeof fields[each] === "string");
    return field === undefined ? "run" : String(fields[field]);
  }

  /** Rows are named when they first occur. */
  private tidOf(row: string): number {
    const known = this.rows.get(row);
    if (known !== undefined) return known;
    const tid = this.rows.size + 1;
    this.rows.set(row, tid);
    this.put({ ph: "M", name: "thread_name", tid, args: { name: row } });
    return tid;
  }

  private put(event: Fields): void {
    this.write(`${this.first ? "\n" : ",\n"}${JSON.stringify({ pid: PROCESS, ...event })}`);
    this.first = false;
  }
}
