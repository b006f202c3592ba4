// Pairs for `storage-servers:` and `failover-sets:`, of a scenario and of a policy.
import { type Changes, pairsIn, type Pair } from "../pair.js";

const pair = pairsIn("sets");

const OF = "policies.quorum.failover-sets";
const ONE = "storage-servers.ss-1";
const UNIT = "storage-servers.ss-2.units.u-1";

/** One fault, at the time of the usual one. */
function struck(fault: Changes): Changes {
  return { "faults.0": { at: "1min", ...fault } };
}
const SHORT: Changes = struck({ "part-failure": "psu-1", "cured-by": "repair" });
const SHORT_UNIT: Changes = struck({ "part-failure": "psu-2", "cured-by": "repair" });
const STORE: Changes = struck({ "part-failure": "st-1", "cured-by": "repair" });
/** What the first one holds is made anew in the other one. */
const OTHER_STORE: Changes = {
  "failover-sets.sets.stores.of": ["st-2", "st-1"],
  ...struck({ "part-failure": "st-2", "cured-by": "repair" }),
};
const PROCESSOR = (cure: string): Changes => struck({ "part-failure": "sp-1", "cured-by": cure });
const CUT: Changes = struck({ "member-cut": "mc-1", over: "eth", for: "1min" });
const SPLIT: Changes = struck({ "set-split": "control", side: ["mc-1", "mc-2"], over: ["eth", "fc"], for: "1min" });
const ERRORS: Changes = struck({ "part-errors": "mc-1", interval: "10s", for: "1min" });
const FLAPS: Changes = {
  "faults.0": { every: "1min", "part-failure": "mc-2", for: "25s" },
};
const OTHER_BUILD: Changes = { [`${ONE}.control.mc-2`]: { priority: 2, firmware: "2" } };

/** A processor on one of two cards, of which one fails. */
function onCard(unit: string, [one, other]: readonly [string, string], ours: string, theirs: string): Pair {
  const cards = (first: readonly string[], second: readonly string[]) => ({
    [one]: { processors: first },
    [other]: { processors: second },
  });
  return pair(`${unit}.cards`, cards([ours, "sp-8"], [theirs]), cards([ours], [theirs, "sp-8"]), {
    key: `${unit === ONE ? "storage-servers.*" : "storage-servers.*.units.*"}.cards.*.processors`,
    with: {
      "failover-sets.sets.front": { of: [ours, "sp-8"] },
      ...struck({ "part-failure": one, "cured-by": "repair" }),
    },
  });
}

const servers: readonly Pair[] = [
  onCard(ONE, ["c-1", "c-2"], "sp-1", "sp-2"),
  onCard(UNIT, ["c-3", "c-9"], "sp-3", "sp-9"),
  pair(`${ONE}.spares`, ["sd-1"], [], { with: struck({ "part-failure": "ss-1-backplane", "cured-by": "repair" }) }),
  pair(`${UNIT}.spares`, ["sd-2"], [], { with: struck({ "part-failure": "u-1", "cured-by": "repair" }) }),
  pair(`${ONE}.networks`, ["eth", "fc"], ["eth"], { with: { "failover-sets.sets.control.of": ["mc-1", "mc-2"] } }),
  pair(`${ONE}.supplies`, ["psu-1"], ["psu-1", "psu-9"], { with: SHORT }),
  pair(`${ONE}.switching`, ["xbar-1"], ["xbar-1", "xbar-9"], {
    with: struck({ "part-failure": "xbar-1", "cured-by": "repair" }),
  }),
  pair(`${ONE}.control.mc-1.priority`, 1, 9),
  pair(`${ONE}.control.mc-2.hardware`, "a", "b"),
  pair(`${ONE}.control.mc-2.firmware`, "1", "2"),
  pair(`${ONE}.cards.c-1.ports.p-1.adapter`, "fa-1", undefined, {
    with: struck({ "part-failure": "p-1", "cured-by": "repair" }),
  }),
  pair(`${ONE}.stores.st-1.size`, "4GB", "40GB", { with: STORE }),
  pair(`${ONE}.stores.st-1.adapter`, "da-1", undefined, { with: STORE }),
  pair(`${UNIT}.supplies`, ["psu-2"], ["psu-2", "psu-9"], { with: SHORT_UNIT }),
  pair(`${UNIT}.switching`, ["xbar-2"], ["xbar-2", "xbar-9"], {
    with: struck({ "part-failure": "xbar-2", "cured-by": "repair" }),
  }),
  pair(`${UNIT}.control.mc-3.priority`, 3, 0),
  pair(`${UNIT}.control.mc-3.hardware`, "a", "b"),
  pair(`${UNIT}.control.mc-3.firmware`, "1", "2"),
  pair(`${UNIT}.cards.c-3.ports.p-3.adapter`, "fb-1", undefined, {
    with: struck({ "part-failure": "p-3", "cured-by": "repair" }),
  }),
  pair(`${UNIT}.stores.st-2.size`, "4GB", "40GB", { with: OTHER_STORE }),
  pair(`${UNIT}.stores.st-2.adapter`, "db-1", undefined, {
    with: struck({ "part-failure": "st-2", "cured-by": "repair" }),
  }),
  pair("storage-servers.ss-2.stack-links.sl-2.joins", ["u-1", "u-2"], ["u-2", "u-3"], {
    with: { "storage-servers.ss-2.units.u-3": {}, ...struck({ "part-failure": "sl-1", "cured-by": "repair" }) },
  }),
  pair("storage-servers.ss-2.rebuild", "200MB/s", "20MB/s", { with: OTHER_STORE }),
  pair(`${ONE}.store`, "0s", "20ms"),
  pair(`${ONE}.times.restart`, "20s", "40s"),
  pair(`${ONE}.times.power-cycle`, "60s", "90s", {
    with: { ...PROCESSOR("power-cycle"), [`${OF}.action`]: "power-cycle" },
  }),
  pair(`${ONE}.times.replace`, "5min", "6min", { with: { ...PROCESSOR("replace"), [`${OF}.action`]: "replace" } }),
  pair(`${ONE}.times.repair`, "3min", "5min", { with: PROCESSOR("repair") }),
  pair(`${ONE}.times.self-test`, "200ms", "300ms"),
  pair(`${ONE}.times.assign`, "500ms", "900ms", { with: struck({ "part-failure": "sp-3", "cured-by": "repair" }) }),
];

