// Pairs for `replication:`, of a scenario and of a policy, and for the zones that agents see each other in.
import { type Changes, pairsIn, type Pair } from "../pair.js";

const pair = pairsIn("transfers");

const OF = "policies.aware.replication";
const ORDERS = "replication.transfers.orders";
const SHOP = "replication.applications.shop";

/** Users of what the scripts stop. */
const USERS: Changes = {
  "services.desk": { "runs-on": "web-1", load: { rate: "2/s", timeout: "1min" } },
  [`${SHOP}.service`]: "desk",
};
/** The copy of one of two transfers is moved back onto its volume. */
const BACK: Changes = {
  "replication.transfers.users": { from: "users-data", to: "array-2", on: "db-2", agents: ["ra-2"] },
  "replication.transfers.back": { restore: "orders", at: "10min", agents: ["ra-2"] },
};
/** The first agent is not heard, and goes on. */
const UNHEARD: Changes = {
  "faults.0": { at: "80s", disturbance: { from: "ra-1", to: "transfer-server", loss: "100%" }, for: "3min" },
};
/** The first agent hears nothing. */
const DEAF: Changes = {
  "faults.0": { at: "50s", disturbance: { from: "transfer-server", to: "ra-1", loss: "100%" }, for: "3min" },
};
/** The reports of an agent are late for a while, before it falls silent. */
const WAVERING: Changes = {
  [`${OF}.detect`]: { misses: 20, phi: {} },
  "faults.0": { at: "4min", "agent-hang": "ra-1", for: "10min" },
  "faults.1": { at: "1s", disturbance: { from: "ra-1", to: "transfer-server", delay: "2s" }, for: "1min" },
};
/** The scripts of the application never end. */
const STUCK: Changes = { "faults.0": { at: "30s", "script-failure": "shop", how: "hang", for: "10min" } };
/** The host of the application is off, and does not say how it is. */
const OFF: Changes = { "faults.0": { at: "100s", crash: "web-1", repair: "6min" } };

/** The copy stands still, and whoever is asked gives it up. */
const STANDING_STILL: Changes = {
  "faults.0": { at: "100s", "adapter-failure": "da-2", repair: "6min" },
  [`${OF}.limits.copy`]: "5s",
};

/** What the zone of the target holds: the host of the first agent is not in it. */
const NOT_FIRST = ["web-2", "web-3", "array-2/fa-2", "array-2/fb-2", "array-3/fa-3"];

const policies: readonly Pair[] = [
  pair(`${OF}.order`, "path-aware", "static-order", { with: { "faults.1": { at: "90s", cut: "l-2", for: "5min" } } }),
  pair(`${OF}.takeover`, "continue", "from-zero"),
  pair(`${OF}.takeover`, "continue", "never"),
  pair(`${OF}.epochs`, true, false, { with: UNHEARD }),
  pair(`${OF}.failback`, "immediate", "after-transfer", { with: { "faults.0.repair": "30s" } }),
  pair(`${OF}.failback`, "after-transfer", "manual"),
  pair(`${OF}.detect.every`, "5s", "8s"),
  pair(`${OF}.detect.misses`, 3, 5),
  pair(`${OF}.detect.phi.threshold`, 8, 3, { with: WAVERING }),
  pair(`${OF}.detect.phi.window`, 100, 5, { with: WAVERING }),
  pair(`${OF}.detect.phi.minimum-deviation`, "100ms", "2s", { with: WAVERING }),
  pair(`${OF}.checkpoint`, 8, 3),
  pair(`${OF}.limits.command`, "2s", "5s", { with: DEAF }),
  pair(`${OF}.limits.tries`, 3, 1, { with: DEAF }),
  pair(`${OF}.limits.storage`, "1min", "1s", { with: { "links.l-1.latency": "2s" } }),
  pair(`${OF}.limits.copy`, "10min", "5s", { with: { "links.l-1.bandwidth": "10MB/s" } }),
  pair(`${OF}.limits.script`, "30s", "10s", { with: STUCK }),
  pair(`${OF}.limits.retry-after`, "1min", "20s", { with: OFF }),
  pair(`${OF}.limits.retry-after`, "1min", "20s", { with: STANDING_STILL }),
];

