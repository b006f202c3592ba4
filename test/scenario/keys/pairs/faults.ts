// Pairs for `faults:`: what all of them have, and each kind in each of the ways to write it.
import { faultKinds } from "../../../../src/scenario/fault/index.js";
import { type Changes, pairsIn, type Pair, type Shows } from "../pair.js";

const pair = pairsIn("pair");

export const timing: readonly Pair[] = [
  pair("faults.0.name", "it", "that", { with: { "faults.0.at": undefined, "faults.0.every": "exponential(20min)" } }),
  pair("faults.0.at", "20min", "21min"),
  pair("faults.0.every", "20min", "30min", { with: { "faults.0.at": undefined } }),
  pair("faults.0.ages", "always", "while-on", { with: { "faults.0.at": undefined, "faults.0.every": "10min" } }),
  pair("faults.0.renews", undefined, "other", {
    with: {
      "faults.0.at": undefined,
      "faults.0.every": "12min",
      "faults.1": { name: "other", every: "15min", crash: "mail-1", repair: "1min" },
    },
  }),
  pair("faults.0.when.step", "replicate", "boot", {
    policy: "copy",
    with: {
      "faults.1": { at: "10min", crash: "web-1" },
      "faults.0": { cut: "fc-2", for: "1min", when: { step: "boot", of: "shop" } },
    },
  }),
  pair("faults.0.when.of", "shop", "mail", {
    with: {
      "faults.1": { at: "10min", crash: "web-1" },
      "faults.0": { cut: "fc-2", for: "1min", when: { step: "boot", of: "shop" } },
    },
  }),
  pair("faults.0.probability", "100%", "0%"),
  pair("faults.0.window.from", "0s", "40min", { with: { "faults.0.at": undefined, "faults.0.every": "20min" } }),
  pair("faults.0.window.to", "1h", "10min", { with: { "faults.0.at": undefined, "faults.0.every": "20min" } }),
];

/** One kind of fault: what it strikes, something else that it may strike, and two values of each parameter. */
interface KindOfFault {
  /** Where it can strike: the file of most pairs unless told. */
  readonly world?: "transfers" | "domain" | "paths" | "sets";
  readonly targets: readonly [string, string];
  /** What goes with the second of them, where parameters of the first would be wrong. */
  readonly second?: Item;
  readonly parameters?: Readonly<Record<string, readonly [unknown, unknown]>>;
  readonly with?: Changes;
  readonly policy?: string;
  readonly shows?: Shows;
  /** Parameters that mean nothing beside some of the others. */
  readonly lonely?: readonly string[];
}

/** The world of failover sets ends before faults strike here. */
const LONGER: Changes = { duration: "20min", "failover-sets.console.until": "19min" };

