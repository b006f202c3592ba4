// Corners of drawn scenarios: limits that are exactly long enough, two of everything, people for power, pools, losses, repairs.
import { Streams } from "../../../src/sim/index.js";
import { Chooser, type Manner, type Tree } from "./chooser.js";

/** What is changed of a scenario; nothing where it does not fit. */
type Corner = (choose: Chooser, scenario: Tree) => Tree;

/** The scenario with two corners or three; drawn by a stream of its own. */
export function withCorners(scenario: Tree, seed: number, manner: Manner): Tree {
  const choose = new Chooser(new Streams(`check/${String(seed)}`).stream("corners"), manner);
  const left = [...CORNERS];
  const count = choose.between(2, 3);
  let drawn = scenario;
  for (let index = 0; index < count; index++) {
    const corner = choose.one(...left);
    left.splice(left.indexOf(corner), 1);
    drawn = corner(choose, drawn);
  }
  return drawn;
}

const CORNERS: readonly Corner[] = [
  exactLimits,
  exactQueries,
  moreVolumes,
  anotherArray,
  twoNetworks,
  pool,
  losses,
  repairInTheMiddle,
  lostStandIn,
  identityInStandalone,
  powerByHand,
  warnedUsers,
  ownDataElsewise,
  backupsByHand,
  twoDirectors,
];

type Failover = Tree & { readonly manual?: Tree; readonly preset?: string };

function failoverOf({ policies }: Tree): Failover {
  return (policies as { readonly drawn: { readonly failover: Failover } }).drawn.failover;
}

function withFailover(scenario: Tree, changes: Tree): Tree {
  return { ...scenario, policies: { drawn: { failover: { ...failoverOf(scenario), ...changes } } } };
}

function hostsOf({ hosts }: Tree): Record<string, Tree> {
  return hosts as Record<string, Tree>;
}

function withHosts(scenario: Tree, changes: Record<string, Tree>): Tree {
  const hosts = hostsOf(scenario);
  const changed = Object.entries(hosts).map(([name, host]) => [name, { ...host, ...changes[name] }]);
  return { ...scenario, hosts: Object.fromEntries(changed) as Tree };
}

/** Steps may take exactly as long as they should. */
function exactLimits(choose: Chooser, scenario: Tree): Tree {
  const failover = failoverOf(scenario);
  const host = hostsOf(scenario)[choose.one("web-2", "web-3")]!;
  const { diagnostics, standalone, online } = host["boot"] as Record<string, string>;
  const relays = scenario["relays"] as Record<string, Tree>;
  const boot = [diagnostics!, standalone!, online!].reduce((sum, each) => sum + Number.parseInt(each, 10), 0);
  const limits = {
    ...(failover["limits"] as Tree),
    ...choose.one<Tree>({ relay: relays["relay-1"]!["switching"] }, { boot: `${boot}s` }, {}),
  };
  if (failover.manual !== undefined) return withFailover(scenario, { limits });
  const shutdown = { ...(failover["shutdown"] as Tree), within: host["shutdown"] };
  return withFailover(scenario, { limits, shutdown });
}

/** A query is due when the next one is sent. */
function exactQueries(choose: Chooser, scenario: Tree): Tree {
  const every = `${choose.between(1, 5)}s`;
  const reports = choose.one<Tree>({ reports: "off" }, {});
  const detect = { ...reports, queries: { every, timeout: every, misses: choose.between(1, 3) } };
  return withFailover(scenario, { detect });
}

/** Another service has data of its own, for which something else may be possible. */
function moreVolumes(choose: Chooser, scenario: Tree): Tree {
  const { storage } = scenario as { readonly storage: Record<string, Tree> };
  const array = storage["array-1"]!;
  const volumes = array["volumes"] as Tree;
  const volume = (size: number): Tree => ({
    size: `${size}GB`,
    holds: "data",
    on: choose.one("da-1", "da-2"),
    via: "fa-1",
    for: "web-1",
  });
  const first = volume(choose.between(1, 9));
  const more = {
    "mail-data": {
      ...first,
      ...(choose.chance(0.4) && { mirror: { on: first["on"] === "da-1" ? "da-2" : "da-1" } }),
      ...(choose.chance(0.3) && { backup: { every: "1h", bandwidth: "40MB/s" } }),
    },
    ...(choose.chance(0.4) && { "mail-log": { ...volume(1), "change-rate": "50kB/s" } }),
  };
  return {
    ...scenario,
    services: { ...(scenario["services"] as Tree), mail: { "runs-on": "web-1" } },
    storage: { ...storage, "array-1": { ...array, volumes: { ...volumes, ...more } } },
  };
}

