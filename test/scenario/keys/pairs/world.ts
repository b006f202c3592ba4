// Pairs for the head of a scenario and for what the world is made of.
import { type Changes, pairsIn, type Pair } from "../pair.js";

const pair = pairsIn("pair");
const sites = pairsIn("sites");
const other = pairsIn("other");
const pool = pairsIn("pool");
const overTheLan = pairsIn("../../../../scenarios/site-failover/corners/storage-over-the-lan");

const BY_MEMORY: Changes = { "policies.grow.balancing.grow.metric": "memory" };

/** The stand-in reaches the data over the network. */
const OVER_LAN: Changes = { "storage.array-1.network": "lan", "policies.here.failover.data": ["shared"] };

export const head: readonly Pair[] = [
  pair("duration", "70min", "50min"),
  pair("warm-up", "0s", "30min", { shows: "measures" }),
  pair("seed", 3, 4),
  pool("start", "2000-11-20T00:00Z", "2000-11-20T17:00Z", {
    with: { "services.toys.load.rate.daily": { "00:00-01:00": "x3" } },
  }),
  pair("flapping.most", 10, 0, { shows: "report" }),
  pair("flapping.within", "1h", "1s", {
    with: { "flapping.most": 1, "faults.0": { every: "20min", crash: "web-1", repair: "2min" } },
    shows: "report",
  }),
];

export const networks: readonly Pair[] = [
  pair("networks.lan.latency", "200us", "20ms"),
  pair("networks.lan.jitter", undefined, "exponential(5ms)"),
  pair("cut-sets.both.of", ["web-1", "mail-1"], ["web-1", "web-2"], { shows: "measures" }),
  sites("networks.lan.bandwidth", "1Gbps", "100kB/s", { policy: "here", with: OVER_LAN }),
  pair("networks.lan.domain", "shops", "malls"),
  sites("connectors.router-1.joins", ["lan", "far"], ["far", "third"], { with: { "networks.third": {} } }),
  sites("controller.networks", ["lan", "far"], ["far"], { with: { "faults.0": { at: "10min", cut: "router-1" } } }),
  pair("controller.on", undefined, "array-1", {
    with: { "faults.0": { at: "10min", "power-loss": "array-1", for: "10min" } },
  }),
  pair("controller.management", undefined, "branch", { with: { "networks.branch.latency": "300ms" } }),
  pair("controller.over", "networks", "links", {
    with: {
      "controller.on": "array-1",
      "hosts.web-1.network": "lan",
      "faults.0": { at: "10min", cut: "lan", for: "2min" },
    },
  }),
  pair("controller.store", undefined, "2s"),
];

