/** A scenario that is drawn: what there is, how it hangs together, and by which policy it is run. One seed, one scenario. */
import { type Dice, diceOf } from "./dice.js";
import { drawPolicy } from "./policy.js";

/** What the parts of a drawn scenario have to know of each other. */
export interface Outline {
  readonly dice: Dice;
  /** Everything takes minutes and hours, and the run a month; else seconds and half an hour. */
  readonly isLong: boolean;
  readonly hosts: readonly string[];
  /** The second host has users and data of its own. */
  readonly hasMail: boolean;
  /** The first host has two services, and each its volume. */
  readonly hasTill: boolean;
  readonly hasSecondArray: boolean;
  readonly hasSecondNetwork: boolean;
  readonly hasDirector: boolean;
}

/** As the language has it: JSON is YAML. */
export function drawScenario(seed: number, isLong: boolean): string {
  const dice = diceOf(seed);
  const outline: Outline = {
    dice,
    isLong,
    hosts: ["web-1", "web-2", "web-3", ...(dice.is(0.3) ? ["web-4"] : [])],
    hasMail: dice.is(0.5),
    hasTill: dice.is(0.3),
    hasSecondArray: dice.is(0.4),
    hasSecondNetwork: dice.is(0.3),
    hasDirector: dice.is(0.6),
  };
  return JSON.stringify({
    name: "drawn",
    duration: isLong ? "30d" : "30min",
    seed: String(seed),
    flapping: isLong ? { most: 16, within: "6h" } : { most: 16, within: "1h" },
    ...networks(outline),
    ...storage(outline),
    ...hosts(outline),
    services: services(outline),
    ...surroundings(outline),
    policies: { drawn: drawPolicy(outline) },
    ...orders(outline),
  });
}

const networkOf = ({ hasSecondNetwork }: Outline, host: string): string =>
  hasSecondNetwork && host === "web-3" ? "branch" : "lan";

function networks({ dice, hasSecondNetwork }: Outline) {
  const lan = { latency: dice.one("200us", "2ms"), bandwidth: "1Gbps" };
  return {
    networks: { lan, office: { latency: "2ms", bandwidth: "100Mbps" }, ...(hasSecondNetwork && { branch: lan }) },
    ...(hasSecondNetwork && { connectors: { "router-1": { joins: ["lan", "branch"] } } }),
  };
}

/** The last host may be attached to the second storage system alone. */
function arraysOf({ dice, hosts, hasSecondArray }: Outline, host: string): readonly string[] {
  if (!hasSecondArray) return ["array-1"];
  if (host === hosts[hosts.length - 1]) return dice.one(["array-2"], ["array-1", "array-2"]);
  return ["array-1"];
}

function volumes(outline: Outline, host: string, names: readonly string[]) {
  const { dice, isLong, hasSecondArray } = outline;
  const size = (holds: string) => (isLong ? (holds === "system" ? "4GB" : "60GB") : holds === "system" ? "1GB" : "2GB");
  const mirror = dice.is(0.6);
  const backup = dice.is(0.5);
  const log = dice.is(0.5);
  const remote = hasSecondArray && dice.is(0.4);
  const every = isLong ? "24h" : "2min";
  return Object.fromEntries(
    names.map((name) => {
      const holds = name.endsWith("-os") ? "system" : "data";
      const volume = {
        size: size(holds),
        holds,
        on: "da-1",
        via: `a-${host}`,
        for: host,
        ...(mirror && { mirror: { on: "da-2" } }),
        ...(log && holds === "data" && { log: { on: "da-2", written: dice.one("commit", "flush"), replay: "50MB/s" } }),
        ...(backup && { backup: { every, bandwidth: "100MB/s" } }),
        ...(remote && {
          "remote-mirror": { array: "array-2", on: "db-1", ...dice.one({}, { mode: "asynchronous", lag: "2s" }) },
        }),
      };
      return [name, volume] as const;
    }),
  );
}

