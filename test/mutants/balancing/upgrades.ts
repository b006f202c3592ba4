/** Services that borrow hosts of one pool while hosts, of the pool and those that serve, are made something else. One seed, one scenario. */
import type { Platform } from "../../../src/control/index.js";
import type { Record as WorldRecord, World } from "../../../src/model/index.js";
import type { InvariantResult } from "../../../src/result/index.js";
import { MINUTE, type Micros, SECOND, toSeconds } from "../../../src/units/index.js";
import { BLOWS, type ChaosPlan } from "../chaos.js";
import { type Dice, diceOf } from "../drawn/dice.js";
import { decodeDrawn, runDrawn } from "../drawn/trial.js";

/** Data of the first three is alike to each other's, or converted; for the last nobody converts. */
const MAKES: readonly Platform[] = [
  { hardware: "sun-4x", system: "solaris-2.6", applications: ["oracle-7.3.4"] },
  { hardware: "sun-4x", system: "solaris-7", applications: ["oracle-7.3.4"] },
  { hardware: "pc-2", system: "windows-nt-4.0", applications: ["oracle-7.3.4"] },
  { hardware: "vax", system: "vms-5.5", applications: ["rdb-4"] },
];

const NAMES = ["web-1", "web-2", "web-3", "web-4"] as const;
const SERVICES = { toys: "web-1", cars: "web-2" } as const;

/** As the language has it: JSON is YAML. */
export function drawUpgrades(seed: number): string {
  const dice = diceOf(seed + 0x20000000);
  const atOnce = dice.one(1, 2);
  const isKept = atOnce === 1 && dice.is(0.4);
  return JSON.stringify({
    name: "upgrades",
    duration: "20min",
    seed: String(seed),
    flapping: { most: 16, within: "1h" },
    networks: { lan: { latency: "200us", bandwidth: "1Gbps" } },
    storage: storage(),
    links: Object.fromEntries(NAMES.map((name) => [`fc-${name}`, { bandwidth: "200MB/s" }])),
    hosts: Object.fromEntries(NAMES.map((name, index) => [name, host(name, index)])),
    services: Object.fromEntries(Object.entries(SERVICES).map(([name, on]) => [name, service(name, on, dice)])),
    controller: { networks: ["lan"] },
    transformations: ["data", "programs"].flatMap((of) => [
      { of, from: "solaris", to: "windows-nt", rate: "100MB/s" },
      { of, from: "windows-nt", to: "solaris", rate: "100MB/s" },
    ]),
    orders: isKept ? keptOrders(dice) : orders(dice),
    policies: { drawn: { balancing: { ...policy(dice, atOnce), ...(isKept && KEPT) } } },
  });
}

function storage() {
  const volume = (name: string, size: string, holds: string) => ({
    ...{ size, holds, on: "da-1", via: `fa-${name}`, for: name },
  });
  const systems = NAMES.map((name) => [`${name}-os`, volume(name, "200MB", "system")]);
  const data = Object.entries(SERVICES).map(([service, name]) => [`${service}-data`, volume(name, "400MB", "data")]);
  const array = {
    "port-adapters": NAMES.map((name) => `fa-${name}`),
    "disk-adapters": ["da-1"],
    bandwidth: "200MB/s",
    ...{ split: "1s", reassign: "1s" },
    volumes: Object.fromEntries([...systems, ...data]),
  };
  return { "array-1": array };
}

const host = (name: string, index: number) => ({
  ...{ network: "lan", address: `10.0.0.1${index + 1}`, relay: `relay-${index + 1}` },
  storage: { "array-1": { link: `fc-${name}`, port: `fa-${name}` } },
  power: index < 2 ? "on" : "off",
  ...{ boot: { diagnostics: "3s", standalone: "1s", online: "2s", auto: true }, shutdown: "3s", flush: "2s" },
  serves: { rate: "10/s", concurrency: 2, queue: 20 },
  platform: MAKES[0],
});

function service(name: string, on: string, dice: Dice) {
  const begin = dice.one(1, 2, 4);
  return {
    ...{ "runs-on": on, director: "director-1" },
    load: {
      rate: { base: "1/s", spike: { [`${begin}min..${begin + dice.one(4, 9)}min`]: "x9", "15min..19min": "x9" } },
      mix: {
        browse: { share: "80%", reads: "shareable", of: `${name}-data`, "fresh-within": "10min", size: "8kB" },
        order: { share: "20%", writes: `${name}-data`, size: "4kB" },
      },
      timeout: "4s",
    },
  };
}