export const storage: readonly Pair[] = [
  pair("storage.array-1.port-adapters.fa-1.protocol", "scsi", "escon", {
    with: {
      "storage.array-1.port-adapters": { "fa-1": {}, "fa-2": {}, "fa-3": {} },
      "services.shop.load.mix.order.size": "4MB",
    },
  }),
  sites("storage.array-1.port-adapters.fa-1.bandwidth", "200MB/s", "1MB/s", {
    with: { "storage.array-1.port-adapters": { "fa-1": {}, "fa-2": {} } },
  }),
  sites("storage.array-1.port-adapters", ["fa-1", "fa-2"], { "fa-1": { bandwidth: "1MB/s" }, "fa-2": {} }),
  sites("storage.array-1.disk-adapters.da-1.bandwidth", "200MB/s", "20MB/s", { policy: "copied" }),
  pair("storage.array-1.bandwidth", "200MB/s", "50MB/s", { policy: "copy" }),
  pair("storage.array-1.split", "2s", "9s"),
  pair("storage.array-1.reassign", "5s", "9s", { policy: "reassign" }),
  sites("storage.array-1.network", undefined, "lan", {
    policy: "here",
    with: { "policies.here.failover.data": ["shared"] },
  }),
  pair("storage.array-1.volumes.shop-data.size", "10GB", "20GB", { policy: "copy" }),
  pair("storage.array-1.volumes.shop-os.holds", "system", "data"),
  pair("storage.array-1.volumes.shop-data.on", "da-1", "da-2", { policy: "copy" }),
  overTheLan("links.fc-1.over", "lan", undefined),
  pair("storage.array-1.volumes.shop-data.via", ["fa-1", "fa-2"], "fa-1", {
    with: {
      "hosts.web-1.storage": {
        "array-1": [
          { link: "fc-1", port: "fa-1" },
          { link: "fc-4", port: "fa-2" },
        ],
      },
      "links.fc-4": {},
      "storage.array-1.volumes.shop-data.for": "web-1",
      "faults.0": { at: "10min", cut: "fc-1" },
    },
  }),
  pair("storage.array-1.volumes.mail-data.for", "mail-1", "web-1", {
    with: {
      "storage.array-1.volumes.mail-data.via": ["fa-1", "fa-3"],
    },
  }),
  pair("storage.array-1.volumes.shop-data.mirror.on", "da-2", "da-1", {
    with: { "faults.0": { at: "10min", "adapter-failure": "da-1" } },
  }),
  pair("storage.array-1.volumes.shop-data.change-rate", "1MB/s", "9MB/s", { policy: "ahead" }),
  pair("storage.array-1.volumes.shop-data.log-rate", "200kB/s", "900kB/s", { policy: "log" }),
  pair("storage.array-1.volumes.shop-data.log.on", "da-2", "da-1", {
    policy: "log",
    with: { "faults.0": { at: "10min", "adapter-failure": "da-1" } },
  }),
  pair("storage.array-1.volumes.shop-data.log.written", "commit", "flush", { policy: "log" }),
  pair("storage.array-1.volumes.shop-data.log.replay", "50MB/s", "1MB/s", { policy: "log" }),
  pair("storage.array-1.volumes.shop-data.backup.every", "15min", "5min", { policy: "backup" }),
  pair("storage.array-1.volumes.shop-data.backup.bandwidth", "50MB/s", "20MB/s", { policy: "backup" }),
  sites(
    "storage.array-1.volumes.shop-data.remote-mirror",
    { array: "array-2", on: "db-1" },
    { array: "array-3", on: "dc-1" },
    {
      key: "storage.*.volumes.*.remote-mirror.array",
      with: {
        "storage.array-3": { "port-adapters": ["fd-1"], "disk-adapters": ["dc-1"], bandwidth: "200MB/s" },
        "array-links.isl-2": { joins: ["array-1", "array-3"] },
      },
    },
  ),
  sites("storage.array-1.volumes.shop-data.remote-mirror.on", "db-1", "db-2", {
    with: { "faults.0": { at: "10min", group: { crash: "web-1", "adapter-failure": "db-1" } } },
  }),
  sites("storage.array-1.volumes.shop-data.remote-mirror.mode", "synchronous", "asynchronous", {
    with: { "storage.array-1.volumes.shop-data.remote-mirror.lag": undefined },
  }),
  sites("storage.array-1.volumes.shop-data.remote-mirror.lag", "2s", "40s"),
  sites("array-links.isl-1.joins", ["array-1", "array-2"], ["array-1", "array-3"], {
    policy: "copied",
    with: {
      "storage.array-1.volumes.shop-data.remote-mirror": undefined,
      "storage.array-3": { "port-adapters": ["fd-1"], "disk-adapters": ["dc-1"], bandwidth: "200MB/s" },
    },
  }),
  sites("array-links.isl-1.bandwidth", "50MB/s", "20MB/s", { policy: "copied" }),
  sites("array-links.isl-1.latency", "1ms", "300ms", {
    with: {
      "storage.array-1.volumes.shop-data.remote-mirror.mode": "synchronous",
      "storage.array-1.volumes.shop-data.remote-mirror.lag": undefined,
    },
  }),
];

