/** Fits distributions to times that somebody measured, in the words of the language. */
import { COMPARED_SHARES, CURVE_SHARES, type FittedFile, type FittedTimes } from "../result/index.js";
import { type MeasuredTimes, MeasuredFileError, readMeasured, writeDuration } from "../scenario/index.js";
import { distanceByChance, EmpiricalDistribution, FEWEST_VALUES, type Fit, fitDistributions } from "../stats/index.js";
import { InputError } from "./input-error.js";

/**
 * Fits distributions to measured times between failures, of repair, or whatever else a column holds, as the command `fit` does.
 * @param text of the file: outages by begin and end, or columns of durations
 * @param file only named in messages
 * @param unit of numbers without one
 * @throws InputError with the place of what is wrong
 */
export function fitMeasured(text: string, file: string, unit?: string): FittedFile {
  try {
    const { times, remarks } = readMeasured(text, file, unit);
    return {
      format: "understudy-fit",
      file,
      times: times.filter(({ seconds }) => seconds.length > 0).map(fitted),
      remarks,
    };
  } catch (error) {
    throw error instanceof MeasuredFileError ? new InputError(error.message) : error;
  }
}

function fitted({ name, key, seconds }: MeasuredTimes): FittedTimes {
  const measured = new EmpiricalDistribution(seconds);
  const fits = seconds.length < FEWEST_VALUES ? [] : fitDistributions(seconds);
  return {
    name,
    key,
    count: seconds.length,
    meanSeconds: seconds.reduce((sum, each) => sum + each, 0) / seconds.length,
    leastSeconds: measured.values[0]!,
    greatestSeconds: measured.values.at(-1)!,
    quantilesSeconds: COMPARED_SHARES.map((share) => measured.quantile(share)),
    curveSeconds: CURVE_SHARES.map((share) => measured.quantile(share)),
    distanceByChance: distanceByChance(seconds.length),
    fits: fits.map((fit) => ({
      name: fit.name,
      written: `${fit.name}(${parametersOf(fit).join(", ")})`,
      aic: fit.aic,
      distance: fit.distance,
      quantilesSeconds: COMPARED_SHARES.map(fit.quantile),
      curveSeconds: CURVE_SHARES.map(fit.quantile),
    })),
  };
}

/** Weibull's shape is a number; all others are durations. */
function parametersOf({ name, parameters }: Fit): readonly string[] {
  return parameters.map((value, index) =>
    name === "weibull" && index === 0 ? String(Number(value.toPrecision(4))) : writeDuration(value),
  );
}
