/** Hosts of other makes, what converts between them, and hosts that are upgraded in the course of a run. */
import type { Dice } from "../drawn/dice.js";
import { type Addition, addWay, type Document, type DrawnHost, failoverOf, spareHosts } from "./document.js";

const FROM = { hardware: "sun-4x", system: "solaris-2.6", applications: ["oracle-7.3.4"] };

interface Other {
  readonly platform: NonNullable<DrawnHost["platform"]>;
  /** What of, from what, to what. */
  readonly converts: readonly (readonly [of: string, from: string, to: string])[];
  readonly ways: readonly string[];
  readonly keepsSystem: boolean;
}

/** Each another hardware, system or application: what it needs converted, and by which ways that can be had. */
const OTHERS: readonly Other[] = [
  {
    platform: { ...FROM, hardware: "sun-4m" },
    converts: [["system", "sun-4x", "sun-4m"]],
    ways: ["transform", "backup+transform"],
    keepsSystem: false,
  },
  {
    platform: { hardware: "pc-2", system: "windows-nt-4.0", applications: ["oracle-7.3.4"] },
    converts: [
      ["data", "solaris", "windows-nt"],
      ["log", "solaris", "windows-nt"],
    ],
    ways: ["transform", "mirror-transform", "backup+transform", "transformed-log", "mirror-transformed-log"],
    keepsSystem: true,
  },
  {
    platform: { hardware: "pc-2", system: "windows-nt-4.0", applications: ["sql-server-6.5"] },
    converts: [
      ["data", "oracle", "sql-server"],
      ["log", "oracle", "sql-server"],
    ],
    ways: ["transform", "transformed-log", "mirror-transformed-log"],
    keepsSystem: true,
  },
];

const hasMakes = ({ transformations }: Document): boolean => transformations !== undefined;

/** The stand-in keeps a system of its own, which is there already, as its data is not. */
export function ownSystem(document: Document, host: string): void {
  const array = Object.keys(document.hosts[host]!.storage)[0]!;
  const port = document.hosts[host]!.storage[array]!.port;
  const on = array === "array-1" ? "da-1" : "db-1";
  const volumes = {
    ...document.storage[array]!.volumes,
    [`${host}-os`]: { size: "1GB", holds: "system", on, via: port, for: host },
  };
  document.storage[array] = { ...document.storage[array], volumes } as Document["storage"][string];
}

function makes(document: Document, dice: Dice): void {
  const other = dice.one(...OTHERS);
  const rates = (of: string) => (of === "log" ? "20MB/s" : dice.one("50MB/s", "200MB/s"));
  for (const host of Object.values(document.hosts)) host.platform = FROM;
  const converted = dice.one(["web-3"], ["web-3", ...(document.hosts["web-4"] ? ["web-4"] : [])]);
  for (const name of converted) {
    document.hosts[name]!.platform = other.platform;
    if (other.keepsSystem) ownSystem(document, name);
  }
  const there = other.converts.map(([of, from, to]) => ({ of, from, to, rate: rates(of) }));
  const back = dice.is(0.6)
    ? other.converts
        .filter(([of]) => of !== "log")
        .map(([of, from, to]) => ({ of, from: to, to: from, rate: "100MB/s" }))
    : [];
  document.transformations = [...there, ...back];
  const failover = failoverOf(document);
  failover.preset = dice.one(failover.preset, "8", "9");
  failover["stand-ins"] = dice.is(0.6) ? converted : dice.some(spareHosts(document));
  for (const way of dice.some(other.ways)) addWay(document, dice, way);
  if (failover.data.some((way) => way.endsWith("-log"))) failover["ahead-every"] ??= "3min";
  if (failover.preset !== "2C") failover.standby = dice.one("cold", "staged");
  failover.limits.replicate = "3min";
}

export const MAKES: readonly Addition[] = [
  {
    name: "stand-ins of another make",
    probability: 0.5,
    fits: () => true,
    add: makes,
  },
  {
    name: "a transformation engine with a capacity",
    fits: hasMakes,
    add: (document, dice) => {
      document["transformation-engine"] = {
        capacity: dice.one("30MB/s", "100MB/s"),
        ...dice.maybe(0.5, () => ({ on: "array-1" })),
      };
    },
  },
  {
    name: "export and import",
    probability: 0.4,
    fits: hasMakes,
    add: (document) => {
      const list = document.transformations as { of: string; from: string; by?: string }[];
      for (const each of list) if (each.of === "data" && each.from === "oracle") each.by = "export-import";
      if (!list.some(({ by }) => by !== undefined)) return;
      const failover = failoverOf(document);
      failover.data = ["export-import"];
      failover["ahead-every"] ??= "3min";
    },
  },
  {
    name: "programs that are converted",
    probability: 0.4,
    fits: (document) =>
      hasMakes(document) && (document.transformations as { of: string }[]).every(({ of }) => of !== "system"),
    add: (document) => {
      const volumes = document.storage["array-1"]!.volumes!;
      const { mirror } = volumes["shop-data"]!;
      volumes["shop-programs"] = {
        ...{ size: "400MB", holds: "programs", on: "da-1", via: "a-web-1", for: "web-1" },
        ...(mirror && { mirror }),
      };
      const programs = [
        { of: "programs", from: "solaris", to: "windows-nt", rate: "20MB/s" },
        { of: "programs", from: "windows-nt", to: "solaris", rate: "20MB/s" },
      ];
      document.transformations = [...(document.transformations as object[]), ...programs];
    },
  },
  {
    name: "a host that is upgraded",
    probability: 0.4,
    // One that serves is left as it is: nobody could read again what was backed up, or was on its way back, before that.
    fits: (document) => spareHosts(document).every((name) => document.hosts[name]!.platform !== undefined),
    add: (document, dice) => {
      const upgrade = dice.one(...spareHosts(document));
      const { hardware, system, applications } = document.hosts[upgrade]!.platform!;
      const platform = dice.one<object>(
        { hardware, system: `${system}-sp1`, applications },
        { hardware, system, applications: applications.map((each) => `${each}-1`) },
        { hardware: "sun-4m", system, applications },
      );
      document.orders = [...(document.orders ?? []), { at: dice.one("2min", "6min", "11min"), upgrade, platform }];
    },
  },
  {
    name: "helpers that get data converted",
    fits: (document) => hasMakes(document) && document.policies.drawn.balancing !== undefined,
    add: ({ policies }) => {
      policies.drawn.balancing!.data = { by: ["copy", "transform"], synchronise: { every: "1min" } };
    },
  },
];
