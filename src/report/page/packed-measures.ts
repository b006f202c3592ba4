/** The measures of a policy as the page holds them: a thousand services have the same ones, so what these mean is there once. */
import type { MeasureInfo, MeasureSummary } from "../../result/index.js";

type Meaning = Pick<MeasureInfo, "about" | "unit" | "better">;

/** What is left out is as the value of all; of a measure without a value only its name is kept. */
type PackedValues = readonly [
  ...[count?: number, overall?: number | null, mean?: number | null, min?: number | null, max?: number | null],
  ...[low?: number, high?: number, level?: number],
];
type PackedMeasure = readonly [key: string, meaning: number, ...values: PackedValues];

export interface PackedMeasures {
  readonly meanings: readonly Meaning[];
  /** Meanings as places in that list. */
  readonly measures: readonly PackedMeasure[];
}

export function packMeasures(measures: readonly MeasureSummary[]): PackedMeasures {
  const places = new Map<string, number>();
  const meanings: Meaning[] = [];
  const packed = measures.map(({ key, about, unit, better, ...values }): PackedMeasure => {
    const identity = JSON.stringify([about, unit, better]);
    let place = places.get(identity);
    if (place === undefined) {
      places.set(identity, (place = meanings.length));
      meanings.push({ about, unit, better });
    }
    return [key, place, ...packValues(values)];
  });
  return { meanings, measures: packed };
}

function packValues({
  count,
  overall,
  mean,
  min,
  max,
  interval,
}: Omit<MeasureSummary, keyof MeasureInfo>): PackedValues {
  if (interval !== null) return [count, overall, mean, min, max, interval.low, interval.high, interval.level];
  if ([mean, min, max].some((each) => each !== overall)) return [count, overall, mean, min, max];
  return count === 0 && overall === null ? [] : [count, overall];
}

export function unpackMeasures({ meanings, measures }: PackedMeasures): readonly MeasureSummary[] {
  return measures.map((packed): MeasureSummary => {
    const [key, meaning, count = 0, overall = null, mean = overall, min = overall, max = overall] = packed;
    const [, , , , , , , low, high, level] = packed;
    const isKnown = low !== undefined && high !== undefined && level !== undefined;
    const interval = isKnown ? { low, high, level } : null;
    return { key, ...meanings[meaning]!, count, mean, min, max, overall, interval };
  });
}
