/** An invariant says what must never happen: one a file, see the index of this folder. */
import { type Phrase, plain } from "../../control/index.js";
import type { InvariantResult } from "../../result/index.js";
import { toSeconds, type Micros } from "../../units/index.js";
import type { ObservationContext } from "../account/context.js";
import type { Accounts } from "../account/accounts.js";
import type { Observer } from "../hearing.js";
import { quantitiesOf } from "../quantities.js";

export interface Invariant {
  readonly name: string;
  /** One sentence: what it demands, and why a user should care. */
  readonly about: string;
  /** Why it was never at stake, where it does not say so itself. */
  readonly idle: string;
  /** Whether it can be at stake in a run at all; absent: in any. */
  readonly appliesTo?: (context: ObservationContext) => boolean;
  /** Whether it is worth telling that it was never at stake; absent: wherever it applies. Violations are told in any run. */
  readonly expectedIn?: (context: ObservationContext) => boolean;
  /** Begins to watch a run: tells `finding` each time something was at stake, and each violation. */
  readonly watch: (finding: Finding, accounts: Accounts) => Watcher;
}

export interface Watcher extends Observer {
  /** The run is over. */
  readonly finish?: (at: Micros) => void;
}

/** Violations that are told in words; the others are counted. */
const EXAMPLES = 5;

/** What an invariant found in one run. */
export class Finding {
  private atStake = 0;
  private violations = 0;
  readonly examples: { readonly at: Micros; readonly what: Phrase }[] = [];

  private obstacle: string | null = null;

  /** @param idle why it was never at stake, unless it comes to say so itself */
  constructor(
    readonly name: string,
    private readonly idle: string,
  ) {}

  /** It could not be evaluated, for this reason. */
  unable(why: string): void {
    this.obstacle = why;
  }

  /** It was evaluated, and could have been violated. */
  stake(times = 1): void {
    this.atStake += times;
  }

  violated(at: Micros, what: string | Phrase): void {
    this.violations += 1;
    if (this.examples.length < EXAMPLES)
      this.examples.push({ at, what: typeof what === "string" ? plain(what) : what });
  }

  get isViolated(): boolean {
    return this.violations > 0;
  }

  get neverAtStake(): boolean {
    return this.atStake === 0;
  }

  result(replication: number): InvariantResult {
    const examples = this.examples.map(({ at, what }) => {
      const quantities = quantitiesOf(what);
      return { replication, atSeconds: toSeconds(at), what: what.text, ...(quantities.length > 0 && { quantities }) };
    });
    const why = this.neverAtStake ? (this.obstacle ?? this.idle) : null;
    return {
      name: this.name,
      atStake: this.atStake,
      violations: this.violations,
      examples,
      ...(why !== null && { why }),
    };
  }
}
