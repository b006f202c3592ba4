/** What is compared: policies that are run now, or what an earlier run found and stored. */
import {
  decodeComparison,
  decodeSummary,
  RESULT_VERSION,
  sayFormatVersion,
  SummaryError,
  type ComparedPolicy,
  type Comparison,
  type ScenarioIdentity,
  type Summary,
} from "../result/index.js";
import { InputError, noSuch } from "./input-error.js";

/** A policy with the values that its replications gave. */
export interface ArmValues {
  readonly policy: ComparedPolicy;
  readonly valuesOf: (measure: string) => readonly (number | null)[];
}

/** A policy of an earlier run. */
export interface StoredArm extends ArmValues {
  readonly scenario: ScenarioIdentity;
  readonly seed: string;
}

/** The same policy, as if no more than its first replications had been run. */
export function firstOf(arm: ArmValues, count: number): ArmValues {
  const { policy, valuesOf } = arm;
  if (policy.replicationsRun <= count) return arm;
  return { policy: { ...policy, replicationsRun: count }, valuesOf: (key) => valuesOf(key).slice(0, count) };
}

/**
 * A policy of a `summary.json` or `compare.json`.
 * @param name of the policy; the first when absent
 * @throws InputError when the text is neither, or of a format that this version does not read
 */
export function storedArm(text: string, file: string, name?: string): StoredArm {
  const stored = parse(text, file);
  const names = stored.policies.map((policy) => ("label" in policy ? policy.label : policy.policy));
  const index = name === undefined ? 0 : names.indexOf(name);
  if (index < 0 || names.length === 0) {
    throw name === undefined
      ? new InputError(`${file}: has no policy at all`)
      : noSuch(`policy in ${file}`, name, names);
  }
  return stored.format === "understudy-summary" ? ofSummary(stored, index) : ofComparison(stored, index);
}

function parse(text: string, file: string): Summary | Comparison {
  const value = json(text, file);
  const { format, formatVersion } = value;
  if (format !== "understudy-summary" && format !== "understudy-comparison") {
    throw new InputError(`${file}: is neither the summary.json nor the compare.json of an earlier run`);
  }
  if (formatVersion !== RESULT_VERSION) {
    throw new InputError(
      `${file}: ${sayFormatVersion(formatVersion)}, this program reads ${RESULT_VERSION}; ` +
        "make the baseline anew with this version",
    );
  }
  try {
    return format === "understudy-summary" ? decodeSummary(text, file) : decodeComparison(value, file);
  } catch (error) {
    if (error instanceof SummaryError) throw new InputError(`${error.message}\n${error.wayOut}`);
    throw error;
  }
}

function json(text: string, file: string): { readonly format?: unknown; readonly formatVersion?: unknown } {
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Told below with what is not JSON at all.
  }
  throw new InputError(`${file}: is not JSON; name the summary.json or compare.json of an earlier run`);
}

function ofSummary({ scenario, seed, policies }: Summary, index: number): StoredArm {
  const { policy, replications, expectations, invariants } = policies[index]!;
  // Of many replications only the first are stored without gaps; the others were chosen for being bad.
  const gap = replications.findIndex((each, place) => each.replication !== place);
  const paired = gap === -1 ? replications : replications.slice(0, gap);
  return {
    scenario,
    seed,
    policy: { label: `${policy} (baseline)`, policy, replicationsRun: paired.length, expectations, invariants },
    valuesOf: (measure) => paired.map(({ measures }) => measures[measure] ?? null),
  };
}

function ofComparison({ scenario, seed, policies, measures }: Comparison, index: number): StoredArm {
  const policy = policies[index]!;
  return {
    scenario,
    seed,
    policy: { ...policy, label: `${policy.policy} (baseline)` },
    valuesOf: (measure) => measures.find(({ key }) => key === measure)?.samples[index]?.values ?? [],
  };
}

/** Seeds pair replications only in the same setting. @throws InputError that says what differs */
export function checkComparable(
  one: { readonly scenario: ScenarioIdentity; readonly seed: string },
  other: { readonly scenario: ScenarioIdentity; readonly seed: string },
  names: readonly [string, string],
): void {
  const reasons = [
    ...(one.scenario.settingDigest === other.scenario.settingDigest
      ? []
      : [
          `their scenarios differ in more than policies and expectations (${one.scenario.digest}, ${other.scenario.digest})`,
        ]),
    ...differing("duration", one.scenario.durationSeconds, other.scenario.durationSeconds, " s"),
    ...differing("warm-up", one.scenario.warmUpSeconds, other.scenario.warmUpSeconds, " s"),
    ...differing("seed", one.seed, other.seed, ""),
  ];
  if (reasons.length === 0) return;
  throw new InputError(`${names[0]} and ${names[1]} cannot be compared seed by seed: ${reasons.join("; ")}`);
}

function differing(what: string, one: string | number, other: string | number, unit: string): readonly string[] {
  return one === other ? [] : [`${what} ${one}${unit} and ${other}${unit}`];
}
