export * from "./chart.js";
import type { Chart } from "./chart.js";
import { availabilityOverTime } from "./availability-over-time.js";
import { recoveryPhases } from "./recovery-phases.js";
import { takeoverTimeline } from "./takeover-timeline.js";

/** Every chart, in the order in which reports show them. */
export const charts: readonly Chart[] = [availabilityOverTime, takeoverTimeline, recoveryPhases];
