/** What several reports tell about one policy, counted once here from its replications. */
import { FIRST_KEPT, PHASES } from "../result/index.js";
import { formatCount, formatDuration, formatNumberOf, formatShare } from "./number-format.js";
import type { BrownOut, Incident, MeasureSummary, Phase, PolicyResult, Summary } from "../result/index.js";

/** An incident and the replication in which it happened. */
export interface PlacedIncident {
  readonly replication: number;
  readonly incident: Incident;
}

export interface RecoveryFacts {
  readonly count: number;
  /** Incidents that had not ended when the run did; their length so far is counted. */
  readonly unended: number;
  readonly meanSeconds: number;
  readonly longest: PlacedIncident;
  /** Mean seconds per incident spent in each phase; they add up to `meanSeconds`. */
  readonly phases: Readonly<Record<Phase, number>>;
}

export interface LossFacts {
  readonly writes: number;
  readonly bytes: number;
  readonly oldestSeconds: number;
  /** Replications in which anything was lost. */
  readonly replications: number;
  /** Whether a recovery point was measured at all; without it "nothing lost" is not known. */
  readonly measured: boolean;
}

/** So many names are told where there is no room for all; the page tells all. */
export const NAMES_TOLD = 8;

/** By key, of each policy that was asked about: where there are many services there are many measures of each. */
const indices = new WeakMap<readonly MeasureSummary[], ReadonlyMap<string, MeasureSummary>>();

export function measureOf({ measures }: Pick<PolicyResult, "measures">, key: string): MeasureSummary | undefined {
  let index = indices.get(measures);
  if (index === undefined) {
    index = new Map(measures.map((measure) => [measure.key, measure]));
    indices.set(measures, index);
  }
  return index.get(key);
}

/** Every incident of every replication that is kept, in order of replication and time. */
export function incidentsOf(policy: PolicyResult): readonly PlacedIncident[] {
  return policy.replications.flatMap(({ replication, incidents }) =>
    incidents.map((incident) => ({ replication, incident })),
  );
}

/**
 * Those of them that chance alone chose: means, medians and distributions are drawn from these. Beside them the worst
 * replications are kept, which would make everything look worse than it was.
 */
export function sampledIncidents({ replicationsRun, replications }: PolicyResult, all: readonly PlacedIncident[]) {
  return replications.length === replicationsRun ? all : all.filter(({ replication }) => replication < FIRST_KEPT);
}

/** That a picture shows some replications only; `null` when it shows all. `sampled`: of those chosen by chance alone. */
export function drawnInWords({ policies }: Summary, sampled: boolean): string | null {
  const partly = policies.find(({ replicationsRun, replications }) => replications.length < replicationsRun);
  if (partly === undefined) return null;
  const { replicationsRun, replications } = partly;
  const first = `the first ${FIRST_KEPT}`;
  if (sampled) return `Of ${first} of ${formatNumberOf(replicationsRun, "replication")}.`;
  return (
    `${formatCount(replications.length)} of ${formatNumberOf(replicationsRun, "replication")}, the worst among them; ` +
    `means and medians are of ${first}.`
  );
}

/** `null` when there was no incident. @param sample those of them that the means are of */
export function recoveryFacts(
  incidents: readonly PlacedIncident[],
  sample: readonly PlacedIncident[] = incidents,
): RecoveryFacts | null {
  const [first] = incidents;
  if (first === undefined) return null;
  const phases = Object.fromEntries(PHASES.map((phase) => [phase, 0])) as Record<Phase, number>;
  const meant = sample.length > 0 ? sample : incidents;
  let total = 0;
  for (const { incident } of meant) {
    total += incident.recoveryTimeSeconds;
    for (const { phase, durationSeconds } of incident.phases) phases[phase] += durationSeconds / meant.length;
  }
  return {
    count: incidents.length,
    unended: incidents.filter(({ incident }) => incident.endSeconds === null).length,
    meanSeconds: total / meant.length,
    longest: longestFirst(incidents)[0] ?? first,
    phases,
  };
}

