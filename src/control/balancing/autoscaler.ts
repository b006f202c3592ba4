/** The usual autoscaler of today: as many hosts as bring the metric to its target, shrinking only after a while. */
import type { Micros } from "../../units/index.js";

export interface Recommendations {
  /** Those of the stabilisation window, oldest first. */
  readonly past: { readonly at: Micros; readonly hosts: number }[];
}

export function newRecommendations(): Recommendations {
  return { past: [] };
}

/**
 * How many hosts the metric calls for: ceil(hosts × value / target), or as many as there are when value / target is within
 * `tolerance` of one. The formula of the horizontal pod autoscaler of Kubernetes.
 */
export function recommended(hosts: number, value: number, target: number, tolerance: number): number {
  const ratio = value / target;
  // 3 × 0.9 / 0.3 is 9 and a little more in binary, which is no reason for a tenth host.
  return Math.abs(ratio - 1) <= tolerance ? hosts : Math.ceil(Number(((hosts * value) / target).toPrecision(12)));
}

/** Remembers a recommendation and gives the highest of the window: growing goes at once, shrinking waits. */
export function stabilised(state: Recommendations, hosts: number, now: Micros, window: Micros): number {
  state.past.push({ at: now, hosts });
  while (state.past[0] !== undefined && state.past[0].at < now - window) state.past.shift();
  return state.past.reduce((highest, each) => Math.max(highest, each.hosts), 0);
}
