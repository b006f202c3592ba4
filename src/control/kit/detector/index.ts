/** All detectors; of several opinions on the condition of a host the first in this order counts. */
import { answers } from "./answers.js";
import type { Detector } from "./detector.js";
import { errorReports } from "./error-reports.js";
import { foretold } from "./foretold.js";
import { freshness } from "./freshness.js";
import { lateReports } from "./late-reports.js";
import { missedQueries } from "./missed-queries.js";
import { pace } from "./pace.js";
import { phiAccrual } from "./phi-accrual.js";
import { precursors } from "./precursors.js";

export type { Detector, Evidence, Opinion } from "./detector.js";

/** Each is only ever given the policy and the state that it made itself. */
export type AnyDetector = Detector<unknown, unknown>;

export const detectors: readonly AnyDetector[] = [
  lateReports,
  phiAccrual,
  freshness,
  missedQueries,
  errorReports,
  answers,
  precursors,
  foretold,
  pace,
] as readonly unknown[] as readonly AnyDetector[];