/** By recovery time, the longest first; equal ones stay in their order. */
export function longestFirst(incidents: readonly PlacedIncident[]): readonly PlacedIncident[] {
  return incidents.toSorted((a, b) => b.incident.recoveryTimeSeconds - a.incident.recoveryTimeSeconds);
}

export function lossFacts(policy: PolicyResult, service: string): LossFacts {
  const losses = policy.replications.map(({ losses }) => losses.filter((loss) => loss.service === service));
  const all = losses.flat();
  return {
    writes: all.reduce((sum, loss) => sum + loss.writes, 0),
    bytes: all.reduce((sum, loss) => sum + loss.bytes, 0),
    oldestSeconds: all.reduce((oldest, loss) => Math.max(oldest, loss.oldestSeconds), 0),
    replications: losses.filter((each) => each.length > 0).length,
    measured: ["max", "writes", "bytes"].some((each) => (measureOf(policy, `${service}.rpo.${each}`)?.count ?? 0) > 0),
  };
}

/** Of a service, over all replications that are kept: it could answer, and did not serve its users as its objective says. */
export function brownOutsOf(policy: PolicyResult, service?: string): readonly BrownOut[] {
  const all = policy.replications.flatMap(({ brownOuts = [] }) => brownOuts);
  return service === undefined ? all : all.filter((each) => each.service === service);
}

/** Takeovers from hosts that served their users, and what they cost; `null` when there was none. */
export function needlessInWords({
  measures,
  replicationsRun,
}: Pick<PolicyResult, "measures" | "replicationsRun">): string | null {
  const total = (key: string): number => {
    const found = measureOf({ measures }, key);
    return (found?.mean ?? 0) * (found?.count ?? 0);
  };
  const count = Math.round(total("takeovers.needless"));
  if (count === 0) return null;
  const all = Math.round(total("takeovers"));
  const lost = Math.round(total("takeovers.needless.writes"));
  return (
    `${count === 1 ? "1 takeover was" : `${formatCount(count)} takeovers were`} needless, of ${formatCount(all)}` +
    `${replicationsRun > 1 ? ` in ${formatNumberOf(replicationsRun, "replication")}` : ""}: the former holder served its users. ` +
    `That cost ${formatDuration(total("takeovers.needless.downtime"))} of downtime and ` +
    `${lost === 0 ? "no acknowledged write" : formatNumberOf(lost, "acknowledged write")}`
  );
}

/** Each service that had any, with how many and how long in the mean of all replications. */
export function brownedOut({
  measures,
  replicationsRun,
}: Pick<PolicyResult, "measures" | "replicationsRun">): readonly string[] {
  return measures.flatMap(({ key, mean, count }) => {
    const [, name] = /^(.+)\.brown-outs$/.exec(key) ?? [];
    if (name === undefined || mean === null || mean === 0) return [];
    const time = measureOf({ measures }, `${name}.brown-out.time`)?.mean ?? 0;
    const often = formatNumberOf(Math.round(mean * count), "brown-out");
    const each = replicationsRun > 1 ? "in each replication, in the mean" : "in all";
    return [`${name} had ${often}, ${formatDuration(time)} ${each}`];
  });
}

/** Names of faults that struck in none of the replications. */
export function faultsThatNeverFired(policy: PolicyResult): readonly string[] {
  const fired = new Map<string, number>();
  for (const { faults } of policy.replications) {
    for (const fault of faults) fired.set(fault.name, (fired.get(fault.name) ?? 0) + fault.fired);
  }
  return [...fired].filter(([, count]) => count === 0).map(([name]) => name);
}

