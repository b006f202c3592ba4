/** The usual autoscaler of today: as many hosts as bring the metric to its target, shrinking only after a while. */
import type { Micros } from "../../units/index.js";

export interface Recommendations {
  /** Those of the stabilisation window, oldest first. */
  readonly past: { readonly at: Micros; readonly hosts: number }[];
}

export function newRecommendations(): Recommendations {
  return { past: [] };
}

/** What is known of the hosts that a service has. */
export interface Measured {
  /** The metric on those that were measured; one at least. */
  readonly values: readonly number[];
  /** Hosts that do not serve yet, and those that do and were not measured. */
  readonly starting: number;
  readonly silent: number;
  /** The metric of a host that does all it can. */
  readonly full: number;
}

/**
 * How many hosts the metric calls for: ceil(hosts × mean / target), or as many as there are when mean / target is within
 * `tolerance` of one. Of hosts without a value the worst is assumed: that they do nothing when others are to come, and all
 * they can when some are to go; when that turns the direction, things stay as they are. The rules of the horizontal pod
 * autoscaler of Kubernetes.
 */
export function recommended(measured: Measured, target: number, tolerance: number): number {
  const { values, silent, full } = measured;
  const hosts = values.length + measured.starting + silent;
  const sum = values.reduce((total, value) => total + value, 0);
  const ratio = sum / values.length / target;
  const starting = ratio > 1 ? measured.starting : 0;
  const counted = values.length + starting + silent;
  const assumed = ratio < 1 ? silent * Math.max(full, target) : 0;
  const cautious = (sum + assumed) / counted / target;
  if (Math.abs(cautious - 1) <= tolerance || cautious > 1 !== ratio > 1) return hosts;
  // 3 × 0.9 / 0.3 is 9 and a little more in binary, which is no reason for a tenth host.
  const wanted = Math.ceil(Number((counted * cautious).toPrecision(12)));
  return ratio > 1 ? Math.max(hosts, wanted) : Math.min(hosts, wanted);
}

/** Remembers a recommendation and gives the highest of the window: growing goes at once, shrinking waits. */
export function stabilised(state: Recommendations, hosts: number, now: Micros, window: Micros): number {
  state.past.push({ at: now, hosts });
  while (state.past[0] !== undefined && state.past[0].at < now - window) state.past.shift();
  return state.past.reduce((highest, each) => Math.max(highest, each.hosts), 0);
}
