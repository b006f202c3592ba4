/** What no drawn scenario said of its world until then: rates of adapters and volumes, cables, memory, people, and the loads of users. */
import type { Dice } from "../drawn/dice.js";
import { type Addition, type Document, type DrawnHost, failoverOf, type Mapping, volumesOf } from "./document.js";

interface DrawnLoad extends Mapping {
  readonly mix: Record<string, Mapping>;
  rate?: unknown;
}

const loadsOf = ({ services }: Document): readonly DrawnLoad[] =>
  Object.values(services).flatMap(({ load }) => (load === undefined ? [] : (load as DrawnLoad)));

const shopOf = ({ services }: Document): DrawnLoad => services.shop!.load as DrawnLoad;

/** What `replay` names: one line a second for a quarter of an hour, and in the middle of it a crowd. */
export const RECORDED = "recorded.csv";

export function recordedText(): string {
  const rows = Array.from({ length: 900 }, (_, second) => {
    const classes = second % 3 === 0 ? ["order"] : ["browse"];
    const crowd = second >= 300 && second < 420 ? ["browse", "browse", "order"] : [];
    return [...classes, ...crowd].map((name, index) => `${second}.${100 + index},${name}`);
  });
  return `seconds,class\n${rows.flat().join("\n")}\n`;
}

const hardware: readonly Addition[] = [
  {
    name: "a title and a time that is not counted",
    probability: 0.2,
    fits: () => true,
    add: (document, dice) => {
      document.title = "Drawn";
      document["warm-up"] = dice.one("0s", "2min");
    },
  },
  {
    name: "networks that jitter",
    probability: 0.3,
    // Where one report that is late is taken for missed there is no telling, of which `check` warns.
    fits: (document) => {
      const { reports } = failoverOf(document).detect as { reports?: { misses: number } };
      return (reports?.misses ?? 3) > 1;
    },
    add: ({ networks }, dice) => {
      const jitter = dice.one("exponential(2ms)", "uniform(0s, 50ms)");
      for (const network of Object.values(networks)) Object.assign(network, { jitter });
    },
  },
  {
    name: "adapters with a rate of their own",
    probability: 0.2,
    fits: () => true,
    add: ({ storage }, dice) => {
      for (const array of Object.values(storage)) {
        const bandwidth = dice.one("60MB/s", "400MB/s");
        const named = (adapters: unknown): object =>
          Array.isArray(adapters)
            ? Object.fromEntries((adapters as readonly string[]).map((name) => [name, { bandwidth }]))
            : Object.fromEntries(
                Object.entries(adapters as object).map(([name, own]) => [name, { ...own, bandwidth }]),
              );
        array["port-adapters"] = named(array["port-adapters"]);
        array["disk-adapters"] = named(array["disk-adapters"]);
      }
    },
  },
  {
    name: "volumes that change by themselves",
    probability: 0.2,
    fits: () => true,
    add: (document, dice) => {
      for (const volume of volumesOf(document)) {
        if (volume.holds !== "data") continue;
        volume["change-rate"] = dice.one("100kB/s", "1MB/s");
        if (volume.log !== undefined) volume["log-rate"] = dice.one("10kB/s", "200kB/s");
      }
    },
  },
  {
    name: "a long way between storage systems",
    probability: 0.4,
    fits: (document) => document["array-links"] !== undefined,
    add: (document, dice) => {
      for (const link of Object.values(document["array-links"] as Record<string, Mapping>))
        link.latency = dice.one("1ms", "40ms");
    },
  },
  {
    name: "two links to one storage system",
    probability: 0.25,
    fits: ({ links, hosts, storage }) =>
      Object.values(links).every(({ over }) => over === undefined) &&
      Array.isArray(storage["array-1"]!["port-adapters"]) &&
      hosts["web-1"]!.storage["array-1"] !== undefined,
    add: ({ links, hosts, storage }) => {
      const first = hosts["web-1"]!.storage["array-1"]!;
      (storage["array-1"]!["port-adapters"] as string[]).push("a-second");
      links["fc-second"] = { ...links[first.link] };
      Object.assign(hosts["web-1"]!.storage, { "array-1": [first, { link: "fc-second", port: "a-second" }] });
      for (const volume of Object.values(storage["array-1"]!.volumes!))
        if (volume.for === "web-1") volume.via = [first.port, "a-second"];
    },
  },
  {
    name: "a switch on the way to storage",
    probability: 0.25,
    fits: ({ links, hosts, storage }) =>
      Object.values(links).every(({ over, protocol }) => over === undefined && protocol === undefined) &&
      Array.isArray(storage["array-1"]!["port-adapters"]) &&
      hosts["web-3"]!.storage["array-1"] !== undefined &&
      hosts["web-3"]!.storage["array-2"] === undefined,
    add: (document, dice) => {
      const { links, hosts } = document;
      const { link, port } = hosts["web-3"]!.storage["array-1"]!;
      delete (hosts["web-3"] as Partial<DrawnHost>).storage;
      links["fc-switched"] = { ...links[link], joins: ["switch-1", port] };
      Object.assign(links[link]!, { joins: ["web-3", "switch-1"] });
      document.switches = { "switch-1": {} };
      if (dice.is(0.5)) document.zones = { red: ["web-3", `array-1/${port}`] };
    },
  },
  {
    name: "links that take their time",
    probability: 0.2,
    fits: ({ links }) => Object.values(links).every(({ over }) => over === undefined),
    add: ({ links }, dice) => {
      for (const link of Object.values(links)) link.latency = dice.one("10us", "5ms");
    },
  },
  {
    name: "hosts with so much memory",
    probability: 0.3,
    fits: () => true,
    add: ({ hosts }, dice) => {
      const memory = {
        ...{ size: "64MB", base: "16MB", "per-request": dice.one("1MB", "8MB") },
        ...dice.maybe(0.7, () => ({ "working-set": dice.one("30MB", "200MB") })),
      };
      for (const host of Object.values(hosts)) host.memory = memory;
    },
  },
  {
    name: "how hosts serve",
    probability: 0.3,
    fits: () => true,
    add: ({ hosts }, dice) => {
      const how = {
        ...dice.maybe(0.5, () => ({ discipline: dice.one("first-come", "shared") })),
        ...dice.maybe(0.5, () => ({ hung: dice.one("lost", "kept") })),
        ...dice.maybe(0.5, () => ({ time: dice.one("constant", "exponential") })),
      };
      for (const host of Object.values(hosts)) host.serves = { ...(host.serves as object), ...how };
    },
  },
  {
    name: "modems that give up",
    probability: 0.5,
    fits: ({ relays }) => (relays as Record<string, { modem?: object }> | undefined)?.["relay-1"]?.modem !== undefined,
    add: ({ relays }, dice) => {
      const { modem } = (relays as Record<string, { modem: Mapping }>)["relay-1"]!;
      Object.assign(modem, { busy: "30%", redial: "5s", tries: dice.one(1, 3) });
    },
  },
  {
    name: "an upgrade that is recorded in parts",
    probability: 0.6,
    fits: ({ orders, hosts }) =>
      Object.values(hosts).every(({ platform }) => platform !== undefined && "processors" in platform) &&
      (orders ?? []).some((order) => "platform" in order),
    add: ({ orders }, dice) => {
      for (const order of orders as readonly { platform?: object }[]) {
        if (order.platform === undefined) continue;
        const processors = { number: dice.one(2, 4), kind: "ultrasparc-2" };
        order.platform = { ...order.platform, processors, controllers: [dice.one("isp-1 r2", "isp-1 r3")] };
      }
    },
  },
  {
    name: "crews and cut sets",
    probability: 0.2,
    fits: () => true,
    add: (document, dice) => {
      document.crews = { day: { size: dice.one(1, 2), picks: "exponential(2min)" } };
      document["cut-sets"] = { both: { of: ["web-1", "web-2"] } };
    },
  },
];

