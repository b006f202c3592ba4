/** Adds up the replications of one policy, in their order, in memory that does not grow with their number but for the lists asked for. */
import { measureInfos } from "../observe/index.js";
import type {
  ExpectationResult,
  InvariantResult,
  MeasureSummary,
  PolicyResult,
  ReplicationResult,
  RunDetail,
} from "../result/index.js";
import type { ExpectationSpec, Scenario } from "../scenario/index.js";
import { meanInterval, Tally } from "../stats/index.js";
import { checkExpectation } from "./expectation.js";
import type { ReplicationOutcome } from "./run-replication.js";

const LEVEL = 0.95;
/** Examples of violations that are kept for each invariant. */
const EXAMPLES = 5;

export class PolicyAggregate {
  private readonly tallies = new Map<string, Tally>();
  private readonly invariants = new Map<string, InvariantResult>();
  private readonly replications: ReplicationResult[] = [];
  private detail: RunDetail | null = null;

  constructor(
    private readonly scenario: Scenario,
    private readonly policy: string,
  ) {}

  /** The next replication; they must come in their order, so that sums are the same however they were run. */
  add({ result, detail }: ReplicationOutcome): void {
    this.replications.push(result);
    this.detail ??= detail;
    for (const [key, value] of Object.entries(result.measures)) {
      let tally = this.tallies.get(key);
      if (tally === undefined) this.tallies.set(key, (tally = new Tally()));
      if (value !== null) tally.add(value);
    }
    for (const invariant of result.invariants) this.addInvariant(invariant);
  }

  private addInvariant(found: InvariantResult): void {
    const before = this.invariants.get(found.name);
    this.invariants.set(found.name, {
      name: found.name,
      atStake: (before?.atStake ?? 0) + found.atStake,
      violations: (before?.violations ?? 0) + found.violations,
      examples: [...(before?.examples ?? []), ...found.examples].slice(0, EXAMPLES),
    });
  }

  finish(): PolicyResult {
    if (this.detail === null) throw new Error(`no replication of ${this.policy} kept its detail`);
    return {
      policy: this.policy,
      replications: this.replications,
      measures: this.summarise(),
      expectations: this.scenario.expectations.map((each) => this.expect(each)),
      invariants: [...this.invariants.values()],
      detail: this.detail,
    };
  }

  private summarise(): readonly MeasureSummary[] {
    return measureInfos(this.scenario.world).map((info) => {
      const tally = this.tallies.get(info.key) ?? new Tally();
      const { count } = tally;
      return {
        ...info,
        count,
        mean: count === 0 ? null : tally.mean,
        min: count === 0 ? null : tally.min,
        max: count === 0 ? null : tally.max,
        interval: count < 2 ? null : meanInterval(tally, LEVEL),
      };
    });
  }

  private expect(expectation: ExpectationSpec): ExpectationResult {
    const tally = this.tallies.get(expectation.key);
    const info = measureInfos(this.scenario.world).find(({ key }) => key === expectation.key);
    return checkExpectation(
      expectation,
      info?.unit ?? "count",
      tally === undefined || tally.count === 0 ? null : tally.mean,
    );
  }
}
