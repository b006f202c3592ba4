// Pairs for `balancing:` of a policy.
import { pairsIn, type Changes, type Pair } from "../pair.js";

const pair = pairsIn("pool");
const helping = pairsIn("../../../../scenarios/load-balancing/one-helper-for-two-sites");
const competing = pairsIn("../../../../scenarios/load-balancing/competing-services");

/** Only one host may help. */
const SHORT: Changes = { "policies.grow.balancing.pool": ["spare-1"] };
const RANKS: Changes = { "policies.grow.balancing.services": { toys: { priority: 5 }, games: { priority: 1 } } };
/** Users who come for a while. */
const USERS: Changes = {
  "services.toys.load.session": { requests: 20, think: "20s" },
  "services.toys.load.rate.base": "0.1/s",
};
/** Whoever helps is slow: requests fail there. */
const BAD_HELPER: Changes = {
  "policies.grow.balancing.eject": {},
  "faults.0": { at: "20min", slow: ["spare-1", "spare-2"], factor: "x40", for: "20min" },
};

export const balancing: readonly Pair[] = [
  pair("policies.grow.balancing.services", ["toys"], ["games"]),
  pair("policies.grow.balancing.services.toys.priority", 0, 5, {
    with: { ...SHORT, ...RANKS, "policies.grow.balancing.take": true },
  }),
  pair("policies.grow.balancing.figure", 11, 13),
  pair("policies.grow.balancing.load", "polled", "pushed"),
  pair("policies.grow.balancing.load", "polled", "judged"),
  pair("policies.grow.balancing.every", "30s", "50s"),
  pair("policies.grow.balancing.misses", 3, 9, {
    with: { "faults.0": { at: "25min", crash: ["spare-1", "spare-2"] } },
  }),
  pair("policies.grow.balancing.grow.metric", "connection-requests", "time-to-serve", {
    with: { "policies.grow.balancing.grow.above": "2" },
    policy: "grow",
  }),
  pair("policies.grow.balancing.grow.for", "3min", "9min"),
  pair("policies.grow.balancing.grow.tolerance", "0%", "60%"),
  pair("policies.grow.balancing.grow.above", "80%", "40%"),
  pair("policies.grow.balancing.shrink.metric", "connection-requests", "utilisation"),
  pair("policies.grow.balancing.shrink.for", "4min", "12min"),
  pair("policies.grow.balancing.shrink.tolerance", "0%", "60%"),
  pair("policies.grow.balancing.shrink.below", "20%", "60%"),
  pair("policies.grow.balancing.cooldown", "0s", "30min"),
  pair("policies.target.balancing.target.metric", "utilisation", "connection-requests"),
  pair("policies.target.balancing.target.of", "75%", "30%"),
  pair("policies.target.balancing.target.tolerance", "10%", "80%"),
  pair("policies.target.balancing.target.stabilisation", "2min", "20min"),
  pair("policies.grow.balancing.static", 2, 1, {
    with: { "policies.grow.balancing.grow": undefined, "policies.grow.balancing.shrink": undefined },
  }),
  pair("policies.grow.balancing.hosts.least", 1, 2),
  pair("policies.grow.balancing.hosts.most", 1, 2),
  pair("policies.grow.balancing.share", "round-robin", "least-connections"),
  pair("policies.grow.balancing.share.give", 1, 2, { with: { "policies.grow.balancing.share.of": 3 } }),
  pair("policies.grow.balancing.share.of", 2, 3, { with: { "policies.grow.balancing.share.give": 1 } }),
  pair("policies.grow.balancing.weights", "equal", "capacity", { with: { "hosts.spare-1.serves.rate": "9/s" } }),
  pair("policies.grow.balancing.sessions", "stay", "move", { with: USERS }),
  pair("policies.grow.balancing.eject.failures", 5, 1, { with: BAD_HELPER }),
  pair("policies.grow.balancing.eject.for", "30s", "3min", { with: BAD_HELPER }),
  pair("policies.grow.balancing.eject.most", "50%", "90%", { with: BAD_HELPER }),
  pair("policies.grow.balancing.eject.counts", ["timed-out"], ["failed"], { with: BAD_HELPER }),
  pair("policies.grow.balancing.data.by", ["split-mirror"], ["copy"], {
    with: {
      "storage.array-1.volumes.toys-data.mirror": { on: "da-2" },
      "storage.array-1.volumes.toys-os.mirror": { on: "da-2" },
    },
  }),
  pair("policies.grow.balancing.data.parts", "all", "applications"),
  pair("policies.grow.balancing.data.volumes", ["toys-data", "toys-more"], ["toys-data"], {
    with: { "storage.array-1.volumes.toys-more": { size: "4GB", on: "da-1", via: "fa-1" } },
  }),
  pair("policies.grow.balancing.data.synchronise.every", "5min", "2min"),
  pair("policies.grow.balancing.data.synchronise.by", "storage", "hosts"),
  pair("policies.grow.balancing.data.on", "da-2", "da-3"),
  pair("policies.grow.balancing.pool", ["spare-1"], ["spare-2"]),
  pair("policies.grow.balancing.order", "first-come", "priority", { with: { ...SHORT, ...RANKS } }),
  competing("policies.taken.balancing.take", true, false),
  helping("policies.both-at-once.balancing.at-once", 2, 1),
  pair("policies.both.balancing.when-wanted", "leave", "preempt", {
    with: {
      "faults.0": { at: "25min", crash: "toys-1" },
      "policies.both.balancing.pool": ["spare-1"],
      "policies.both.failover.stand-ins": ["spare-1"],
    },
  }),
  pair("policies.grow.balancing.drain", "1min", "4min"),
  pair("policies.grow.balancing.then", "power-off", "keep"),
  pair("policies.grow.balancing.limits.relay", "10s", "500ms"),
  pair("policies.grow.balancing.limits.replicate", "6h", "3s"),
  pair("policies.grow.balancing.limits.boot", "15min", "1min"),
  pair("policies.grow.balancing.limits.shutdown", "2min", "20s"),
  pair("policies.grow.balancing.limits.retry-after", "1min", "10s", {
    with: { "faults.0": { at: "44min", "relay-unreachable": ["relay-3", "relay-4"], for: "15min" } },
  }),
  pair("policies.both.balancing.controllers", 1, 2),
  pair("policies.both.balancing.over", "lan", "back", {
    with: { "policies.both.balancing.controllers": 2, "networks.back.latency": "700ms" },
  }),
];
