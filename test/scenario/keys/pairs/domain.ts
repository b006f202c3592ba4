// Pairs for `domain:`, of a scenario and of a policy.
import { type Changes, type Pair, pairsIn } from "../pair.js";

const pair = pairsIn("domain");

const DUAL = "policies.dual.domain";
const OPS = "domain.consoles.ops";
const LEFT = "domain.systems.left";
/** Under which a person tells agents where to register. */
const BY_HAND = { policy: "by-hand" };
/** The server is gone while agents want to register. */
const LATE: Changes = { "faults.0": { at: "1010ms", "server-failure": "B", for: "5min" } };
const SLOW_STORE: Changes = { "domain.store": "90s" };

const policies: readonly Pair[] = [
  pair(`${DUAL}.agents`, "per-server", "primary-only"),
  pair(`${DUAL}.start`, "concurrent", "sequential"),
  pair(`${DUAL}.start`, "concurrent", "mixed"),
  pair(`${DUAL}.registration.tries`, "unlimited", 2, { with: LATE }),
  pair(`${DUAL}.registration.pause`, "10s", "20s", { with: LATE }),
  pair(`${DUAL}.registration.answer`, "5s", "9s", { with: LATE }),
  pair("policies.by-hand.domain.re-register", "never", "by-hand"),
  pair("policies.by-hand.domain.re-register", "by-hand", "automatic"),
  pair("policies.automatic.domain.after", "1min", "3min"),
  pair(`${DUAL}.every`, "5s", "8s"),
  pair(`${DUAL}.misses`, 3, 6, { with: { "faults.0": { at: "5min", "pair-failure": "c-1-A", for: "8min" } } }),
  pair(`${DUAL}.changes`, "read", "broadcast"),
  pair(`${DUAL}.limit`, "1min", "2min", { with: SLOW_STORE }),
];

const places: readonly Pair[] = [
  pair("domain.sites.site-a.network", "lan-a", "lan-b"),
  pair(`${LEFT}.site`, "site-a", "site-b", {
    with: { "faults.0": { at: "5min", "site-power-loss": "site-a", for: "8min" } },
  }),
  pair(`${LEFT}.clusters`, ["c-1", "c-2"], ["c-2", "c-1"]),
  pair(`${LEFT}.devices.rank-1.states`, ["available", "unavailable"], ["ready", "empty"]),
  pair("domain.servers.A.on", "c-1", "h-5"),
  pair("domain.clusters.c-2.servers", ["A", "B"], ["A"]),
  pair("domain.clusters.c-2.pairs", 1, 2),
  pair("domain.store", "5ms", "50ms"),
  pair("domain.launch", "1s", "3s"),
];

const people: readonly Pair[] = [
  pair("domain.tasks.copy.takes", "20s", "30s"),
  pair("domain.tasks.copy.fails", "0%", "50%"),
  pair("domain.tasks.copy.share", "50%", "5%"),
  pair(`${OPS}.site`, "site-a", "site-b"),
  pair(`${OPS}.rate`, "2/min", "3/min"),
  pair(`${OPS}.gives.0.at`, "1min", "2min"),
  pair(`${OPS}.gives.0.task`, "copy", "query"),
  pair(`${OPS}.gives.0.to`, "c-2", "c-1"),
  pair(`${OPS}.gives.0.server`, "B", "A"),
  pair(`${OPS}.clusters`, undefined, ["c-2"]),
  pair(`${OPS}.servers`, undefined, ["B", "A"]),
  pair(`${OPS}.patience`, "1min", "2min"),
  pair(`${OPS}.notices`, "10s", "90s"),
  pair(`${OPS}.tries`, 10, 1),
  pair(`${OPS}.tell`, "one-by-one", "sums"),
  pair("domain.caretaker.name", "caretaker", "anna", BY_HAND),
  pair("domain.caretaker.site", "site-a", "site-b", BY_HAND),
  pair("domain.caretaker.notices", "1min", "5min", BY_HAND),
  pair("domain.caretaker.each", "10s", "20s", BY_HAND),
  pair("domain.caretaker.wrong", "0%", "60%", BY_HAND),
  pair("domain.caretaker.forgets", "0%", "60%", BY_HAND),
];

export const domain: readonly Pair[] = [...policies, ...places, ...people];
