/** What happened, in words and as data: actor, what it did, and the reason that it gave. */
import {
  bytes,
  count,
  type Note,
  phraseOf,
  type Phrase,
  plain,
  type Reason,
  say,
  sayNote,
} from "../../control/index.js";
import type { HappeningKind } from "../../model/index.js";
import type { ChronicleEntry, Told, ToldStep } from "../../result/index.js";
import { toSeconds, type Micros } from "../../units/index.js";
import type { Accounts } from "../account/accounts.js";
import type { Hearing, RecordOf } from "../hearing.js";
import type { Finding } from "../invariant/invariant.js";
import { quantitiesOf } from "../quantities.js";
import { ownWay } from "./own-way.js";
import { sayHosts, type Saying, sayingsOf, writesInWords } from "./sayings.js";

interface Line extends Omit<Saying, "because"> {
  readonly at: Micros;
  readonly kind: string;
  readonly because?: string | Phrase | null;
  readonly rule?: string;
  readonly step?: ToldStep;
}

/** As many as somebody might read, and some more: a run with more is too long to be told line by line. */
const MOST_LINES = 30_000;
/** When there are more, so many stay: those go of which there are most, so that a year of routine hides no failure in its last month. */
const STAY = 20_000;

export class Chronicle {
  readonly hears: Hearing;
  private lines: Line[] = [];
  private untold = 0;
  private readonly sayHost: (host: string) => string;

  constructor(private readonly accounts: Accounts) {
    const { spec } = accounts.context;
    this.sayHost = sayHosts(spec);
    const sayings = Object.entries(sayingsOf(spec)).map(([kind, saying]) => {
      // A saying is only ever asked about records of its own kind.
      const sayingOf = saying as (record: RecordOf<HappeningKind>) => Saying | readonly Saying[];
      const hear = (record: RecordOf<HappeningKind>): void => {
        const said = sayingOf(record);
        if (Array.isArray(said))
          for (const each of said as readonly Saying[]) this.add({ at: record.at, kind, ...each });
        else this.add({ at: record.at, kind, ...(said as Saying) });
      };
      return [kind, hear] as const;
    });
    const told = Object.fromEntries(sayings) as Hearing;
    const way = ownWay(spec, (at, relay, what) => this.add({ at, kind: "own-way", actor: relay, what }));
    this.hears = {
      ...told,
      NoteMade: (record) => this.onNote(record),
      LinkChanged: (record) => {
        told.LinkChanged?.(record);
        way.LinkChanged?.(record);
      },
      RelayCommanded: (record) => {
        told.RelayCommanded?.(record);
        way.RelayCommanded?.(record);
      },
    };
    accounts.needless.onNeedless(({ at, host, step }) => {
      const what = `needless: ${host} served its users when ${step} began`;
      this.lines.push({ at, kind: "needless", actor: host, what });
    });
    accounts.writes.onLoss(({ at, service, volume, host, writes, bytes: size }) => {
      const what = say`lost ${count(writes)} acknowledged ${writesInWords(writes)} (${bytes(size)}) of ${volume}`;
      const because = `the data with which ${host} goes on does not hold them`;
      this.add({ at, kind: "writes-lost", actor: service, what, because });
    });
  }

  private add(line: Line): void {
    this.lines.push(line);
    if (this.lines.length <= MOST_LINES) return;
    const kept = withoutWhatThereIsMostOf(this.lines, STAY);
    this.untold += this.lines.length - kept.length;
    this.lines = kept;
  }

  /** In the order of time; violations of invariants stand at theirs, and what never was at stake at the end. */
  results(until: Micros, findings: readonly Finding[]): readonly ChronicleEntry[] {
    for (const { name, examples } of findings) {
      for (const { at, what } of examples) {
        this.lines.push({ at, kind: "violated", actor: name, what: say`violated: ${what}` });
      }
    }
    const idle = findings.filter((finding) => finding.neverAtStake).map(({ name }) => name);
    if (idle.length > 0) {
      const what = `never at stake: ${idle.join(", ")}`;
      this.lines.push({ at: until, kind: "never-at-stake", actor: "invariants", what });
    }
    if (this.untold > 0) {
      const what = `${this.untold} further lines are not told: a chronicle has ${MOST_LINES} at most`;
      this.lines.push({ at: until, kind: "not-told", actor: "chronicle", what });
    }
    return this.lines.toSorted((a, b) => a.at - b.at).map(entryOf);
  }

  private onNote({ place, note, at }: RecordOf<"NoteMade">): void {
    const step = this.stepOf(place, note, at);
    const what = sayNote(note, this.sayHost, step?.took ?? 0);
    if (what === null) return;
    const because: Reason | null = "because" in note ? note.because : null;
    this.add({
      ...{ at, kind: note.kind, actor: place, what, word: true },
      ...(because !== null && { because: phraseOf(because), rule: because.rule }),
      ...(step !== null && { step: step.told }),
    });
  }

  private stepOf(place: string, note: Note, at: Micros) {
    if (note.kind !== "step-begun" && note.kind !== "step-ended") return null;
    const { of, step, figure } = note;
    const result = note.kind === "step-ended" ? note.result : null;
    const began = result === null ? at : (this.accounts.undertakings.find(place, of)?.steps.at(-1)?.startedAt ?? at);
    return { told: { name: step, figure, result, of: `${of.family} ${of.id}` }, took: at - began };
  }
}

/** Of the kinds of which there are most only the first lines stay, as many of each as leaves so many in all. */
function withoutWhatThereIsMostOf(lines: readonly Line[], stay: number): Line[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(keyOf(line), (counts.get(keyOf(line)) ?? 0) + 1);
  const most = fairShare([...counts.values()], stay);
  const seen = new Map<string, number>();
  return lines.filter((line) => {
    const before = seen.get(keyOf(line)) ?? 0;
    seen.set(keyOf(line), before + 1);
    return before < most;
  });
}

/** The greatest number that each may have at most so that all together have no more than so many. */
function fairShare(wants: readonly number[], all: number): number {
  let left = all;
  for (const [index, want] of wants.toSorted((one, other) => one - other).entries()) {
    const share = Math.floor(left / (wants.length - index));
    if (want > share) return share;
    left -= want;
  }
  return Infinity;
}

function keyOf({ kind, rule = "", step }: Line): string {
  return `${kind} ${rule} ${step?.name ?? ""} ${step?.result ?? ""}`;
}

function entryOf({ at, kind, actor, what, because = null, fault, word, minor, rule, step }: Line): ChronicleEntry {
  const said = phrase(what);
  const reason = fault !== undefined ? plain(`fault ${fault}`) : because === null ? null : phrase(because);
  const quantities = { what: quantitiesOf(said), because: reason === null ? [] : quantitiesOf(reason) };
  const told: Told = {
    kind,
    ...(word && { word }),
    ...(rule !== undefined && { rule }),
    ...(fault !== undefined && { fault }),
    ...(step !== undefined && { step }),
    ...(quantities.what.length + quantities.because.length > 0 && { quantities }),
  };
  return {
    ...{ atSeconds: toSeconds(at), actor, what: said.text, because: reason?.text ?? null },
    ...(minor && { minor }),
    told,
  };
}

function phrase(said: string | Phrase): Phrase {
  return typeof said === "string" ? plain(said) : said;
}