/** The load of the shop comes in one of these ways. */
const WAYS: readonly ((load: DrawnLoad, dice: Dice) => void)[] = [
  (load) => {
    delete load.rate;
    load.replay = RECORDED;
  },
  (load, dice) => {
    const { base = load.rate } = load.rate as { readonly base?: unknown };
    load.rate = {
      ...(typeof load.rate === "object" ? load.rate : {}),
      base,
      ...dice.maybe(0.6, () => ({ ramp: { "2min..6min": dice.one("x3", "x0.2") } })),
      ...dice.maybe(0.6, () => ({ spike: { "3min..8min": "x4" } })),
    };
  },
  (load) => void (load.gaps = "even"),
  (load, dice) => {
    load.rate = "1/s";
    load.session = { requests: dice.one(3, 8), think: dice.one("2s", "exponential(5s)") };
  },
  (load, dice) => {
    delete load.rate;
    load.session = { users: dice.one(5, 40), think: "exponential(5s)" };
  },
  (load, dice) => {
    Object.assign(load.mix.browse!, { work: dice.one("x0.5", "x3") });
    Object.assign(load.mix.order!, { priority: dice.one(1, 2) });
  },
];

const users: readonly Addition[] = [
  {
    name: "a load that has its week",
    probability: 0.4,
    fits: (document) => document.start !== undefined && typeof shopOf(document).rate === "object",
    add: (document) => void Object.assign(shopOf(document).rate as object, { weekly: { mon: "x2" } }),
  },
  {
    name: "how users come",
    probability: 0.5,
    fits: (document) => document.start === undefined,
    add: (document, dice) => {
      for (const load of dice.is(0.7) ? [shopOf(document)] : loadsOf(document)) dice.one(...WAYS)(load, dice);
    },
  },
  {
    name: "loads that flow",
    probability: 0.1,
    // Of a flow nothing comes earlier or later, and no request is more important than another.
    fits: (document) =>
      document["name-servers"] === undefined &&
      loadsOf(document).every(({ gaps, session, mix }) => {
        return gaps === undefined && session === undefined && mix.browse!.work === undefined;
      }),
    add: (document) => loadsOf(document).forEach((load) => (load.mode = "flow")),
  },
  {
    name: "what users are to get",
    probability: 0.3,
    fits: () => true,
    add: ({ services }, dice) => {
      services.shop!.objective = { answered: dice.one("99%", "50%"), within: "2s", window: dice.one("20s", "1min") };
    },
  },
  {
    name: "a service of two hosts",
    probability: 0.4,
    fits: ({ policies, services }) =>
      policies.drawn.balancing !== undefined &&
      services.shop!.director !== undefined &&
      services.mail === undefined &&
      services.till === undefined,
    // One of them alone would have to answer what modifies data.
    add: ({ services, hosts, policies }, dice) => {
      Object.assign(services.shop!, { "runs-on": ["web-1", "web-2"], needs: dice.one(1, 2) });
      const { order } = (services.shop!.load as DrawnLoad).mix;
      delete order!.writes;
      order!.reads = "shareable";
      hosts["web-2"]!.power = "on";
      const { balancing } = policies.drawn;
      if (balancing?.pool !== undefined)
        balancing.pool = (balancing.pool as readonly string[]).filter((name) => name !== "web-2");
    },
  },
];

export const LAST_OF_WORLD: readonly Addition[] = [...hardware, ...users];
