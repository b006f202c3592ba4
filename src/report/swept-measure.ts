/** What a parameter study found of one measure. */
import type { MeasureSummary, SweepPoint } from "../result/index.js";

/** The measure of a policy at a point. */
export function sweptMeasure(point: SweepPoint, policy: string, key: string): MeasureSummary | undefined {
  return point.policies.find((each) => each.policy === policy)?.measures.find((each) => each.key === key);
}
