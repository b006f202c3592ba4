// Small scenarios at random: two sites or one, a few hosts, one policy, and one fault. The same seed draws the same one.
import { Streams } from "../../../src/sim/index.js";
import { Chooser, type Manner, type Tree } from "./chooser.js";
import { withCorners } from "./draw-corners.js";
import { withMore } from "./draw-more.js";

export function drawScenario(seed: number, manner: Manner = {}): Tree {
  const choose = new Chooser(new Streams(`check/${String(seed)}`).stream("scenario"), manner);
  const far = choose.chance(0.4);
  const byHand = choose.chance(0.12);
  const watched = choose.chance(0.9);
  const latency = choose.one("200us", "2ms", "15ms");
  const scenario = {
    name: "drawn",
    duration: "6h",
    seed,
    networks: { lan: { latency }, ...(far && { away: { latency: choose.one("1ms", "20ms") } }) },
    ...(far && { connectors: { "router-1": { joins: ["lan", "away"] } } }),
    ...storage(choose, far),
    hosts: hosts(choose, far),
    relays: {
      "relay-1": { switching: choose.varying(1, 4), reading: choose.varying(1, 2) },
      "relay-2": { switching: choose.varying(1, 4) },
    },
    ...(watched && { agents: agents(choose) }),
    services: services(choose),
    ...(choose.chance(0.3) && { controller: controller(choose, far) }),
    operator: { page: choose.varying(30, 90), arrive: choose.varying(60, 300), work: choose.varying(60, 600) },
    policies: { drawn: { failover: byHand ? manual(choose, watched) : failover(choose, far, watched) } },
    faults: [
      {
        name: "it",
        at: `${choose.between(8100, 8160) - (manner.brief === true ? 4200 : 0)}s ${choose.between(0, 999)}ms`,
        crash: "web-1",
      },
    ],
  };
  const more = withMore(scenario, seed, manner);
  return manner.corners === true ? withCorners(more, seed, manner) : more;
}

function storage(choose: Chooser, far: boolean): Tree {
  const adapters = { "port-adapters": ["fa-1", "fa-2", "fa-3"], "disk-adapters": ["da-1", "da-2"] };
  const volume = (size: number, holds: string): Tree => ({
    size: `${size}GB`,
    holds,
    on: "da-1",
    via: "fa-1",
    ...(choose.chance(0.6) && { mirror: { on: "da-2" } }),
    ...(holds === "data" && choose.chance(0.7) && { "change-rate": choose.one("100kB/s", "1MB/s") }),
    ...(holds === "data" && choose.chance(0.5) && { "log-rate": "100kB/s", log: { on: "da-2" } }),
    ...(choose.chance(0.4) && { backup: { every: "1h", bandwidth: "80MB/s" } }),
    ...(far &&
      choose.chance(0.7) && {
        "remote-mirror": { array: "array-2", on: "db-1", ...choose.one({}, { mode: "asynchronous", lag: "2s" }) },
      }),
  });
  return {
    storage: {
      "array-1": {
        ...adapters,
        bandwidth: choose.one("100MB/s", "200MB/s"),
        split: choose.varying(1, 4),
        reassign: choose.varying(2, 8),
        volumes: {
          ...(choose.chance(0.6) && { "shop-os": volume(choose.between(1, 4), "system") }),
          "shop-data": volume(choose.between(2, 20), "data"),
        },
      },
      ...(far && {
        "array-2": {
          "port-adapters": ["fb-1"],
          "disk-adapters": ["db-1"],
          bandwidth: "150MB/s",
          split: "3s",
          reassign: "4s",
        },
      }),
    },
    ...(far && {
      "array-links": { "isl-1": { joins: ["array-1", "array-2"], bandwidth: choose.one("40MB/s", "90MB/s") } },
    }),
    links: { "fc-1": {}, "fc-2": {}, "fc-3": {}, ...(far && { "fc-4": {} }) },
  };
}

function hosts(choose: Chooser, far: boolean): Tree {
  const boot = (): Tree => ({
    diagnostics: choose.varying(20, 120),
    standalone: choose.varying(10, 40),
    online: choose.varying(20, 90),
    ...(choose.chance(0.3) && { auto: false }),
  });
  const host = (number: number, power: string): Tree => ({
    network: "lan",
    storage: { "array-1": { link: `fc-${number}`, port: `fa-${number}` } },
    relay: `relay-${number}`,
    power,
    boot: boot(),
    shutdown: choose.varying(10, 50),
  });
  const first = host(1, "on");
  return {
    "web-1": choose.chance(0.1) ? { ...first, relay: undefined } : first,
    "web-2": host(2, choose.one("off", "off", "standalone")),
    "web-3": host(3, choose.one("off", "on")),
    ...(far && {
      "far-1": {
        network: "away",
        storage: { "array-2": { link: "fc-4", port: "fb-1" } },
        relay: "relay-4",
        power: choose.one("off", "standalone"),
        boot: boot(),
      },
    }),
  };
}