/** Targets that were not there to be struck, over all replications: `crash web-1 (12 of 21 times at web-1)`. */
export function faultsThatMissed(policy: PolicyResult): readonly string[] {
  const fired = new Map<string, number>();
  const missed = new Map<string, Map<string, number>>();
  for (const { name, fired: times, missed: some = [] } of policy.replications.flatMap(({ faults }) => faults)) {
    fired.set(name, (fired.get(name) ?? 0) + times);
    if (some.length === 0) continue;
    const targets = missed.get(name) ?? new Map<string, number>();
    missed.set(name, targets);
    for (const each of some) targets.set(each.target, (targets.get(each.target) ?? 0) + each.times);
  }
  return [...missed].map(([name, targets]) => {
    const told = [...targets].map(([target, times]) => `${times} of ${fired.get(name)} times at ${target}`);
    return `${name} (${told.join(", ")})`;
  });
}

/** What makes the exit status of a run. */
export interface Verdict {
  readonly expectations: number;
  readonly failedExpectations: number;
  readonly violatedInvariants: number;
  /** Who was down when a run ended, in words: whether it would have come back nobody knows; whether anybody expected something of it or not. */
  readonly downAtEnd: readonly string[];
  /** Who could answer and did not serve its users as its objective says, in words. */
  readonly brownedOut: readonly string[];
}

export function verdictOf(summary: Summary): Verdict {
  const expectations = summary.policies.flatMap((policy) => policy.expectations);
  return {
    expectations: expectations.length,
    failedExpectations: expectations.filter(({ holds }) => !holds).length,
    violatedInvariants: summary.policies.flatMap((policy) => policy.invariants.filter((each) => each.violations > 0))
      .length,
    downAtEnd: underEach(summary, downAtEnd),
    brownedOut: underEach(summary, brownedOut),
  };
}

function underEach({ policies }: Summary, say: (policy: PolicyResult) => readonly string[]): readonly string[] {
  return policies.flatMap((policy) =>
    say(policy).map((words) => (policies.length > 1 ? `${words} under ${policy.policy}` : words)),
  );
}

/** Outages that had not ended when their run did, of each service or whatever else serves: nobody knows how long they last. */
export function downAtEnd({ measures, replicationsRun }: PolicyResult): readonly string[] {
  return measures.flatMap(({ key, mean, count }) => {
    const [, name] = /^(.+)\.incidents\.censored$/.exec(key) ?? [];
    if (name === undefined || mean === null || mean === 0) return [];
    const often = Math.round(mean * count);
    return [
      `${name} was down at the end${replicationsRun > 1 ? ` of ${often} of ${replicationsRun} replications` : ""}`,
    ];
  });
}

/** That incidents and losses are told of some replications only, when a summary does not keep all; `null` when it does. */
export function keptInWords(policy: PolicyResult): string | null {
  const kept = policy.replications.length;
  if (kept === policy.replicationsRun) return null;
  return (
    `Incidents and losses are told of ${kept} replications, among them the worst; measures, expectations, invariants ` +
    `and blame are over all ${policy.replicationsRun}.`
  );
}

/** What cost the time, one line for each cause: share, cause, length, and the phases that took most of it. */
export function blameInWords(policy: PolicyResult, service: string): readonly string[] {
  const blame = policy.blame.filter((each) => each.service === service && each.seconds > 0);
  // A single incident with a single cause is told already.
  if (blame.reduce((sum, { incidents }) => sum + incidents, 0) < 2) return [];
  return blame.slice(0, BLAMED).map(({ cause, seconds, share, incidents, phases }) => {
    const spent = PHASES.filter((phase) => phases[phase] > 0)
      .toSorted((a, b) => phases[b] - phases[a])
      .slice(0, 3)
      .map((phase) => `${phase} ${formatShare(phases[phase] / seconds)}`);
    const what = cause === "" ? "no injected fault" : cause;
    const length = `${formatDuration(seconds)} in ${formatNumberOf(incidents, "incident")}`;
    return `${formatShare(share)} of the time down after ${what}: ${length} (${spent.join(", ")})`;
  });
}

const BLAMED = 3;
