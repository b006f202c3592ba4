/** Reads `sweep.json` and its points back: checks that they are whole, and says where they are not. */
import { measure, SummaryError } from "./decode-summary.js";
import { RESULT_VERSION } from "./run-result.js";
import { count, flag, listOf, literal, object, optional, type Shape, text, WrongShape } from "./shape.js";
import type { Sweep, SweepPoint } from "./sweep.js";

const point: Shape<SweepPoint> = object({
  values: listOf(text),
  digest: text,
  policies: listOf(
    object({
      policy: text,
      replicationsRun: count,
      measures: listOf(measure),
      failedExpectations: count,
      violatedInvariants: count,
      failed: optional(listOf(text)),
      violated: optional(listOf(text)),
    }),
  ),
});

const sweep: Shape<Sweep> = object({
  format: literal("understudy-sweep"),
  formatVersion: literal(RESULT_VERSION),
  version: text,
  scenario: object({ name: text, title: text }),
  seed: text,
  partial: flag,
  parameters: listOf(object({ path: text, values: listOf(text) })),
  shown: optional(listOf(text)),
  points: listOf(point),
});

/** `null` when the value is no point of a sweep. */
export function decodeSweepPoint(value: unknown): SweepPoint | null {
  try {
    return point(value, "");
  } catch (error) {
    if (error instanceof WrongShape) return null;
    throw error;
  }
}

/** @param file only named in messages @throws SummaryError when the value is no sweep, or damaged */
export function decodeSweep(value: unknown, file: string): Sweep {
  try {
    const found = sweep(value, "");
    found.points.forEach(({ values }, index) => {
      if (values.length !== found.parameters.length) {
        throw new WrongShape(`points[${index}].values`, "one value for each parameter", values);
      }
    });
    return found;
  } catch (error) {
    if (!(error instanceof WrongShape)) throw error;
    throw new SummaryError(`${file}: ${error.message}; the file is damaged.`, "Run understudy sweep again.");
  }
}
