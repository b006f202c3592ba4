/** Load balancing: who brings helpers when a service is deficient, and lets them go. */
export { balancingReasons } from "./words.js";
export { newRecommendations, recommended, stabilised } from "./autoscaler.js";
export { balancingController } from "./controller.js";
export { learn as learnOfHelp } from "./facts.js";
export { whyNoHelper } from "./make.js";
export { isSustained, newWatch } from "./deficiency.js";
export { loadWatch, type LoadWatchConfig } from "./load-watch.js";
export {
  capacityOver,
  type HostCapacity,
  type HostCounters,
  measureOver,
  type Metric,
  metricNames,
  metrics,
} from "./metric.js";
export type * from "./policy.js";
export {
  type BalancingConfig,
  type BalancingState,
  initialFacts as factsOfBalancing,
  type SiteConfig,
} from "./state.js";
export { growSteps } from "./step/grow.js";
export { shrinkSteps } from "./step/shrink.js";
export { limitOf } from "./deficiency.js";
export type { JudgedLoad, Limit, LoadVerdict, Rule, Thresholds } from "./judged-load.js";
export type { ClassRoute, Ejection, Failure, Spread } from "./class-route.js";