const KINDS: Readonly<Record<string, KindOfFault>> = {
  crash: { targets: ["web-1", "mail-1"] },
  hang: { targets: ["web-1", "mail-1"] },
  slow: { targets: ["web-1", "mail-1"], parameters: { factor: ["x2", "x9"] }, shows: "measures" },
  malfunction: {
    targets: ["web-1", "mail-1"],
    parameters: { component: ["cpu", "adapter"], found: ["agent", "nobody"] },
  },
  precursors: {
    targets: ["web-1", "mail-1"],
    parameters: {
      component: ["cpu", "memory"],
      errors: [2, 4],
      over: ["1min", "3min"],
      "ends-in-crash": ["100%", "0%"],
    },
  },
  "agent-crash": { targets: ["web-1", "mail-1"] },
  "power-loss": { targets: ["web-1", "array-1"] },
  cut: { targets: ["fc-1", "lan"] },
  flap: { targets: ["fc-1", "lan"], parameters: { period: ["20s", "50s"] } },
  lossy: { targets: ["fc-1", "lan"], parameters: { loss: ["10%", "60%"] } },
  "slow-link": { targets: ["fc-1", "lan"], parameters: { factor: ["x9", "x500"] } },
  partition: { targets: ["web-1", "mail-1"], parameters: { lost: ["both", "to-host"] } },
  disturbance: {
    targets: ["web-1", "mail-1"],
    parameters: {
      to: ["controller", "web-2"],
      over: ["lan", "branch"],
      loss: ["0%", "100%"],
      delay: ["1s", "30s"],
      repetition: ["0%", "100%"],
    },
    lonely: ["over", "loss", "delay", "repetition"],
  },
  "relay-stuck": { targets: ["relay-1", "relay-2"], parameters: { as: ["open", "closed"] } },
  "relay-unreachable": { targets: ["relay-1", "relay-2"], with: { "faults.1": { at: "10min 1s", crash: "web-1" } } },
  "adapter-failure": { targets: ["fa-1", "da-2"] },
  "storage-processor": {
    targets: ["array-1", "array-2"],
    with: { "storage.array-2": { "port-adapters": ["fb-1"], "disk-adapters": ["db-1"], bandwidth: "200MB/s" } },
  },
  "disk-failure": { targets: ["shop-data", "mail-data"], parameters: { copy: ["volume", "mirror"] } },
  corruption: { targets: ["shop-data", "mail-data"], parameters: { copy: ["volume", "mirror"] } },
  "backup-failure": {
    targets: ["shop-data", "mail-data"],
    parameters: { as: ["stale", "missing"] },
    with: { "storage.array-1.volumes.mail-data.backup": {} },
  },
  "firmware-mismatch": { targets: ["web-1", "mail-1"] },
  "operator-error": { targets: ["web-1", "mail-1"], parameters: { does: ["unplug", "shut-down"] } },
  "director-failure": { targets: ["director-1", "director-2"], with: { "services.mail.director": "director-2" } },
  "name-server-failure": {
    targets: ["dns-1", "dns-2"],
    with: {
      "name-servers": { "dns-1": { network: "lan", ttl: "1min" }, "dns-2": { network: "lan", ttl: "1min" } },
      "services.shop.director": undefined,
      "services.shop.found-by": "dns-1",
      "services.mail.found-by": "dns-2",
      "services.mail.load": { rate: "1/s" },
    },
  },
  "controller-failure": {
    targets: ["controller", "balancer"],
    with: { "policies.split.balancing": { controllers: 2, static: 1 } },
  },
  spike: {
    targets: ["shop", "mail"],
    parameters: { x: ["x2", "x4"], ramp: ["0s", "1min"] },
    with: { "services.mail.load": { rate: "1/s" } },
  },
  "agent-failure": { world: "transfers", targets: ["ra-1", "ra-2"] },
  "agent-hang": { world: "transfers", targets: ["ra-1", "ra-2"] },
  "part-failure": {
    world: "sets",
    with: LONGER,
    targets: ["mc-1", "sp-1"],
    // What is done about it comes after some of these ends, and before others.
    parameters: { "cured-by": ["repair", "restart"], shorts: [false, true] },
  },
  "part-hang": {
    world: "sets",
    targets: ["mc-1", "mc-2"],
    // Nobody is there who would restart it.
    with: { ...LONGER, "failover-sets.sets.control.of": ["mc-1"] },
  },
  "part-errors": {
    world: "sets",
    with: LONGER,
    targets: ["mc-1", "mc-2"],
    parameters: { interval: ["5s", "9s"], "self-test": ["fails", "passes"] },
  },
  "member-cut": {
    world: "sets",
    with: LONGER,
    targets: ["mc-1", "mc-2"],
    parameters: { over: [["eth", "fc"], "eth"], lost: ["both", "from"] },
  },
  "set-split": {
    world: "sets",
    with: LONGER,
    targets: ["control", "front"],
    parameters: {
      side: [
        ["mc-1", "mc-2"],
        ["mc-1", "mc-3"],
      ],
      over: [["eth", "fc"], "eth"],
      lost: ["both", "from"],
    },
  },
  "script-failure": {
    world: "transfers",
    targets: ["shop", "till"],
    parameters: { how: ["fail", "hang"] },
    with: { "replication.transfers.orders.every": "2min" },
  },
  "pair-failure": { world: "domain", targets: ["c-1-A", "c-2-B"] },
  "pair-hang": { world: "domain", targets: ["c-1-A", "c-2-B"] },
  "driver-failure": { world: "domain", targets: ["c-1-driver", "c-4-driver"] },
  "driver-hang": { world: "domain", targets: ["c-1-driver", "c-4-driver"] },
  "server-failure": { world: "domain", targets: ["A", "B"] },
  "server-hang": { world: "domain", targets: ["A", "B"] },
  "system-power-loss": { world: "domain", targets: ["left", "right"] },
  "site-power-loss": { world: "domain", targets: ["site-a", "site-b"] },
  "device-removed": { world: "domain", targets: ["rank-1", "rank-3"] },
  "device-unavailable": { world: "domain", targets: ["rank-2", "rank-3"] },
  "re-initialise": { world: "domain", targets: ["c-1-driver", "c-4-driver"] },
  "path-failure": {
    world: "paths",
    targets: ["db-1", "db-2"],
    second: { link: "h-3" },
    parameters: { link: ["h-1", "h-2"], port: ["fa-1", "fb-1"] },
  },
};

/** Another fault keeps the only crew busy. */
function busyIn(world: KindOfFault["world"]): Changes {
  const others = { transfers: "web-3", domain: "c-2", paths: "db-2", sets: "web-1" };
  const crash = world === undefined ? "mail-1" : others[world];
  return { "faults.1": { at: "9min", crash, repair: "15min", crew: "day" } };
}

type Item = Readonly<Record<string, unknown>>;

function firstValues({ parameters = {} }: KindOfFault): Item {
  return Object.fromEntries(Object.entries(parameters).map(([key, [value]]) => [key, value]));
}

/** A disturbance of one way only. */
const LONELY: Item = { from: "web-1", to: "controller" };

