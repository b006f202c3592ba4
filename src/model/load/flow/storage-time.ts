/** How long requests of a flow are with storage, on average. */
import { SECOND } from "../../../units/index.js";
import type { StorageCost } from "../../fabric/multipath.js";
import { grouped } from "../../named.js";
import type { Inflow } from "./inflow.js";

/** @param arrivals the rate of all of them */
export function meanStorageTime(inflows: readonly Inflow[], arrivals: number): number {
  if (arrivals === 0) return 0;
  let mean = 0;
  for (const [storage, those] of grouped(inflows, ({ storage }) => storage ?? undefined)) {
    const rate = those.reduce((sum, each) => sum + each.rate, 0);
    const bytes = those.reduce((sum, each) => sum + each.rate * each.size, 0) / rate;
    mean += (rate / arrivals) * meanTime(storage.whole, bytes);
  }
  return mean;
}

/** Of one request of so many bytes, each path taking as many as any other. */
function meanTime(costs: readonly StorageCost[], bytes: number): number {
  if (bytes === 0 || costs.length === 0) return 0;
  const times = costs.map(({ latency, bandwidth }) => latency + (bytes * SECOND) / bandwidth);
  return times.reduce((sum, time) => sum + time, 0) / costs.length;
}