const sets: readonly Pair[] = [
  pair("failover-sets.sets.front.of", ["sp-1", "sp-2"], ["sp-1", "sp-3"], { with: PROCESSOR("repair") }),
  pair("failover-sets.sets.front.composition", "n-way", "hierarchical", { with: PROCESSOR("repair") }),
  pair("failover-sets.console.every", "5s", "7s"),
  pair("failover-sets.console.from", "10s", "12s"),
  pair("failover-sets.console.until", "7min", "5min"),
  pair("failover-sets.console.configuration", 50, 80),
  pair("failover-sets.console.keys", 8, 3),
  pair("failover-sets.console.timeout", "2s", "3s", { with: { "failover-sets.console.every": "700ms" } }),
  pair("failover-sets.console.tries", 5, 1, { with: { "failover-sets.console.every": "700ms" } }),
];

const policies: readonly Pair[] = [
  pair(`${OF}.quorum.by`, "majority", "none", { with: SPLIT }),
  pair(`${OF}.quorum.witness`, "st-2", undefined, { with: SPLIT }),
  pair(`${OF}.every`, "1s", "2s"),
  pair(`${OF}.misses`, 3, 5),
  pair(`${OF}.lease`, "3s", "10s"),
  pair(`${OF}.margin`, "500ms", "5s"),
  pair(`${OF}.stagger`, "200ms", "2s", { with: SPLIT }),
  pair(`${OF}.self-test`, true, false, { with: CUT }),
  pair(`${OF}.self-test-within`, "1s", "3s"),
  pair(`${OF}.symptoms.errors`, 3, 5, { with: ERRORS }),
  pair(`${OF}.symptoms.within`, "1min", "5s", { with: ERRORS }),
  pair(
    `${OF}.limit`,
    { failures: 2, within: "15min" },
    { failures: 4, within: "15min" },
    {
      key: "policies.*.failover-sets.limit.failures",
      with: FLAPS,
    },
  ),
  pair(
    `${OF}.limit`,
    { failures: 2, within: "15min" },
    { failures: 2, within: "1min" },
    {
      key: "policies.*.failover-sets.limit.within",
      with: FLAPS,
    },
  ),
  pair(`${OF}.action`, "restart", "replace", { with: PROCESSOR("restart") }),
  pair(`${OF}.re-integrate`, "alternate", "former-role"),
  pair(`${OF}.compatible`, ["firmware"], ["hardware"], { with: OTHER_BUILD }),
  pair(`${OF}.work`, "50ms", "80ms"),
];

export const failoverSets: readonly Pair[] = [...servers, ...sets, ...policies];