/** One host of the pool keeps what it was brought, and is made something for which that has to be converted. */
const KEPT = { pool: ["web-3"], data: { by: ["copy", "transform"], parts: "applications" }, then: "keep" } as const;

const keptOrders = (dice: Dice) => [{ at: `${dice.one(200, 820)}s`, upgrade: "web-3", platform: MAKES[2] }];

function policy(dice: Dice, atOnce: number) {
  return {
    every: "5s",
    grow: { above: "60%", for: "30s", tolerance: "20%" },
    shrink: { below: "20%", for: "30s", tolerance: "20%" },
    hosts: { most: 3 },
    ...(atOnce > 1 && { "at-once": atOnce }),
    pool: dice.one(["web-3"], ["web-3"], ["web-3", "web-4"]),
    data: { by: dice.one(["copy"], ["copy", "transform"]), parts: "applications", synchronise: { every: "30s" } },
    then: atOnce > 1 ? "hand-on" : dice.one("hand-on", "keep", "keep", "power-off"),
    drain: "10s",
    limits: { relay: "5s", replicate: "1min", boot: "15s", "retry-after": "5s" },
  };
}

function orders(dice: Dice) {
  return Array.from({ length: dice.one(1, 2, 3) }, () => ({
    at: `${dice.one(130, 200, 260, 330, 470, 820, 820)}s`,
    upgrade: dice.one("web-3", "web-3", "web-4", "web-1", "web-2"),
    platform: dice.one(...MAKES),
  }));
}

/** Half of them go by undisturbed. */
const PLAN: ChaosPlan = {
  blows: BLOWS.filter(({ kind }) => ["crash", "director-failure", "relay-unreachable"].includes(kind)),
  most: 2,
  from: MINUTE,
  to: 12 * MINUTE,
  longest: 90 * SECOND,
};
/** Whatever is planned comes after the end. */
const CALM: ChaosPlan = { ...PLAN, from: 30 * MINUTE, to: 31 * MINUTE };

/** As long as nothing is broken, this is enough to be drained and to leave. */
const PATIENCE: Micros = 45 * SECOND;
const LOOK: Micros = 5 * SECOND;

/** Hears, and looks into the world, whether somebody helps with data that is of no use to what it is by now. */
export function helpersRead() {
  const examples: InvariantResult["examples"][number][] = [];
  const directed = new Map<string, ReadonlySet<string>>();
  const since = new Map<string, Micros>();
  let atStake = 0;
  let inForce = 0;
  const hear = (record: WorldRecord): void => {
    if (record.kind === "FaultInjected") inForce += 1;
    if (record.kind === "FaultCleared") inForce -= 1;
    if (record.kind !== "RouteChanged") return;
    const targets = record.routes.flatMap((route) => route.targets.filter(({ weight }) => weight > 0));
    directed.set(record.service, new Set(targets.map(({ address }) => address)));
  };
  const look = (target: World, at: Micros): void => {
    if (inForce > 0) since.clear();
    for (const { name, identity, storage: own } of target.hosts.values()) {
      const helps = [...directed].some(([service, to]) => to.has(identity.current.address) && !isHome(service, name));
      if (!helps) {
        since.delete(name);
        continue;
      }
      atStake += 1;
      const useless = own.uselessData;
      if (useless === null || !useless.why.includes("in the format of")) since.delete(name);
      else if (!since.has(name)) since.set(name, at);
      else if (at - since.get(name)! > PATIENCE) {
        examples.push({ replication: 0, atSeconds: toSeconds(at), what: `${name} helps, and ${useless.why}` });
        since.delete(name);
      }
    }
  };
  const world = (target: World): void => {
    const again = (): void => {
      look(target, target.kernel.now);
      target.kernel.after(LOOK, again);
    };
    target.kernel.after(LOOK, again);
  };
  const result = (): InvariantResult => ({
    ...{ name: "helpers-read-what-they-can", atStake, violations: examples.length, examples },
  });
  return { hear, world, result };
}

const isHome = (service: string, host: string): boolean => SERVICES[service as keyof typeof SERVICES] === host;

/** What the invariants found, and whoever looked at helpers; `null` for what is no scenario. */
export function upgradesTrial(seed: number, also: (record: WorldRecord) => void = () => undefined) {
  const { scenario } = decodeDrawn(drawUpgrades(seed));
  if (scenario === null) return null;
  const reading = helpersRead();
  const hear = (record: WorldRecord): void => {
    reading.hear(record);
    also(record);
  };
  const plan = seed % 2 === 0 ? CALM : PLAN;
  return [...runDrawn(scenario, false, { hear, world: reading.world }, plan), reading.result()];
}
