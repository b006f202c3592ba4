// Pairs for `exports:` and for `paths:` of a policy.
import { type Changes, pairsIn, type Pair } from "../pair.js";

const pair = pairsIn("paths");

const OF = "policies.tried.paths";

/** One path at a time, and a device that must be told to serve elsewhere. */
const ALONE: Changes = {
  [OF]: { policy: "active-passive", failback: "immediate" },
  "exports.disk-a": { of: "orders", access: "active-passive", trespass: "3s" },
};
/** No path is left for a while. */
const NONE: Changes = { "faults.0": { at: "32s", cut: ["san-1", "san-2"], for: "20s" } };
/** A link goes down again and again. */
const FLAPPING: Changes = {
  [OF]: { "san-path-err": { threshold: 2, within: "1min", "recovery-time": "30s" } },
  "faults.0": { at: "32s", flap: "h-1", period: "22s", for: "2min" },
};
/** A link is cut for longer than some would wait for it, and checks are far apart. */
const LOST: Changes = {
  [OF]: { "polling-interval": "45s" },
  "faults.0": { at: "32s", cut: "h-1", for: "20s" },
};
/** A link is slow. */
const SLOW: Changes = {
  "services.desk.load.rate": "20/s",
  "faults.0": { at: "32s", "slow-link": "h-1", factor: 500, for: "1min" },
};
/** Only an I/O that is not answered tells that a path is gone. */
const UNCHECKED: Changes = { [OF]: { "polling-interval": "10min", "fast-io-fail-tmo": "off", "io-timeout": "10s" } };

const exported: readonly Pair[] = [
  pair("exports.disk-a.of", "orders", "users"),
  pair("exports.disk-a.to", "db-1", ["db-1", "db-2"]),
  pair("exports.disk-a.access", "active-active", "active-passive", { with: { [OF]: { policy: "active-passive" } } }),
  pair(
    "exports.disk-a.port-groups",
    [
      ["fa-1", "fa-2"],
      ["fb-1", "fb-2"],
    ],
    [
      ["fb-1", "fb-2"],
      ["fa-1", "fa-2"],
    ],
    { with: { [`${OF}.path-grouping`]: "group-by-prio" } },
  ),
  pair("exports.disk-a.trespass", "3s", "9s", { with: ALONE }),
];

const policies: readonly Pair[] = [
  pair(`${OF}.policy`, "active-active", "active-passive"),
  pair(`${OF}.path-grouping`, "multibus", "group-by-prio"),
  pair(`${OF}.path-selector`, "round-robin", "queue-length", { with: SLOW, shows: "measures" }),
  pair(`${OF}.path-selector`, "round-robin", "service-time", { with: SLOW, shows: "measures" }),
  pair(`${OF}.weights`, {}, { "h-1": 4 }, { shows: "measures" }),
  pair(`${OF}.polling-interval`, "5s", "9s"),
  pair(`${OF}.checker-timeout`, "1s", "2s"),
  pair(`${OF}.checker-retries`, 0, 2),
  pair(`${OF}.io-errors`, 1, 3, { with: UNCHECKED }),
  pair(`${OF}.io-timeout`, "10s", "12s", { with: UNCHECKED }),
  pair(`${OF}.fast-io-fail-tmo`, "5s", "off", { with: UNCHECKED }),
  pair(`${OF}.fast-io-fail-tmo`, "5s", "0s"),
  pair(`${OF}.dev-loss-tmo`, "infinity", "10s", { with: LOST }),
  pair(`${OF}.no-path-retry`, "fail", "queue", { with: NONE }),
  pair(`${OF}.no-path-retry`, "queue", "10s", { with: NONE }),
  pair(`${OF}.failback`, "immediate", "manual", { with: { [`${OF}.policy`]: "active-passive" } }),
  pair(`${OF}.failback`, "manual", "20s", { with: { [`${OF}.policy`]: "active-passive" } }),
  pair(`${OF}.san-path-err.threshold`, 2, 3, { with: FLAPPING }),
  pair(`${OF}.san-path-err.within`, "1min", "10s", { with: FLAPPING }),
  pair(`${OF}.san-path-err.recovery-time`, "30s", "45s", { with: FLAPPING }),
  pair(`${OF}.incompatible`, "match", "refuse", { with: { "exports.disk-a.access": "active-passive" } }),
];

export const paths: readonly Pair[] = [...exported, ...policies];