export const hosts: readonly Pair[] = [
  pair("hosts.web-2.network", ["lan", "branch"], "branch"),
  pair("hosts.mail-1.address", undefined, "10.0.0.9"),
  pair("hosts.mail-1.node", undefined, "post-office", { with: { "faults.0": { at: "10min", crash: "mail-1" } } }),
  pair("hosts.web-2.storage.array-1.link", "fc-2", "fc-4", {
    with: { "links.fc-2": {}, "links.fc-4": { bandwidth: "1MB/s" }, "services.shop.load.mix.order.size": "400kB" },
  }),
  pair("hosts.web-2.storage.array-1.port", "fa-2", "fa-3", {
    with: {
      "storage.array-1.volumes.mail-data.for": "mail-1",
      "faults.0": { at: "10min", group: { crash: "web-1", "adapter-failure": "fa-3" } },
    },
  }),
  sites("hosts.far-1.storage.array-2.0.link", "fc-3", "fc-6", {
    with: { "links.fc-6": { bandwidth: "1MB/s" }, "services.shop.load.mix.order.size": "400kB" },
  }),
  sites("hosts.far-1.storage.array-2.0.port", "fb-1", "fb-2", {
    with: { "faults.0": { at: "10min", group: { crash: "web-1", "adapter-failure": "fb-1" } } },
  }),
  pair("hosts.web-1.relay", "relay-1", undefined),
  pair("hosts.web-2.power", "off", "standalone"),
  pair("hosts.web-2.boot.diagnostics", "90s", "20s"),
  pair("hosts.web-2.boot.standalone", "30s", "20s", { with: { "hosts.web-2.boot.auto": false } }),
  pair("hosts.web-2.boot.online", "60s", "20s"),
  pair("hosts.web-2.boot.auto", true, false),
  pair("hosts.web-1.shutdown", "40s", "10s", { with: { "faults.0": { at: "10min", "agent-crash": "web-1" } } }),
  pair("hosts.web-1.flush", "5s", "50s"),
  pool("hosts.toys-1.memory.size", "64MB", "32MB", { with: BY_MEMORY }),
  pool("hosts.toys-1.memory.base", "16MB", "60MB", { with: BY_MEMORY }),
  pool("hosts.toys-1.memory.per-request", "2MB", "9MB", { with: BY_MEMORY }),
  pool("hosts.toys-1.memory.working-set", "100MB", undefined),
  other("hosts.nt-1.platform.hardware", "pc-2", "sun-4x"),
  other("hosts.nt-1.platform.system", "windows-nt-4.0", "solaris-2.6"),
  other("hosts.nt-1.platform.applications", ["sql-server-6.5"], []),
  pair("hosts.web-1.serves.rate", "20/s", "5/s"),
  pair("hosts.web-1.serves.concurrency", 2, 8),
  pair("hosts.web-1.serves.discipline", "first-come", "shared"),
  pair("hosts.web-1.serves.hung", "lost", "kept", {
    with: { "faults.0": { at: "10min", hang: "web-1", for: "2s" } },
  }),
  pool("hosts.toys-1.serves.queue", 40, 2),
  pair("hosts.web-1.serves.time", "exponential", "constant"),
];

export const lines: readonly Pair[] = [
  sites("links.fc-5.joins", ["switch-1", "fa-2"], ["switch-1", "fa-1"], {
    policy: "here",
    with: {
      "storage.array-1.volumes.shop-data.for": "web-1",
      "faults.0": { at: "10min", group: { crash: "web-1", "adapter-failure": "fa-2" } },
    },
  }),
  pair("links.fc-1.protocol", "fibre-channel", "escon", { with: { "services.shop.load.mix.order.size": "4MB" } }),
  pair("links.fc-1.bandwidth", "100MB/s", "20kB/s"),
  pair("links.fc-1.latency", "10us", "100ms"),
  pair("relays.relay-1.switching", "1s", "3s"),
  pair("relays.relay-1.reading", "100ms", "2s"),
];

const DATA = { of: "data", from: "oracle", to: "sql-server" };

/** Users ask for the shop by name. */
const NAMED = {
  "name-servers.dns-1": { network: "lan" },
  "services.shop.director": undefined,
  "services.shop.found-by": "dns-1",
};

export const software: readonly Pair[] = [
  pair("agents.web-1.watches", ["web-1"], ["web-1", "mail-1"], {
    with: { "agents.mail-1": undefined, "faults.0": { at: "10min", "agent-crash": "web-1" } },
  }),
  pair("agents.web-1.report", "5s", "9s"),
  pair("agents.web-1.quick-diagnostics", "1min", "7min", {
    with: { "faults.0": { at: "10min", malfunction: "web-1", component: "cpu", found: "quick" } },
  }),
  pair("agents.web-1.extended-diagnostics", "1min", "7min", {
    with: { "faults.0": { at: "10min", malfunction: "web-1", component: "cpu", found: "extended" } },
  }),
  sites("directors.director-1.network", "lan", "far"),
  sites("directors.director-1.on", "web-1", "far-1", { with: { "directors.director-1.network": undefined } }),
  sites("directors.director-1.standby.director", "director-2", "director-3", {
    with: {
      "directors.director-3": { network: "far" },
      "faults.0": { at: "10min", group: { "director-failure": ["director-1", "director-2"] }, for: "10min" },
    },
  }),
  sites("directors.director-1.standby.takeover", "3s", "9s", {
    with: {
      "directors.director-1.standby.director": "director-2",
      "faults.0": { at: "10min", "director-failure": "director-1", for: "10min" },
    },
  }),
  sites("name-servers.dns-1.network", "lan", "far", {
    with: { ...NAMED, "faults.1": { at: "10min 4s", cut: "far", for: "5min" } },
  }),
  sites("name-servers.dns-1.ttl", "5min", "1min", { with: NAMED }),
  other("transformations.0.of", "data", "programs", { policy: "whole" }),
  other("transformations.0.from", "oracle", "ingres"),
  other("transformations.0.to", "sql-server", "access"),
  other("transformations.0.rate", "100MB/s", "20MB/s"),
  other("transformation-engine.capacity", "50MB/s", "5MB/s"),
  other("transformation-engine.on", undefined, "array-1", {
    policy: "whole",
    with: {
      "transformation-engine.capacity": "50MB/s",
      "faults.1": { at: "22min 50s", "storage-processor": "array-1", for: "1min" },
    },
  }),
  other("transformations.0.by", "engine", "export-import", { policy: "whole" }),
  other(
    "transformations.0",
    { ...DATA, rate: "100MB/s" },
    { ...DATA, by: "as-is" },
    {
      key: "transformations.0.by",
      policy: "whole",
    },
  ),
];

