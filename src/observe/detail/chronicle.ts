/** What happened, in words and as data: actor, what it did, and the reason that it gave. */
import {
  bytes,
  count,
  isRoutine,
  type Note,
  phraseOf,
  type Phrase,
  plain,
  type Reason,
  say,
  sayNote,
  type Undertaking,
} from "../../control/index.js";
import type { HappeningKind } from "../../model/index.js";
import type { ChronicleEntry, Told, ToldStep, ToldUndertaking } from "../../result/index.js";
import { toSeconds, type Micros } from "../../units/index.js";
import type { Accounts } from "../account/accounts.js";
import { bringsBack } from "../account/undertaking-account.js";
import type { Hearing, RecordOf } from "../hearing.js";
import type { Finding } from "../invariant/invariant.js";
import { quantitiesOf } from "../quantities.js";
import { LinesKept, MOST_LINES } from "./lines-kept.js";
import { ownWay } from "./own-way.js";
import { sayHosts, type Saying, sayingsOf, writesInWords } from "./sayings.js";

interface Line extends Omit<Saying, "because"> {
  readonly at: Micros;
  readonly kind: string;
  readonly because?: string | Phrase | null;
  readonly rule?: string;
  readonly step?: ToldStep;
  readonly undertaking?: ToldUndertaking;
}

export class Chronicle {
  readonly hears: Hearing;
  private readonly lines = new LinesKept<Line>();
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
      this.lines.add("needless", { at, kind: "needless", actor: host, what });
    });
    accounts.writes.onLoss(({ at, service, volume, host, writes, bytes: size }) => {
      const what = say`lost ${count(writes)} acknowledged ${writesInWords(writes)} (${bytes(size)}) of ${volume}`;
      const because = `the data with which ${host} goes on does not hold them`;
      this.add({ at, kind: "writes-lost", actor: service, what, because });
    });
  }

  private add(line: Line): void {
    const kind = kindOf(line.kind, line.rule);
    if (this.lines.takes(kind)) this.lines.add(kind, line);
  }

  /** In the order of time; violations of invariants stand at theirs, and what never was at stake at the end. */
  results(until: Micros, findings: readonly Finding[]): readonly ChronicleEntry[] {
    const lines = [...this.lines.all];
    for (const { name, examples } of findings) {
      for (const { at, what } of examples) {
        lines.push({ at, kind: "violated", actor: name, what: say`violated: ${what}` });
      }
    }
    const idle = findings.filter((finding) => finding.neverAtStake).map(({ name }) => name);
    if (idle.length > 0) {
      const what = `never at stake: ${idle.join(", ")}`;
      lines.push({ at: until, kind: "never-at-stake", actor: "invariants", what });
    }
    const { untold } = this.lines;
    if (untold > 0) {
      const what = `${untold} further lines are not told: a chronicle has ${MOST_LINES} at most`;
      lines.push({ at: until, kind: "not-told", actor: "chronicle", what });
    }
    return lines.toSorted((a, b) => a.at - b.at).map(entryOf);
  }

  private onNote({ place, note, at }: RecordOf<"NoteMade">): void {
    const because: Reason | null = "because" in note ? note.because : null;
    const kind = kindOfNote(note, because);
    if (!this.lines.takes(kind)) return;
    const step = this.stepOf(place, note, at);
    const undertaking = undertakingOf(note);
    const what = sayNote(note, this.sayHost, step?.took ?? 0);
    if (what === null) return;
    this.lines.add(kind, {
      ...{ at, kind: note.kind, actor: place, what, word: true },
      ...(because !== null && { because: phraseOf(because), rule: because.rule }),
      ...(isRoutine(note) && { routine: true }),
      ...(step !== null && { step: step.told }),
      ...(undertaking !== null && { undertaking }),
    });
  }

  private stepOf(place: string, note: Note, at: Micros) {
    if (note.kind !== "step-begun" && note.kind !== "step-ended") return null;
    const { of, step, figure } = note;
    const result = note.kind === "step-ended" ? note.result : null;
    const began = result === null ? at : (this.accounts.undertakings.find(place, of)?.steps.at(-1)?.startedAt ?? at);
    return { told: { name: step, figure, result, of: nameOf(of) }, took: at - began };
  }
}

function undertakingOf(note: Note): ToldUndertaking | null {
  if (note.kind !== "begun" && note.kind !== "ended") return null;
  const { of } = note;
  return { of: nameOf(of), result: note.kind === "ended" ? note.result : null, recovers: bringsBack(of) };
}

/** Tells it from others that are under way at its place. */
function nameOf({ family, id }: Undertaking): string {
  return `${family} ${id}`;
}

/** What lines have in common that are told again and again. */
function kindOf(kind: string, rule = "", name = "", result: string | null = null): string {
  return `${kind} ${rule} ${name} ${result ?? ""}`;
}

function kindOfNote(note: Note, because: Reason | null): string {
  const name = note.kind === "step-begun" || note.kind === "step-ended" ? note.step : "";
  return kindOf(note.kind, because?.rule, name, note.kind === "step-ended" ? note.result : null);
}

function entryOf(line: Line): ChronicleEntry {
  const { at, kind, actor, what, because = null, fault, word, minor, rule, routine, step, undertaking } = line;
  const said = phrase(what);
  const reason = fault !== undefined ? plain(`fault ${fault}`) : because === null ? null : phrase(because);
  const quantities = { what: quantitiesOf(said), because: reason === null ? [] : quantitiesOf(reason) };
  const told: Told = {
    kind,
    ...(word && { word }),
    ...(rule !== undefined && { rule }),
    ...(fault !== undefined && { fault }),
    ...(routine && { routine }),
    ...(step !== undefined && { step }),
    ...(undertaking !== undefined && { undertaking }),
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
