/** What a parameter study found of one measure: at a point, in words, and where it is best and worst. */
import type { MeasureSummary, Sweep, SweepParameter, SweepPoint } from "../result/index.js";
import { formatCount, formatDuration, formatQuantity, NO_VALUE } from "./number-format.js";

/** The measure of a policy at a point. */
export function sweptMeasure(point: SweepPoint, policy: string, key: string): MeasureSummary | undefined {
  return point.policies.find((each) => each.policy === policy)?.measures.find((each) => each.key === key);
}

export function sweptPolicies({ points }: Sweep): readonly string[] {
  return (points[0]?.policies ?? []).map(({ policy }) => policy);
}

/** What the study asks about; files of before say nothing of that, and then it is the first availability. */
export function shownMeasures({ shown, points }: Sweep): readonly string[] {
  if (shown !== undefined) return shown;
  const keys = points[0]?.policies[0]?.measures.map(({ key }) => key) ?? [];
  return keys.filter((key) => key.endsWith(".availability")).slice(0, 1);
}

/** The measure under any policy, for what it means. */
export function sweptInfo(sweep: Sweep, key: string): MeasureSummary | undefined {
  for (const point of sweep.points) {
    for (const policy of sweptPolicies(sweep)) {
      const found = sweptMeasure(point, policy, key);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

export function valueInWords(measure: MeasureSummary | undefined): string {
  return measure === undefined ? NO_VALUE : formatQuantity(measure.overall, measure.unit);
}

/** Half of it where it lies evenly on both sides, its ends where it does not; `null` where there is none. */
export function intervalInWords(measure: MeasureSummary | undefined): string | null {
  if (measure === undefined || measure.interval === null || measure.interval.low === measure.interval.high) return null;
  const { low, high } = measure.interval;
  if (measure.unit === "share") return `${formatQuantity(low, "share")} to ${formatQuantity(high, "share")}`;
  const half = (high - low) / 2;
  return `± ${measure.unit === "seconds" ? formatDuration(half) : formatQuantity(half, measure.unit)}`;
}

/** How sure the value of a policy at a point is: its interval, or that all replications agreed or only one had a value. */
export function certaintyInWords(point: SweepPoint, policy: string, key: string): string | null {
  const measure = sweptMeasure(point, policy, key);
  const interval = intervalInWords(measure);
  const runs = point.policies.find((each) => each.policy === policy)?.replicationsRun ?? 0;
  if (interval !== null || measure === undefined || runs < 2) return interval;
  if (measure.count === 1) return `1 of ${formatCount(runs)} has a value`;
  return measure.count > 1 && measure.min === measure.max ? `all ${formatCount(measure.count)} equal` : null;
}

/** By what each parameter is called in a sentence: the end of its path, as long as it has to be to tell it from the others. */
export function shortNames(parameters: readonly SweepParameter[]): readonly string[] {
  const tail = (path: string, length: number): string => path.split(".").slice(-length).join(".");
  return parameters.map(({ path }) => {
    const others = parameters.filter((other) => other.path !== path);
    const longest = path.split(".").length;
    let length = 1;
    while (length < longest && others.some((other) => tail(other.path, length) === tail(path, length))) length += 1;
    return tail(path, length);
  });
}

/** `misses = 2, flush = 5s`: those parameters of a point that make a difference to the measure there. */
function pointInWords(sweep: Sweep, point: SweepPoint, policy: string, key: string): string {
  const valueOf = (each: SweepPoint): number | null => sweptMeasure(each, policy, key)?.overall ?? null;
  const matters = (index: number): boolean =>
    sweep.points.some(
      (other) =>
        other.values.every((value, at) => at === index || value === point.values[at]) &&
        valueOf(other) !== valueOf(point),
    );
  const named = shortNames(sweep.parameters).map((name, index) => `${name} = ${point.values[index] ?? ""}`);
  const telling = named.filter((_, index) => matters(index));
  return (telling.length === 0 ? named : telling).join(", ");
}

/** The points where a measure is lowest and highest under a policy, the first of equals; `null` without any value. */
export function extremesOf(
  { points }: Sweep,
  policy: string,
  key: string,
): { readonly lowest: SweepPoint; readonly highest: SweepPoint } | null {
  const known = points.flatMap((point) => {
    const value = sweptMeasure(point, policy, key)?.overall ?? null;
    return value === null ? [] : [{ point, value }];
  });
  if (known.length === 0) return null;
  const lowest = known.reduce((least, each) => (each.value < least.value ? each : least));
  const highest = known.reduce((most, each) => (each.value > most.value ? each : most));
  return { lowest: lowest.point, highest: highest.point };
}

/** What the study found of a measure under a policy, in one sentence: where it is best, and where it is worst. */
export function findingInWords(sweep: Sweep, policy: string, key: string): string {
  const found = extremesOf(sweep, policy, key);
  if (found === null) return "nothing was measured.";
  const at = (point: SweepPoint): string =>
    `${valueInWords(sweptMeasure(point, policy, key))} at ${pointInWords(sweep, point, policy, key)}`;
  const [low, high] = [found.lowest, found.highest].map((point) => sweptMeasure(point, policy, key)!);
  if (low!.overall === high!.overall) return `${valueInWords(low)} at every point where it was measured.`;
  if (low!.better === "neither") return `lowest ${at(found.lowest)}; highest ${at(found.highest)}.`;
  const [best, worst] = low!.better === "lower" ? [found.lowest, found.highest] : [found.highest, found.lowest];
  const doubt = meet(low!, high!) ? " Their intervals meet: more replications tell whether that is chance." : "";
  return `best ${at(best)}; worst ${at(worst)}.${doubt}`;
}

function meet(low: MeasureSummary, high: MeasureSummary): boolean {
  return low.interval !== null && high.interval !== null && low.interval.high >= high.interval.low;
}

/** Something that is wrong under a policy, and the points at which it is. */
export interface WrongAtPoints {
  readonly kind: "expectation" | "invariant";
  /** `shop.rto.max <= 5min failed`, of several policies with the one under which it did. */
  readonly what: string;
  readonly points: readonly SweepPoint[];
}

/** What failed and was violated; files of before do not say which expectation or invariant it was. */
export function wrongAtPoints(sweep: Sweep): readonly WrongAtPoints[] {
  const found = new Map<string, { readonly kind: WrongAtPoints["kind"]; readonly points: SweepPoint[] }>();
  const isOne = sweptPolicies(sweep).length === 1;
  for (const point of sweep.points) {
    for (const each of point.policies) {
      const { policy, failedExpectations, violatedInvariants } = each;
      const { failed = failedExpectations > 0 ? ["an expectation"] : [] } = each;
      const { violated = violatedInvariants > 0 ? ["an invariant"] : [] } = each;
      const add = (kind: WrongAtPoints["kind"], words: string): void => {
        const what = isOne ? words : `${policy}: ${words}`;
        const before = found.get(what);
        if (before === undefined) found.set(what, { kind, points: [point] });
        else before.points.push(point);
      };
      for (const name of failed) add("expectation", `${name} failed`);
      for (const name of violated) add("invariant", `${name} violated`);
    }
  }
  return [...found].map(([what, { kind, points }]) => ({ kind, what, points }));
}