const SUN = { hardware: "sun-4x", system: "solaris-2.6", applications: ["oracle-7.3.4"] };

/** Hosts of one make, and an order of the fifth minute. */
const upgraded = (order: Readonly<Record<string, unknown>>) => ({
  policy: "split",
  with: {
    "hosts.web-1.platform": SUN,
    "hosts.web-2.platform": SUN,
    "hosts.mail-1.platform": SUN,
    "orders.0.at": "5min",
    ...Object.fromEntries(Object.entries(order).map(([key, value]) => [`orders.0.${key}`, value])),
  },
});

const PARTS = { ...SUN, processors: { number: 1, kind: "ultrasparc-2" }, controllers: ["hme-2.1"] };
const UPGRADE = { "orders.0": { at: "5min", upgrade: "web-2", platform: PARTS } };

/** Hosts of one make, recorded part by part. */
const inParts = (order: Readonly<Record<string, unknown>> = {}) => ({
  policy: "split",
  with: {
    "hosts.web-1.platform": PARTS,
    "hosts.web-2.platform": PARTS,
    "hosts.mail-1.platform": PARTS,
    ...order,
  },
});

export const people: readonly Pair[] = [
  pair("orders.0.upgrade", "web-2", "mail-1", upgraded({ platform: { ...SUN, system: "solaris-7" } })),
  pair("orders.0.platform.hardware", "sun-4x", "sun-4m", upgraded({ upgrade: "web-2", platform: SUN })),
  pair("orders.0.platform.system", "solaris-2.6", "solaris-7", upgraded({ upgrade: "web-2", platform: SUN })),
  pair(
    "orders.0.platform.applications",
    ["oracle-7.3.4"],
    ["sybase-11"],
    upgraded({ upgrade: "web-2", platform: SUN }),
  ),
  pair("hosts.web-2.platform.processors.number", 1, 4, inParts()),
  pair("hosts.web-2.platform.processors.kind", "ultrasparc-2", "ultrasparc-3", inParts()),
  pair("hosts.web-2.platform.controllers", ["hme-2.1"], ["hme-3.0"], inParts()),
  pair("orders.0.platform.processors.number", 1, 4, inParts(UPGRADE)),
  pair("orders.0.platform.processors.kind", "ultrasparc-2", "ultrasparc-3", inParts(UPGRADE)),
  pair("orders.0.platform.controllers", ["hme-2.1"], ["hme-3.0"], inParts(UPGRADE)),
  pair("crews.day.picks", undefined, "exponential(2min)", {
    with: { "faults.0": { at: "10min", crash: "web-1", repair: "10min", crew: "day" } },
  }),
  pair("crews.day.size", 1, 2, {
    with: {
      "faults.0": { at: "10min", crash: "web-1", repair: "10min", crew: "day" },
      "faults.1": { at: "10min", crash: "mail-1", repair: "10min", crew: "day" },
    },
  }),
  pair("relays.relay-1.over", undefined, "branch"),
  pair("relays.relay-1.modem.dial", "2s", "3s"),
  pair("relays.relay-1.modem.busy", "0%", "99%"),
  pair("relays.relay-1.modem.redial", "2s", "3s", { with: { "relays.relay-1.modem": { dial: "1s", busy: "99%" } } }),
  pair("relays.relay-1.modem.tries", 1, 2, {
    with: { "relays.relay-1.modem": { dial: "1s", busy: "99%", redial: "1s" } },
  }),
  pair("operator.page", "5min", "1min", { policy: "person" }),
  pair("operator.arrive", "10min", "1min", { policy: "person" }),
  pair("operator.work", "9min", "1min", { policy: "person", with: { "operator.arrive": "1min" } }),
  pair("orders.0.at", "40min", "50min", {
    policy: "reassign",
    with: { "orders.0.fail-back": "web-1" },
  }),
  pair("orders.0.fail-back", "web-1", "mail-1", { policy: "reassign", with: { "orders.0.at": "45min" } }),
];
