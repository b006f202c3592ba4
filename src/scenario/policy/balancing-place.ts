/** Where load balancing runs: with whoever moves services, or on a machine of its own. */
import { CONTROLLER } from "../../model/index.js";
import type { PolicySpec } from "../scenario.js";
import { balancingOf } from "./balancing.js";
import { failoverOf } from "./failover.js";

/** A machine of its own, beside that of whoever moves services. */
export const BALANCER = "balancer";

export function placeOfBalancing(policy: PolicySpec): string {
  const moves = failoverOf(policy) !== undefined || policy.module !== undefined;
  return moves && (balancingOf(policy)?.own ?? null) !== null ? BALANCER : CONTROLLER;
}