function agents(choose: Chooser): Tree {
  const report = choose.one("1s", "5s", "7s", "30s");
  return choose.chance(0.2)
    ? { "web-3": { watches: ["web-1", "web-2", "web-3"], report } }
    : { "web-1": { report }, "web-2": { report }, "web-3": { report } };
}

function services(choose: Chooser): Tree {
  return {
    shop: { "runs-on": "web-1", ...(choose.chance(0.8) && { director: "director-1" }) },
    ...(choose.chance(0.3) && { mail: { "runs-on": "web-1", director: "director-1" } }),
  };
}

function controller(choose: Chooser, far: boolean): Tree {
  return {
    ...(choose.chance(0.5) && { store: choose.one("5ms", "200ms") }),
    ...(choose.chance(0.4) && { management: far ? choose.one("lan", "away") : "lan" }),
  };
}

function detect(choose: Chooser, watched: boolean): Tree {
  const queries = () => {
    const every = choose.between(1, 10);
    return { every: `${every}s`, timeout: `${choose.one(1, every, 2 * every)}s`, misses: choose.between(1, 4) };
  };
  if (!watched) return { queries: queries() };
  return choose.one<() => Tree>(
    () => ({}),
    () => ({ reports: { misses: choose.between(1, 5) } }),
    () => ({ reports: "off", queries: queries() }),
    () => ({ when: "all", queries: queries() }),
    () => ({ queries: queries() }),
    () => ({ reports: "off", phi: { threshold: choose.between(1, 12), ...(choose.chance(0.5) && { window: 20 }) } }),
    () => ({ reports: "off", freshness: { shift: `${choose.between(1, 9)}s` } }),
  )();
}

function limits(choose: Chooser): Tree {
  return { ...(choose.chance(0.3) && { relay: "20s" }), ...(choose.chance(0.3) && { boot: "20min" }) };
}

function standIns(choose: Chooser, far: boolean): Tree {
  const names = ["web-2", "web-3", ...(far ? ["far-1"] : [])];
  return choose.one<() => Tree>(
    () => ({}),
    () => ({ "stand-ins": [choose.one(...names)] }),
    () => ({ "stand-ins": names.toReversed() }),
  )();
}

function manual(choose: Chooser, watched: boolean): Tree {
  const delays = choose.one<Tree>(
    {},
    { page: choose.varying(10, 60), arrive: choose.varying(60, 400) },
    { work: choose.varying(60, 600) },
  );
  return { manual: delays, detect: detect(choose, watched), ...standIns(choose, false) };
}

function failover(choose: Chooser, far: boolean, watched: boolean): Tree {
  const ways = [
    "split-mirror",
    "reassign",
    "copy",
    "backup+log",
    "pre-replicated",
    "log-apply",
    "remote-mirror",
    "copy-remote",
  ];
  const data = [...choose.some(ways, 0.35), "copy"];
  const each = far && choose.chance(0.3) ? { "web-2": data, "far-1": ["remote-mirror", "copy-remote"] } : data;
  const partition = choose.chance(0.2) ? { partition: [{ for: "web-1", by: [choose.one("web-2", "web-3")] }] } : {};
  return {
    preset: choose.one("2A", "2A", "2B", "2C", "4", "6"),
    ...(choose.chance(0.85) && { data: each }),
    ...(choose.chance(0.6) && { redirect: choose.chance(0.7) }),
    ...(choose.chance(0.3) && { standby: choose.one("cold", "staged", "active") }),
    detect: detect(choose, watched),
    shutdown: {
      within: `${choose.between(5, 90)}s`,
      relay: choose.one("if-needed", "if-needed", "always", "never"),
      unconfirmed: choose.one("page", "proceed-unsafely"),
    },
    ...(choose.chance(0.4) && { limits: limits(choose) }),
    ...standIns(choose, far),
    ...partition,
    ...(choose.chance(0.2) && { failback: { after: "10min" } }),
  };
}