/** Part of the data lies on a second storage system at the same place, to which two hosts or all are cabled. */
function anotherArray(choose: Chooser, scenario: Tree): Tree {
  const { storage, links } = scenario as { readonly storage: Record<string, Tree>; readonly links: Tree };
  const hosts = hostsOf(scenario);
  const cabled = choose.one(["web-1", "web-2"], ["web-1", "web-2", "web-3"]);
  const linkOf = (name: string): string => `fx-${name.at(-1)!}`;
  const on = "dx-1";
  const extra = {
    size: `${choose.between(1, 6)}GB`,
    holds: "data",
    on,
    via: "fx-a",
    for: "web-1",
    ...(choose.chance(0.5) && { mirror: { on: "dx-2" } }),
  };
  return {
    ...withHosts(
      scenario,
      Object.fromEntries(
        cabled.map((name) => {
          const own = hosts[name]!["storage"] as Tree;
          return [name, { storage: { ...own, "array-x": { link: linkOf(name), port: "fx-a" } } }];
        }),
      ),
    ),
    links: { ...links, ...Object.fromEntries(cabled.map((name) => [linkOf(name), {}])) },
    storage: {
      ...storage,
      "array-x": {
        "port-adapters": ["fx-a"],
        "disk-adapters": [on, "dx-2"],
        bandwidth: "120MB/s",
        split: choose.varying(1, 4),
        reassign: choose.varying(2, 8),
        volumes: { "shop-extra": extra },
      },
    },
  };
}

/** Hosts and controller are on a second network too, which is quicker or slower. */
function twoNetworks(choose: Chooser, scenario: Tree): Tree {
  const networks = { ...(scenario["networks"] as Tree), back: { latency: choose.one("100us", "40ms") } };
  const both = { network: ["lan", "back"] };
  const controller = { ...(scenario["controller"] as Tree), networks: ["lan", "back"] };
  return { ...withHosts(scenario, { "web-1": both, "web-2": both }), networks, controller };
}

/** Those who are not spared for others cannot stand in. */
function pool(choose: Chooser, scenario: Tree): Tree {
  const members = choose.one(["web-2", "web-3"], ["web-3"], ["web-1", "web-3"], ["web-1", "web-2", "web-3"]);
  const on = Object.fromEntries(members.map((name) => [name, { power: "on" }]));
  const services = { ...(scenario["services"] as Tree), blog: { "runs-on": members, director: "director-1" } };
  return { ...withHosts(scenario, on), services };
}

/** Now and then something that is said gets lost: what is missed is noticed no later for it. */
function losses(choose: Chooser, scenario: Tree): Tree {
  const noise = { name: "noise", at: "10min", lossy: "lan", loss: choose.one("0.1%", "2%", "10%") };
  return { ...scenario, faults: [...(scenario["faults"] as readonly Tree[]), noise] };
}

function repairInTheMiddle(choose: Chooser, scenario: Tree): Tree {
  const faults = (scenario["faults"] as readonly Tree[]).map((fault) => {
    return fault["name"] === "it" ? { ...fault, repair: `${choose.between(5, 900)}s` } : fault;
  });
  return { ...scenario, faults };
}

/** Somebody who would have stood in has failed half an hour before. */
function lostStandIn(choose: Chooser, scenario: Tree): Tree {
  const faults = scenario["faults"] as readonly Tree[];
  const fault = faults.find(({ name }) => name === "it");
  const lost = choose.one("web-2", "web-3");
  const [seconds] = (fault!["at"] as string).split("s");
  const before = { name: "before", at: `${Number(seconds) - 1800}s`, crash: lost };
  return { ...withHosts(scenario, { [lost]: { power: "on" } }), faults: [before, ...faults] };
}

/** Stand-ins stop in standalone, and get their identity there. */
function identityInStandalone(choose: Chooser, scenario: Tree): Tree {
  if (failoverOf(scenario).manual !== undefined) return scenario;
  const hosts = Object.entries(hostsOf(scenario)).map(([name, { boot }]) => {
    return [name, { boot: { ...(boot as Tree), auto: false } }];
  });
  const identity = { set: "standalone", ...(choose.chance(0.5) && { reboot: true }) };
  return withFailover(withHosts(scenario, Object.fromEntries(hosts) as Record<string, Tree>), { identity });
}

function powerByHand(choose: Chooser, scenario: Tree): Tree {
  if (failoverOf(scenario).manual !== undefined) return scenario;
  const power = choose.one<Tree>({ off: "by-hand" }, { on: "by-hand" }, { off: "by-hand", on: "by-hand" });
  return withFailover(scenario, { power });
}

function warnedUsers(choose: Chooser, scenario: Tree): Tree {
  const { manual, shutdown } = failoverOf(scenario);
  if (manual !== undefined) return scenario;
  const first = choose.chance(0.5) ? { first: "stand-in" } : {};
  return withFailover(scenario, { shutdown: { ...(shutdown as Tree), warn: "30s", ...first } });
}

function ownDataElsewise(choose: Chooser, scenario: Tree): Tree {
  if (failoverOf(scenario).manual !== undefined) return scenario;
  return withFailover(scenario, { standby: "active", "own-data": choose.one("backup", "recent-backup", "discard") });
}

/** Whoever comes restores backups, or powers the storage down. */
function backupsByHand(choose: Chooser, scenario: Tree): Tree {
  const { manual, detect } = failoverOf(scenario);
  const more = choose.one<Tree>({ data: "backup" }, { "storage-off": true }, {});
  const failover = { manual: { ...manual, ...more }, ...(detect !== undefined && { detect }) };
  return { ...scenario, policies: { drawn: { failover } } };
}

function twoDirectors(_: Chooser, scenario: Tree): Tree {
  const services = scenario["services"] as Record<string, Tree>;
  const more = { ...services["mail"], "runs-on": "web-1", director: "director-2" };
  return { ...scenario, services: { ...services, mail: more } };
}
