/** All hunts; a new one is a file in `hunt/` and a line here. */
import type { Hunt } from "./hunt.js";
import { attackTrials } from "./hunt/attack-trials.js";
import { balancingTrials } from "./hunt/balancing-trials.js";
import { changedScenarios } from "./hunt/changed-scenarios.js";
import { checkCorners } from "./hunt/check-corners.js";
import { checkMeans } from "./hunt/check-means.js";
import { checkTrials } from "./hunt/check-trials.js";
import { cornerTrials } from "./hunt/corner-trials.js";
import { domainTrials } from "./hunt/domain-trials.js";
import { drawnTrials } from "./hunt/drawn-trials.js";
import { elisionTrials } from "./hunt/elision-trials.js";
import { failoverTrials } from "./hunt/failover-trials.js";
import { hostileOptions } from "./hunt/hostile-options.js";
import { hostileReports } from "./hunt/hostile-reports.js";
import { hostileResults } from "./hunt/hostile-results.js";
import { hostileScenarios } from "./hunt/hostile-scenarios.js";
import { kills } from "./hunt/kills.js";
import { longTests } from "./hunt/long-tests.js";
import { pairTrials } from "./hunt/pair-trials.js";
import { transferTrials } from "./hunt/transfer-trials.js";
import { pathTrials } from "./hunt/path-trials.js";
import { siteTrials } from "./hunt/site-trials.js";
import { theory } from "./hunt/theory.js";
import { setTrials } from "./hunt/set-trials.js";
import { unfencedTrials } from "./hunt/unfenced-trials.js";

export const hunts = [
  longTests,
  theory,
  failoverTrials,
  unfencedTrials,
  elisionTrials,
  drawnTrials,
  siteTrials,
  attackTrials,
  cornerTrials,
  checkTrials,
  checkCorners,
  checkMeans,
  balancingTrials,
  domainTrials,
  pairTrials,
  transferTrials,
  pathTrials,
  setTrials,
  changedScenarios,
  hostileScenarios,
  hostileReports,
  hostileResults,
  hostileOptions,
  kills,
] as readonly Hunt[];

/** @throws Error when there is none of that name */
export function huntNamed(name: string): Hunt {
  const found = hunts.find((each) => each.name === name);
  if (found === undefined)
    throw new Error(`there is no hunt ${name}; hunts are ${hunts.map((each) => each.name).join(", ")}`);
  return found;
}
