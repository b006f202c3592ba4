/** Worlds by hand, one for each figure of the source: who is attached where, and what is known of the hosts. */
import type { FailoverPolicy, Transformation } from "../../src/control/index.js";
import type { HostSpec, VolumeSpec, WorldSpec } from "../../src/model/index.js";
import { constant } from "../../src/sim/index.js";
import { HOUR, MILLISECOND, SECOND } from "../../src/units/index.js";
import { smallPolicy, smallSpec } from "./small-world.js";

export const GB = 1e9;
export const MB = 1e6;

const small = smallSpec();
const array = small.arrays[0]!;
const [shopOs, shopData] = array.volumes as [VolumeSpec, VolumeSpec];
const [fc1, fc2] = small.links;
const [web1, web2] = small.hosts as [HostSpec, HostSpec];

/** No requests, so that times can be worked out by hand. */
const shop = { name: "shop", runsOn: "web-1", director: "director-1" };
const mail = { name: "mail", runsOn: "web-2", director: "director-1" };

function bare({ mirrorOn: _, ...volume }: VolumeSpec): VolumeSpec {
  return volume;
}

/** The stand-in's own volumes, mirrored. */
function mailVolumes(on: string, mirrorOn: string, via: string): readonly VolumeSpec[] {
  const common = { via: [via], host: "web-2", on, mirrorOn, changeRate: 0, logRate: 0 };
  return [
    { ...common, name: "mail-os", size: 4 * GB, holds: "system" },
    { ...common, name: "mail-data", size: 20 * GB, holds: "data" },
  ];
}

function adapters(prefix: string, count: number) {
  return Array.from({ length: count }, (_, index) => ({ name: `${prefix}-${index + 1}`, bandwidth: 200 * MB }));
}

const activeWeb2: HostSpec = { ...web2, power: "on" };

/** The second storage system, with web-2 attached to it alone. */
function twoArrays(
  volumes: readonly VolumeSpec[],
  host: HostSpec,
): Pick<WorldSpec, "arrays" | "arrayLinks" | "links" | "hosts"> {
  const second = {
    ...array,
    name: "array-2",
    portAdapters: adapters("fb", 1),
    diskAdapters: adapters("db", 2),
    volumes,
  };
  return {
    arrays: [{ ...array, volumes: [bare(shopOs), bare(shopData)] }, second],
    arrayLinks: [{ name: "isl-1", joins: ["array-1", "array-2"], bandwidth: 100 * MB, latency: MILLISECOND }],
    links: [fc1!, { ...fc2!, joins: ["web-2", "fb-1"] }],
    hosts: [web1, host],
  };
}

const solaris = { hardware: "sun-4x@300MHz", system: "solaris-2.6", applications: ["oracle-7.3.4"] };
export const platforms = {
  solaris,
  faster: { ...solaris, hardware: "sun-4x@400MHz" },
  otherHardware: { ...solaris, hardware: "sun-4m" },
  windows: { hardware: "pc-2", system: "windows-nt-4.0", applications: ["oracle-7.3.4"] },
  otherProduct: { hardware: "pc-2", system: "windows-nt-4.0", applications: ["sql-server-6.5"] },
};

export const transformations: readonly Transformation[] = [
  { of: "system", from: "sun-4x", to: "sun-4m", rate: 20 * MB, by: "engine" },
  { of: "data", from: "solaris", to: "windows-nt", rate: 100 * MB, by: "engine" },
  { of: "log", from: "oracle", to: "sql-server", rate: 10 * MB, by: "engine" },
];

const active: Partial<WorldSpec> = {
  hosts: [web1, activeWeb2],
  arrays: [
    {
      ...array,
      diskAdapters: adapters("da", 3),
      volumes: [bare(shopOs), bare(shopData), ...mailVolumes("da-2", "da-3", "fa-2")],
    },
  ],
  services: [shop, mail],
};

const logged: VolumeSpec = {
  ...bare(shopData),
  logRate: 100_000,
  log: { on: "da-2", written: "flush", replay: 50 * MB },
};

const inBranch = { network: "branch", identity: { address: "10.9.0.12", node: "web-2", domain: "branch" } };

const worlds = {
  "2A": {},
  "2B": { arrays: [{ ...array, volumes: [bare(shopOs), logged] }] },
  "2C": active,
  "4": twoArrays([], web2),
  "6": {
    ...twoArrays(mailVolumes("db-1", "db-2", "fb-1"), { ...activeWeb2, ...inBranch }),
    networks: [...small.networks, { name: "branch", latency: MILLISECOND, bandwidth: 125 * MB }],
    connectors: [{ name: "router-1", joins: ["lan", "branch"] }],
    services: [shop, { ...mail, director: "director-2" }],
    directors: [...small.directors, { name: "director-2", network: "branch" }],
  },
  "8": {
    ...active,
    hosts: [
      { ...web1, platform: platforms.solaris },
      { ...activeWeb2, platform: platforms.otherHardware },
    ],
    transformations,
  },
  "9": {
    arrays: [
      {
        ...array,
        volumes: [
          bare(shopOs),
          logged,
          { ...bare(shopOs), name: "nt-os", host: "web-2", via: ["fa-2"], on: "da-2" } satisfies VolumeSpec,
        ],
      },
    ],
    hosts: [
      { ...web1, platform: platforms.solaris },
      { ...web2, power: "standalone", platform: platforms.otherProduct },
    ],
    transformations,
  },
} satisfies Record<string, Partial<WorldSpec>>;

export type Figure = keyof typeof worlds;

export function figureSpec(figure: Figure, change: Partial<WorldSpec> = {}): WorldSpec {
  return smallSpec({ services: [shop], ...worlds[figure], ...change });
}

/** The preset of a figure as it is, with what is done ahead done once an hour. */
export function figurePolicy(figure: Figure, change: Partial<FailoverPolicy> = {}): FailoverPolicy {
  const data = figure === "2A" ? ["split-mirror", "copy"] : [];
  return smallPolicy({ preset: figure, data, aheadEvery: HOUR, standIns: ["web-2"], ...change });
}

export { constant, SECOND };
