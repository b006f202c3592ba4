/** All load patterns: a line here and a file beside it make a new one. */
import { daily } from "./daily.js";
import type { LoadPattern } from "./load-pattern.js";
import { ramp } from "./ramp.js";
import { spike } from "./spike.js";
import { weekly } from "./weekly.js";
import { yearly } from "./yearly.js";

export const loadPatterns: readonly LoadPattern[] = [daily, weekly, yearly, ramp, spike];

export type { LoadPattern } from "./load-pattern.js";
export { rateCurve } from "./rate-curve.js";
