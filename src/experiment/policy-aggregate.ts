/** Adds up the replications of one policy, in their order, in memory that does not grow with their number. */
import { measureInfos } from "../observe/index.js";
import type { InvariantResult, MeasureSummary, PolicyResult, PrecisionResult, RunDetail } from "../result/index.js";
import type { Scenario } from "../scenario/index.js";
import type { Checkpoint } from "../sim/index.js";
import { Tally } from "../stats/index.js";
import { toSeconds } from "../units/index.js";
import { BlameLedger } from "./blame.js";
import { checkExpectation } from "./expectation.js";
import { KeptReplications } from "./kept-replications.js";
import { OverallValues } from "./overall-values.js";
import type { ReplicationOutcome } from "./run-replication.js";

export const LEVEL = 0.95;
/** Examples of violations that are kept for each invariant. */
const EXAMPLES = 5;

export class PolicyAggregate {
  private readonly tallies = new Map<string, Tally>();
  private readonly invariants = new Map<string, InvariantResult>();
  private readonly kept = new KeptReplications();
  private readonly blame = new BlameLedger();
  private readonly overall: OverallValues;
  private detail: RunDetail | null = null;
  private worst: RunDetail | undefined;
  private firstCheckpoints: readonly Checkpoint[] = [];

  constructor(
    private readonly scenario: Scenario,
    readonly policy: string,
  ) {
    const { duration, warmUp } = scenario;
    this.overall = new OverallValues(toSeconds(warmUp), toSeconds(duration - warmUp));
  }

  /** The next replication; they must come in their order, so that sums are the same however they were run. */
  add({ result, latencies, detail, checkpoints }: ReplicationOutcome): void {
    this.kept.add(result);
    this.overall.add(result, latencies);
    if (this.detail === null) {
      this.detail = detail;
      this.firstCheckpoints = checkpoints;
    } else if (detail !== null && this.kept.worstReplication === detail.replication) this.worst = detail;
    for (const incident of result.incidents) {
      if (incident.startSeconds >= toSeconds(this.scenario.warmUp)) this.blame.add(incident);
    }
    for (const [key, value] of Object.entries(result.measures)) {
      const tally = this.tallyOf(key);
      if (value !== null) tally.add(value);
    }
    for (const invariant of result.invariants) this.addInvariant(invariant);
  }

  /** The replication that is worth a look beside the first and has not been given one; `null` when there is none. */
  get toDetail(): number | null {
    const worst = this.kept.worstReplication;
    return worst === this.detail?.replication || worst === this.worst?.replication ? null : worst;
  }

  /** That replication, run once more. */
  addWorst({ detail }: ReplicationOutcome): void {
    this.worst = detail ?? undefined;
  }

  get count(): number {
    return this.kept.count;
  }

  /** Of the first replication: with them the first difference of another run is found. */
  get checkpoints(): readonly Checkpoint[] {
    return this.firstCheckpoints;
  }

  /** The values of a measure so far; empty when it is not measured. */
  tallyOf(key: string): Tally {
    let tally = this.tallies.get(key);
    if (tally === undefined) this.tallies.set(key, (tally = new Tally()));
    return tally;
  }

  /** `null` when not even the first replication is here. */
  finish(precision: PrecisionResult | null = null): PolicyResult | null {
    if (this.detail === null) return null;
    const measures = this.summarise();
    const byKey = new Map(measures.map((each) => [each.key, each]));
    const overallOf = (key: string) => byKey.get(key)?.overall ?? null;
    return {
      policy: this.policy,
      replicationsRun: this.count,
      replications: this.kept.finish(),
      measures,
      expectations: this.scenario.expectations.map((each) => checkExpectation(each, overallOf)),
      invariants: [...this.invariants.values()],
      blame: this.blame.finish(),
      precision,
      detail: this.detail,
      ...(this.worst !== undefined && { worst: this.worst }),
    };
  }

  summarise(): readonly MeasureSummary[] {
    return measureInfos(this.scenario.world).map((info) => {
      const tally = this.tallyOf(info.key);
      const { count } = tally;
      return {
        ...info,
        count,
        mean: count === 0 ? null : tally.mean,
        min: count === 0 ? null : tally.min,
        max: count === 0 ? null : tally.max,
        ...this.overall.of(info, tally, LEVEL),
      };
    });
  }

  private addInvariant(found: InvariantResult): void {
    const before = this.invariants.get(found.name);
    const atStake = (before?.atStake ?? 0) + found.atStake;
    const why = before?.why ?? found.why;
    this.invariants.set(found.name, {
      name: found.name,
      atStake,
      ...(atStake === 0 && why !== undefined && { why }),
      violations: (before?.violations ?? 0) + found.violations,
      examples: [...(before?.examples ?? []), ...found.examples].slice(0, EXAMPLES),
    });
  }
}