/** The target, each parameter, and how it ends, one after the other: all written in the braces. */
function pairsOf(name: string, kind: KindOfFault): readonly Pair[] {
  const { targetKey, strikesHolders } = faultKinds().find((each) => each.name === name)!;
  const { targets, second, parameters = {}, with: also = {}, world, policy, shows, lonely = [] } = kind;
  const at = `faults.0.${name}`;
  const pair = pairsIn(world ?? "pair");
  const own = { [targetKey]: targets[0], ...firstValues(kind) };
  const base: Omit<Pair, "world" | "path" | "values"> = { ...(policy && { policy }), ...(shows && { shows }) };
  const item = (inner: Item) => ({ "faults.0": { at: "10min", [name]: inner }, ...also });
  return [
    second === undefined
      ? pair(`${at}.${targetKey}`, ...targets, { ...base, with: item(own) })
      : pair(
          at,
          own,
          { ...own, ...second, [targetKey]: targets[1] },
          { ...base, key: `${at}.${targetKey}`, with: item(own) },
        ),
    ...(strikesHolders === true
      ? [
          pair(`${at}.holder-of`, "shop", "mail", {
            ...base,
            with: item({ ...firstValues(kind), "holder-of": "shop" }),
          }),
        ]
      : []),
    ...Object.entries(parameters).map(([key, values]) => {
      const alone = lonely.includes(key) ? { ...LONELY, ...(key === "loss" ? { delay: "1s" } : { loss: "20%" }) } : own;
      return pair(`${at}.${key}`, ...values, { ...base, with: item(alone) });
    }),
    pair(`${at}.repair`, "5min", "9min", { ...base, with: item(own) }),
    pair(`${at}.for`, "5min", "9min", { ...base, with: item(own) }),
    pair(`${at}.crew`, "day", undefined, { ...base, with: { ...item({ ...own, repair: "5min" }), ...busyIn(world) } }),
    pair(`${at}.class`, "one", "other", {
      ...base,
      with: { ...item({ ...own, repair: "5min", crew: "day" }), "crews.day.picks": "exponential(2min)" },
    }),
  ];
}

export const faults: readonly Pair[] = [
  ...timing,
  ...faultKinds().flatMap(({ name }) => (KINDS[name] === undefined ? [] : pairsOf(name, KINDS[name]))),
];

/** The same fault written in another way, and the keys that only this way has. */
export interface OtherWay {
  readonly told: string;
  readonly world: "pair" | "transfers" | "domain" | "paths" | "sets";
  readonly long: Item;
  readonly written: Item;
  readonly keys: readonly string[];
}

const ENDS: readonly Item[] = [{ repair: "5min", crew: "day", class: "one" }, { for: "7min" }];

/** What pairs show of the long form holds for the others, since they mean the same. */
export const otherWays: readonly OtherWay[] = faultKinds().flatMap(({ name, targetKey, strikesHolders }) => {
  const kind = KINDS[name];
  if (kind === undefined) return [];
  const {
    targets: [target],
    world = "pair",
  } = kind;
  const values = firstValues(kind);
  const inside = { [targetKey]: target, ...values };
  return ENDS.flatMap((end): readonly OtherWay[] => [
    {
      told: `${name}, its parameters beside it`,
      world,
      long: { at: "10min", [name]: { ...inside, ...end } },
      written: { at: "10min", [name]: target, ...values, ...end },
      keys: [...Object.keys(values), ...Object.keys(end)].map((key) => `faults.0.${key}`),
    },
    ...inGroups(name, world, inside, end),
    ...(strikesHolders === true ? inGroups(name, world, { "holder-of": "shop", ...values }, end) : []),
  ]);
});

/** The same fault as the only member of a group. */
function inGroups(name: string, world: OtherWay["world"], inside: Item, end: Item): readonly OtherWay[] {
  const long = { at: "10min", [name]: { ...inside, ...end } };
  const ending = Object.keys(end);
  const under = (path: string) => Object.keys({ ...inside, ...end }).map((key) => `${path}.${name}.${key}`);
  return [
    {
      told: `${name} in a group that ends`,
      world,
      long,
      written: { at: "10min", group: { [name]: inside, ...end } },
      keys: ending.map((key) => `faults.0.group.${key}`),
    },
    {
      told: `${name} in a group, with an end of its own`,
      world,
      long,
      written: { at: "10min", group: { [name]: { ...inside, ...end } } },
      keys: under("faults.0.group"),
    },
    {
      told: `${name} in one of several bundles that ends`,
      world,
      long,
      written: { at: "10min", group: [{ [name]: inside, ...end }] },
      keys: ending.map((key) => `faults.0.group.0.${key}`),
    },
    {
      told: `${name} in one of several bundles, with an end of its own`,
      world,
      long,
      written: { at: "10min", group: [{ [name]: { ...inside, ...end } }] },
      keys: under("faults.0.group.0"),
    },
  ];
}
