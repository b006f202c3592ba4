/** Hosts that serve, and stand-ins for them, of which several get their power through one relay; some start from disks of their own. One seed, one scenario. */
import { MINUTE, SECOND } from "../../../src/units/index.js";
import { BLOWS, type ChaosPlan } from "../chaos.js";
import { type Dice, diceOf } from "../drawn/dice.js";
import { decodeDrawn, runDrawn } from "../drawn/trial.js";

const NAMES = ["web-1", "web-2", "web-3", "web-4"] as const;
const SERVICES = { shop: "web-1", mail: "web-2" } as const;

/** Who hangs on the relay that is shared. */
const SHARED: readonly (readonly string[])[] = [
  ["web-2", "web-3"],
  ["web-1", "web-3"],
  ["web-1", "web-2"],
  ["web-1", "web-2", "web-3"],
  ["web-3", "web-4"],
];

/** As the language has it: JSON is YAML. */
export function drawSharedRelay(seed: number): string {
  const dice = diceOf(seed + 0x10000000);
  const names = NAMES.slice(0, dice.one(3, 4, 4));
  const shared = dice.one(...SHARED);
  const hasDisks = dice.is(0.6);
  return JSON.stringify({
    name: "shared-relay",
    duration: "40min",
    seed: String(seed),
    flapping: { most: 20, within: "1h" },
    networks: { lan: {} },
    storage: storage(hasDisks),
    links: Object.fromEntries(names.map((name) => [`l-${name}`, { joins: [name, "fa-1"] }])),
    hosts: Object.fromEntries(names.map((name, index) => [name, host(index, shared.includes(name), dice)])),
    relays: { "r-9": { shared: true } },
    agents: Object.fromEntries(names.map((name) => [name, { report: "2s" }])),
    services: Object.fromEntries(Object.entries(SERVICES).map(([name, on]) => [name, service(name, on)])),
    operator: { page: "10s", arrive: dice.one("20s", "1min"), work: "30s" },
    policies: { p: { failover: policy(hasDisks, dice) } },
  });
}

function storage(hasDisks: boolean) {
  const volume = (holds: string, name: string, more: object) => ({
    ...{ size: "200MB", holds, on: "da-1", via: "fa-1", for: name, mirror: { on: "da-2" }, ...more },
  });
  const volumes = Object.entries(SERVICES).flatMap(([service, name]) => [
    [`${service}-data`, volume("data", name, {})] as const,
    ...(hasDisks ? [] : [[`${service}-os`, volume("system", name, {})] as const]),
  ]);
  const array = { "port-adapters": ["fa-1"], "disk-adapters": ["da-1", "da-2"], bandwidth: "20MB/s" };
  return { "array-1": { ...array, split: "1s", reassign: "1s", volumes: Object.fromEntries(volumes) } };
}

function host(index: number, isShared: boolean, dice: Dice) {
  return {
    ...{ network: "lan", address: `10.0.0.1${index + 1}`, relay: isShared ? "r-9" : `r-${index + 1}` },
    power: index < 2 ? "on" : dice.one("off", "off", "standalone"),
    boot: { diagnostics: "5s", standalone: "2s", online: "4s", auto: dice.is(0.75) },
    ...{ shutdown: "3s", flush: "2s", serves: { rate: "20/s" } },
  };
}

const service = (name: string, on: string) => ({
  "runs-on": on,
  load: { rate: "2/s", mix: { order: { share: "100%", writes: `${name}-data` } }, timeout: "4s" },
});

function policy(hasDisks: boolean, dice: Dice) {
  return {
    preset: "2A",
    ...(hasDisks && { parts: ["data"] }),
    data: dice.one(["split-mirror", "copy"], ["copy"], ["reassign", "copy"]),
    ...dice.maybe(0.6, () => ({ failback: dice.one<object>({ after: "5s" }, { "time-of-day": "25min" }) })),
    ...dice.maybe(0.3, () => ({ power: dice.one({ on: "by-hand" }, { off: "by-hand" }) })),
    ...dice.maybe(0.3, () => ({ priority: { shop: 2, mail: 1 } })),
    shutdown: { within: "8s", relay: "if-needed", unconfirmed: dice.one("page", "retry") },
    detect: { reports: { misses: 3 }, ...dice.maybe(0.4, () => ({ precursors: { errors: 3, within: "1min" } })) },
    limits: { relay: "5s", replicate: "1min", boot: "25s", "retry-after": "5s", tries: dice.one(2, 6) },
  };
}

const KINDS = ["crash", "hang", "relay-stuck", "relay-unreachable", "power-loss", "precursors", "storage-processor"];

const PLAN: ChaosPlan = {
  blows: [
    ...BLOWS.filter(({ kind }) => KINDS.includes(kind)),
    // Those of which most comes, a second time.
    ...BLOWS.filter(({ kind }) => kind === "crash" || kind === "hang"),
  ],
  most: 6,
  from: 30 * SECOND,
  to: 15 * MINUTE,
  longest: 8 * MINUTE,
  atSteps: 0.4,
};

/** What the invariants found; `null` for what is no scenario. */
export function sharedRelayTrial(seed: number) {
  const { scenario } = decodeDrawn(drawSharedRelay(seed));
  return scenario === null ? null : runDrawn(scenario, false, {}, PLAN);
}
