// Pairs for how a failure is noticed.
import { pairsIn, type Changes, type Pair } from "../pair.js";

const pair = pairsIn("pair");

const PRECURSORS: Changes = {
  "faults.0": { at: "10min", precursors: "web-1", component: "memory", errors: 6, over: "12min" },
};
const SLOW: Changes = {
  "agents.web-1.quick-diagnostics": "1min",
  "faults.0": { at: "10min", slow: "web-1", factor: "x4" },
};
const FORETOLD: Changes = { ...PRECURSORS, "policies.split.failover.detect.precursors": { by: "agent" } };

/** Reports come irregularly until shortly before it fails: long enough ago for a short memory. */
const LATE: Changes = {
  "faults.1": { at: "1min", disturbance: "web-1", to: "controller", delay: "uniform(0s, 500ms)", for: "8min" },
};

export const detection: readonly Pair[] = [
  pair("policies.split.failover.detect.when", "any", "all", {
    with: { "policies.split.failover.detect.queries.every": "4s" },
  }),
  pair("policies.split.failover.detect.reports", "off", undefined, {
    with: { "policies.split.failover.detect.queries.every": "9s" },
  }),
  pair("policies.split.failover.detect.reports.misses", 3, 5),
  pair("policies.asked.failover.detect.queries.every", "5s", "8s"),
  pair("policies.asked.failover.detect.queries.timeout", "2s", "4s"),
  pair("policies.asked.failover.detect.queries.misses", 3, 4),
  pair("policies.asked.failover.detect.queries.ask", undefined, ["status"], {
    with: { "agents.web-1": undefined, "faults.0": { at: "10min", malfunction: "web-1", component: "memory" } },
  }),
  pair("policies.split.failover.detect.phi.threshold", 8, 3, {
    with: { "policies.split.failover.detect.reports": "off" },
  }),
  pair("policies.split.failover.detect.phi.window", 100, 5, {
    with: { "policies.split.failover.detect.reports": "off", ...LATE },
  }),
  pair("policies.split.failover.detect.phi.minimum-deviation", "100ms", "2s", {
    with: { "policies.split.failover.detect.reports": "off" },
  }),
  pair("policies.split.failover.detect.freshness.shift", "2s", "9s", {
    with: { "policies.split.failover.detect.reports": "off" },
  }),
  pair("policies.split.failover.detect.errors", true, false, {
    with: { "faults.0": { at: "10min", malfunction: "web-1", component: "cpu" } },
  }),
  pair("policies.split.failover.detect.precursors.by", "controller", "agent", { with: PRECURSORS }),
  pair("agents.web-1.foretells.errors", 3, 5, { with: FORETOLD }),
  pair("agents.web-1.foretells.within", "1h", "1min", { with: FORETOLD }),
  pair("policies.split.failover.detect.precursors.errors", 3, 5, { with: PRECURSORS }),
  pair("policies.split.failover.detect.precursors.within", "1h", "1min", { with: PRECURSORS }),
  pair("policies.split.failover.detect.performance.slowness", "x2", "x9", {
    with: { "policies.split.failover.detect.act-on": ["failed", "performance deficient"], ...SLOW },
  }),
  pair("policies.split.failover.detect.act-on", ["failed"], ["failed", "performance deficient"], {
    with: { "policies.split.failover.detect.performance.slowness": "x2", ...SLOW },
  }),
];
