/** Takeovers that on the truth were needless: the former holder served its users when the first step began that ends that. */
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { IncidentAccount } from "./incident-account.js";
import { concerns, type UndertakingAccount, type UndertakingTold } from "./undertaking-account.js";
import type { VerdictAccount } from "./verdict-account.js";
import type { LossFound } from "./write-account.js";

/** Looks only. */
const HARMLESS: ReadonlySet<string> = new Set(["read-back", "compare"]);

export interface Needless {
  readonly takeover: UndertakingTold;
  readonly host: string;
  /** When that step began. */
  readonly at: Micros;
  readonly step: string;
}

/**
 * What is wanted is not needless: a failback, a stand-in's own life, giving way by priority; nor is a takeover ahead of a
 * failure that was foretold.
 */
export class NeedlessAccount {
  readonly all: Needless[] = [];
  private readonly judged = new Set<UndertakingTold>();
  private readonly listeners: ((needless: Needless) => void)[] = [];

  /** @param undertakings which hears each note before this account does, as `verdicts` does */
  constructor(undertakings: UndertakingAccount, verdicts: VerdictAccount) {
    this.hears = {
      NoteMade: ({ place, note, at }) => {
        if (note.kind !== "step-begun" || (note.phase !== "fence" && note.phase !== "data")) return;
        const { from, kind, recovers } = note.of;
        if (!recovers || kind !== "takeover" || from === undefined || HARMLESS.has(note.step)) return;
        const takeover = undertakings.find(place, note.of);
        if (takeover === null || this.judged.has(takeover)) return;
        this.judged.add(takeover);
        if (verdicts.isForetold(from) || !verdicts.servesUsers(from)) return;
        const needless = { takeover, host: from, at, step: note.step };
        this.all.push(needless);
        for (const listener of this.listeners) listener(needless);
      },
    };
  }

  readonly hears: Hearing;

  /** Calls back for every one from now on. */
  onNeedless(listener: (needless: Needless) => void): void {
    this.listeners.push(listener);
  }
}

/**
 * Microseconds that services were down in outages which a takeover made, and the writes that they lost: in these outages,
 * and where the new holder went on with data that did not hold them, whether anybody was down for that or not.
 */
export function costOf(
  { takeover, at }: Needless,
  { incidents }: IncidentAccount,
  losses: readonly LossFound[],
  recoveries: readonly UndertakingTold[],
  until: Micros,
): { readonly downTime: Micros; readonly writes: number } {
  const made = incidents.filter((incident) => incident.start >= at && incident.recoveries.includes(takeover));
  const isLostThen = (loss: LossFound): boolean =>
    made.some(({ subject, start, end }) => {
      return subject.name === loss.service && start <= loss.at && loss.at <= (end ?? until);
    });
  const isLostByIt = ({ service, host, at: lostAt }: LossFound): boolean =>
    host === takeover.of.to &&
    lostAt >= at &&
    recoveries.findLast(({ of, startedAt }) => startedAt <= lostAt && concerns(of, "service", service)) === takeover;
  const lost = losses.filter((loss) => isLostThen(loss) || isLostByIt(loss));
  return {
    downTime: made.reduce((sum, { start, end }) => sum + ((end ?? until) - start), 0),
    writes: lost.reduce((sum, { writes }) => sum + writes, 0),
  };
}