const actors: readonly Pair[] = [
  pair("zones", undefined, { one: ["web-1", "web-2", "web-3", "array-1/fa-1", "array-1/fb-1"], other: NOT_FIRST }),
  pair("replication.server.on", "ops-1", undefined, { with: { "faults.1": { at: "50s", crash: "ops-1" } } }),
  pair("replication.server.over", "lan", "peers", {
    with: { "replication.server.on": "web-3", "faults.1": { at: "30s", cut: "peers", for: "3min" } },
  }),
  pair("replication.server.store", undefined, "2s"),
  pair("replication.peer-channel", "peers", undefined),
  pair("replication.agents.ra-2.on", "web-2", "web-3", { with: { [`${ORDERS}.agents`]: ["ra-1", "ra-2"] } }),
  pair("replication.agents.ra-1.bandwidth", undefined, "50MB/s"),
  pair(`${SHOP}.on`, "web-1", "web-2", { with: { "faults.0": { at: "30s", crash: "web-1", repair: "5min" } } }),
  pair(`${SHOP}.service`, "desk", undefined, { with: USERS }),
  pair(`${SHOP}.quiesced`, "waits", "refuses", { with: USERS }),
];

const transfers: readonly Pair[] = [
  pair(`${ORDERS}.from`, "orders-data", "users-data"),
  pair(`${ORDERS}.to`, "array-2", "array-3", { with: { [`${ORDERS}.on`]: undefined } }),
  pair(`${ORDERS}.on`, "da-2", "db-2", { with: { "faults.0": { at: "80s", "adapter-failure": "db-2", for: "3min" } } }),
  pair("replication.transfers.back.restore", "orders", "users", { with: BACK }),
  pair(`${ORDERS}.kind`, "incremental", "full"),
  pair(`${ORDERS}.at`, "1min", "2min"),
  pair(`${ORDERS}.every`, "5min", "7min"),
  pair(`${ORDERS}.extent`, "100MB", "200MB"),
  pair(`${ORDERS}.agents`, ["ra-1", "ra-2", "ra-3"], ["ra-1", "ra-3", "ra-2"]),
];

/** What a script does, with what undoes it, so that it may be left out alone. */
const scripts: readonly Pair[] = [
  ...["quiesce", "backup-mode", "flush", "unmount", "resume", "remount"].map((script) => {
    const [before, after] =
      script === "unmount" || script === "remount"
        ? [{ unmount: "shop" }, { remount: "shop" }]
        : [{ quiesce: "shop", "backup-mode": "shop", flush: "shop" }, { resume: "shop" }];
    return pair(`${SHOP}.scripts.${script}`, "2s", "9s", { with: scripted(before, after) });
  }),
  // What one script undoes may be done by one of two.
  ...["quiesce", "backup-mode", "flush"].flatMap((script) => {
    const before = { quiesce: "shop", "backup-mode": "shop", flush: "shop" };
    return [
      pair(`${ORDERS}.before.${script}`, "shop", undefined, { with: scripted(before, { resume: "shop" }) }),
      pair(`${ORDERS}.before.0.${script}`, "shop", undefined, { with: scripted([before], { resume: "shop" }) }),
    ];
  }),
  // The others need each other: they come in the order of a mapping, or in another one.
  inOrder("before.unmount", { quiesce: "shop", unmount: "shop" }, [{ unmount: "shop" }, { quiesce: "shop" }]),
  inOrder("after.resume", { resume: "shop", remount: "shop" }, [{ remount: "shop" }, { resume: "shop" }]),
  inOrder("after.remount", { resume: "shop", remount: "shop" }, [{ remount: "shop" }, { resume: "shop" }]),
  inOrder("before.0.unmount", [{ unmount: "shop" }, { unmount: "till" }], [{ unmount: "till" }, { unmount: "shop" }]),
  inOrder("after.0.resume", [{ resume: "shop" }, { resume: "till" }], [{ resume: "till" }, { resume: "shop" }]),
  inOrder("after.0.remount", [{ remount: "shop" }, { remount: "till" }], [{ remount: "till" }, { remount: "shop" }]),
];

/** The same scripts of one side, in two orders. */
function inOrder(key: string, one: Scripts, other: Scripts): Pair {
  const side = key.startsWith("before") ? "before" : "after";
  const opposite = side === "before" ? "after" : "before";
  const counterpart = { unmount: "remount", quiesce: "resume", remount: "unmount", resume: "quiesce" };
  const rest = [one]
    .flat()
    .map((each) =>
      Object.fromEntries(Object.entries(each).map(([script, of]) => [counterpart[script as "resume"], of])),
    );
  return pair(`${ORDERS}.${side}`, one, other, {
    key: `replication.transfers.*.${key}`,
    with: { [`${ORDERS}.${opposite}`]: rest },
  });
}

type Scripts = Readonly<Record<string, string>> | readonly Readonly<Record<string, string>>[];

function scripted(before: Scripts, after: Scripts): Changes {
  return { [`${ORDERS}.before`]: before, [`${ORDERS}.after`]: after };
}

export const replication: readonly Pair[] = [...policies, ...actors, ...transfers, ...scripts];
