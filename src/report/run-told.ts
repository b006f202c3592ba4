/** A run that is told in words, and which entries of its chronicle are worth telling. */
import type { ChronicleEntry, PolicyResult, ScenarioIdentity } from "../result/index.js";
import { clockOf, type Clock } from "./clock.js";

export interface RunTold {
  readonly scenario: ScenarioIdentity;
  readonly policy: PolicyResult;
  readonly clock: Clock;
  /** Whoever acts or is acted upon. */
  readonly names: ReadonlySet<string>;
  /** Beginnings of steps of which the end is told somewhere. */
  readonly stepsEnded: ReadonlySet<ChronicleEntry>;
  /** Beginnings of undertakings of which the end is told somewhere. */
  readonly undertakingsEnded: ReadonlySet<ChronicleEntry>;
}

export function runTold(scenario: ScenarioIdentity, policy: PolicyResult): RunTold {
  return { scenario, policy, clock: clockOf(scenario), names: namesIn(policy), ...endedIn(policy.detail.chronicle) };
}

/** What is worth telling: no small print, no word of a step's beginning when its end is told too. */
export function worthTelling(entries: readonly ChronicleEntry[], { stepsEnded }: RunTold): readonly ChronicleEntry[] {
  return entries.filter((entry) => {
    return entry.minor !== true && entry.told?.kind !== "never-at-stake" && !stepsEnded.has(entry);
  });
}

/** Of that, what stands nowhere else: not the beginning of what ends elsewhere, nor the faults of a headline. */
export function toldNowhereElse(
  entries: readonly ChronicleEntry[],
  causes: readonly string[],
  { undertakingsEnded }: RunTold,
): readonly ChronicleEntry[] {
  const keyOf = ({ actor, told }: ChronicleEntry): string => JSON.stringify([actor, told?.undertaking?.of]);
  const ends = new Set(entries.filter(({ told }) => told?.undertaking?.result != null).map(keyOf));
  return entries.filter((entry) => {
    const { told } = entry;
    if (told?.kind === "FaultInjected") return !causes.includes(told.fault ?? "");
    return told?.undertaking?.result !== null || !undertakingsEnded.has(entry) || ends.has(keyOf(entry));
  });
}

/** Of whatever was begun: no two of the same name are under way at one place at once. */
function endedIn(chronicle: readonly ChronicleEntry[]): Pick<RunTold, "stepsEnded" | "undertakingsEnded"> {
  const open = new Map<string, ChronicleEntry>();
  const [stepsEnded, undertakingsEnded] = [new Set<ChronicleEntry>(), new Set<ChronicleEntry>()];
  for (const entry of chronicle) {
    const { step, undertaking } = entry.told ?? {};
    const told = step ?? undertaking;
    if (told === undefined) continue;
    const key = JSON.stringify([entry.actor, told.of, step?.name]);
    const begun = open.get(key);
    if (told.result === null) open.set(key, entry);
    else if (begun !== undefined) (step === undefined ? undertakingsEnded : stepsEnded).add(begun);
  }
  return { stepsEnded, undertakingsEnded };
}

function namesIn({ detail }: PolicyResult): ReadonlySet<string> {
  return new Set([
    ...detail.chronicle.map(({ actor }) => actor),
    ...detail.strips.map(({ actor }) => actor),
    ...detail.bands.map(({ target }) => target),
  ]);
}
