/** All charts. */
export * from "./chart.js";
import type { Chart } from "./chart.js";
import { actingClusters } from "./acting-clusters.js";
import { availabilityOverTime } from "./availability-over-time.js";
import { copyAge } from "./copy-age.js";
import { detection } from "./detection.js";
import { hostsInUse } from "./hosts-in-use.js";
import { ioStall } from "./io-stall.js";
import { latencyPercentiles } from "./latency-percentiles.js";
import { load } from "./load.js";
import { ninesOfAvailability } from "./nines.js";
import { outageDurations } from "./outage-durations.js";
import { recoveryPhases } from "./recovery-phases.js";
import { recoveryPoint } from "./recovery-point.js";
import { recoveryTime } from "./recovery-time.js";
import { roles } from "./roles.js";
import { takeoverTimeline } from "./takeover-timeline.js";
import { taskStream } from "./task-stream.js";
import { transferTakeovers } from "./transfer-takeovers.js";

/** Every chart, in the order in which reports show them. */
export const charts: readonly Chart[] = [
  availabilityOverTime,
  ninesOfAvailability,
  takeoverTimeline,
  recoveryPhases,
  outageDurations,
  recoveryTime,
  recoveryPoint,
  ioStall,
  copyAge,
  transferTakeovers,
  roles,
  actingClusters,
  taskStream,
  load,
  hostsInUse,
  latencyPercentiles,
  detection,
];