function storage(outline: Outline) {
  const { dice, isLong, hosts, hasMail, hasTill, hasSecondArray } = outline;
  const times = isLong ? {} : { split: "1s", reassign: dice.one("1s", "4s") };
  return {
    storage: {
      "array-1": {
        "port-adapters": hosts.map((name) => `a-${name}`),
        "disk-adapters": ["da-1", "da-2"],
        bandwidth: "200MB/s",
        ...times,
        volumes: {
          ...volumes(outline, "web-1", ["shop-os", "shop-data", ...(hasTill ? ["till-data"] : [])]),
          ...(hasMail && volumes(outline, "web-2", ["mail-os", "mail-data"])),
        },
      },
      ...(hasSecondArray && {
        "array-2": {
          "port-adapters": hosts.map((name) => `b-${name}`),
          "disk-adapters": ["db-1"],
          bandwidth: "200MB/s",
          ...times,
        },
      }),
    },
    ...(hasSecondArray && { "array-links": { "isl-1": { joins: ["array-1", "array-2"], bandwidth: "100MB/s" } } }),
  };
}

function hosts(outline: Outline) {
  const { dice, isLong, hosts: names, hasMail } = outline;
  const boot = isLong
    ? {}
    : { boot: { diagnostics: "3s", standalone: "1s", online: "2s", auto: dice.is(0.8) }, shutdown: "3s", flush: "2s" };
  const standsBy = dice.one("off", "off", "standalone", "on");
  const links: Record<string, object> = {};
  const hasPlatform = dice.is(0.3);
  const shared = dice.is(0.1);
  const mapping = Object.fromEntries(
    names.map((name, index) => {
      const arrays = arraysOf(outline, name);
      for (const array of arrays) links[`fc-${array}-${name}`] = { bandwidth: "100MB/s" };
      const host = {
        network: dice.is(0.2) ? [networkOf(outline, name), "office"] : networkOf(outline, name),
        address: `10.0.0.1${index + 1}`,
        storage: Object.fromEntries(
          arrays.map((array) => [
            array,
            { link: `fc-${array}-${name}`, port: `${array === "array-1" ? "a" : "b"}-${name}` },
          ]),
        ),
        relay: shared && index >= 2 ? "relay-3" : `relay-${index + 1}`,
        power: index === 0 || (index === 1 && hasMail) ? "on" : standsBy,
        ...boot,
        serves: { rate: "40/s", concurrency: 4, queue: 50 },
        ...(hasPlatform && { platform: { hardware: "pc", system: "unix", applications: ["base"] } }),
      };
      return [name, host] as const;
    }),
  );
  const report = isLong ? dice.one("5s", "1min") : "1s";
  const quick = isLong ? "10min" : "5s";
  const agents = Object.fromEntries(
    names.map((name) => [name, { report, ...dice.maybe(0.7, () => ({ "quick-diagnostics": quick })) }]),
  );
  return { hosts: mapping, links, agents };
}

function services({ dice, isLong, hasMail, hasTill, hasDirector }: Outline) {
  const load = (rate: string, volume: string) => ({
    rate: isLong ? "2/h" : rate,
    mix: {
      browse: { share: "70%", reads: "shareable", size: "8kB" },
      order: { share: "30%", writes: volume, size: "4kB" },
    },
    timeout: "4s",
    retry: dice.one({ times: 2, backoff: "1s" }, { times: 0 }),
  });
  const director = hasDirector ? { director: "director-1" } : {};
  return {
    shop: { "runs-on": "web-1", ...director, load: load("3/s", "shop-data") },
    ...(hasTill && { till: { "runs-on": "web-1", ...director, load: load("1/s", "till-data") } }),
    ...(hasMail && { mail: { "runs-on": "web-2", ...director, load: load("2/s", "mail-data") } }),
  };
}

function surroundings({ dice, isLong, hasSecondNetwork }: Outline) {
  const everywhere = ["lan", "office", ...(hasSecondNetwork ? ["branch"] : [])];
  return {
    controller: {
      networks: dice.one(everywhere, ["lan", "office"]),
      ...dice.maybe(0.3, () => ({ management: "office" })),
      ...dice.maybe(0.2, () => ({ store: dice.one("10ms", "1s") })),
      ...dice.maybe(0.1, () => ({ on: "array-1" })),
    },
    operator: isLong
      ? { page: "5min", arrive: "lognormal(45min, 30min)", work: "1h" }
      : { page: "10s", arrive: dice.one("30s", "lognormal(45s, 30s)"), work: "1min" },
  };
}

function orders({ dice, isLong }: Outline) {
  return dice.maybe(0.2, () => ({
    orders: [{ at: dice.one(...(isLong ? ["3d", "12d"] : ["4min", "9min", "15min"])), "fail-back": "web-1" }],
  }));
}
