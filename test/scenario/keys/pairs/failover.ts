// Pairs for `failover:` of a policy, but how a failure is noticed.
import { type Changes, pairsIn, type Pair } from "../pair.js";

const pair = pairsIn("pair");
const sites = pairsIn("sites");
const elsewhere = pairsIn("../../../../scenarios/site-failover/corners/backup-elsewhere");
const cables = pairsIn("../../../../scenarios/site-failover/corners/storage-powered-down");
const restored = pairsIn("../../../../scenarios/site-failover/corners/restored-by-hand");
const named = pairsIn("../../../../scenarios/site-failover/corners/identity-in-standalone");
const preempted = pairsIn("../../../../scenarios/site-failover/corners/preempted-stand-in");

/** The relay of the failed host does not open: nobody knows that it is off. */
const STUCK: Changes = {
  "faults.0": { at: "10min", group: { hang: "web-1", "relay-stuck": { relay: "relay-1", as: "closed" } } },
};

/** Both serve, and both fail; one host may stand in. */
const BOTH: Changes = {
  "faults.0": { at: "10min", group: { crash: ["web-1", "mail-1"] } },
};

export const failover: readonly Pair[] = [
  pair("policies.split.failover", "none", { preset: "2A" }),
  pair("policies.split.failover.preset", "2A", "2C", { with: { "policies.split.failover.stand-ins": ["mail-1"] } }),
  pair("policies.person.failover.manual.page", "5min", "1min"),
  pair("policies.person.failover.manual.arrive", "10min", "1min"),
  pair("policies.person.failover.manual.work", "20min", "10min", {
    with: { "policies.person.failover.manual.arrive": "1min" },
  }),
  cables("policies.storage-off.failover.manual.storage-off", true, undefined),
  restored("policies.by-hand.failover.manual.data", "backup", "cables"),
  named("policies.in-standalone.failover.identity.set", "standalone", "off"),
  named("policies.rebooted.failover.identity.reboot", true, undefined),
  pair("policies.active.failover.standby", "active", "cold"),
  pair("policies.active.failover.own-data", "mirror", "discard"),
  pair("policies.split.failover.parts", ["data"], undefined),
  pair("policies.ahead.failover.ahead-every", "10min", "17min"),
  pair("policies.split.failover.redirect", true, false, { with: { "hosts.web-2.network": "branch" } }),
  pair("policies.split.failover.data", ["split-mirror"], ["copy"]),
  pair("policies.split.failover.shutdown.within", "60s", "20s"),
  pair("policies.split.failover.shutdown.relay", "if-needed", "never"),
  pair("policies.split.failover.shutdown.unconfirmed", "retry", "proceed-unsafely", { with: STUCK }),
  pair("policies.split.failover.power.off", "relay", "by-hand"),
  pair("policies.split.failover.power.on", "relay", "by-hand"),
  elsewhere("storage.array-1.volumes.shop-data.backup.on", "array-2", undefined),
  pair("policies.active.failover.shutdown.warn", undefined, "2min"),
  pair("policies.active.failover.shutdown.first", "stand-in", "primary"),
  pair("policies.backup.failover.backup-when", "not-orderly", undefined, {
    with: { "policies.backup.failover.data": ["copy", "backup+log"] },
  }),
  pair("policies.split.failover.stand-ins", ["web-2"], ["mail-1"]),
  pair("policies.split.failover.together", undefined, [["web-1", "mail-1"]], {
    with: {
      "policies.split.failover.stand-ins": ["web-2", "web-3"],
      "storage.array-1.volumes.mail-os": {
        size: "1GB",
        holds: "system",
        on: "da-2",
        via: "fa-3",
        mirror: { on: "da-1" },
      },
      "hosts.web-3": { like: "web-2", storage: { "array-1": { link: "fc-4", port: "fa-2" } }, relay: "relay-4" },
      "links.fc-4": {},
    },
  }),
  pair("policies.split.failover.partition.0.for", "web-1", "mail-1", {
    with: {
      "policies.split.failover.partition.0.by": ["web-2"],
      "policies.split.failover.stand-ins": undefined,
      ...BOTH,
    },
  }),
  pair("policies.split.failover.partition.0.by", ["web-2"], ["web-3"], {
    with: {
      "policies.split.failover.partition.0.for": "web-1",
      "policies.split.failover.stand-ins": undefined,
      "hosts.web-3": { like: "web-2", storage: { "array-1": { link: "fc-4", port: "fa-2" } }, relay: "relay-4" },
      "links.fc-4": {},
    },
  }),
  pair("policies.split.failover.when-taken", "wait", "what-is-left", {
    with: {
      "policies.split.failover.partition": [{ for: "web-1", by: ["web-2"] }],
      "policies.split.failover.stand-ins": undefined,
      "faults.0": { at: "10min", crash: "mail-1" },
    },
  }),
  preempted("policies.failover.failover.priority", { shop: 2, mail: 1 }, { shop: 1, mail: 2 }),
  pair("policies.split.failover.limits.relay", "10s", "1500ms", { with: { "relays.relay-1": { switching: "4s" } } }),
  pair("policies.copy.failover.limits.replicate", "6h", "20s"),
  pair("policies.split.failover.limits.boot", "15min", "1min"),
  pair("policies.split.failover.limits.retry-after", "1min", "20s", {
    with: { "policies.split.failover.limits.boot": "1min" },
  }),
  pair("policies.split.failover.limits.tries", 6, 0, {
    with: { "policies.split.failover.limits.boot": "1min" },
  }),
  pair("policies.split.failover.mirror-again", true, false, {
    with: { "policies.split.failover.failback": undefined },
  }),
  pair("policies.split.failover.failback", {}, undefined),
  pair("policies.split.failover.failback.after", "0s", "10min"),
  pair("policies.split.failover.failback.time-of-day", "45min", undefined),
  pair("policies.split.failover.operator.page", "5min", "1min", {
    with: { "hosts.web-1.relay": undefined },
  }),
  pair("policies.split.failover.operator.arrive", "20min", "1min", { with: { "hosts.web-1.relay": undefined } }),
  sites("policies.mirror.failover.data", ["remote-mirror"], { "far-1": ["copy-remote"] }),
];
