/** What the section means beside the others: clusters are hosts at their sites, each with its agents and its driver. */
import type {
  ClusterSpec,
  ConsoleSpec,
  DomainSpec,
  PairAgentSpec,
  ProcessSpec,
  ServerSystemSpec,
  WorldSpec,
} from "../../../model/index.js";
import type { Micros } from "../../../units/index.js";
import { instantOf } from "../../meaning/instants.js";
import { compareNaturally } from "../../section/natural-order.js";
import type { Checks, Parts } from "../../section/parts.js";
import type { Path } from "../../source/located.js";
import { agentOf, driverOf, type WrittenConsole, type WrittenDomain } from "./section.js";
import { checkAimed } from "./steps.js";

export interface DomainMeaning {
  readonly domain: DomainSpec;
  readonly processes: readonly ProcessSpec[];
  readonly consoles: readonly ConsoleMeaning[];
}

/** How the user of a console behaves. */
export interface ConsoleMeaning {
  readonly name: string;
  readonly servers: readonly string[];
  readonly patience: Micros;
  readonly tries: number;
  readonly told: boolean;
}

interface Around {
  readonly parts: Parts;
  readonly checks: Checks;
  readonly world: WorldSpec;
  readonly written: WrittenDomain;
}

const AT: Path = ["domain"];

export function domainMeaning(written: WrittenDomain, parts: Parts, checks: Checks, world: WorldSpec): DomainMeaning {
  const around = { parts, checks, world, written };
  const systems = sorted(written.systems).map(([name, { site, clusters, devices }]): ServerSystemSpec => {
    const named = sorted(devices).map(([device, { states }]) => ({ name: device, states }));
    return { name, site, clusters, devices: named };
  });
  checkClusters(systems, around);
  checkDevices(systems, around);
  for (const [name, { servers: own }] of Object.entries(written.clusters))
    checkOnce(own, [...AT, "clusters", name, "servers"], checks);
  const servers = sorted(written.servers).map(([name, { on }]) => ({ name, on }));
  const names = servers.map(({ name }) => name);
  if (names.length === 0)
    checks.keyError([...AT, "servers"], { message: "there is no server", expected: "one, or two" });
  const clusters = systems.flatMap(({ name: system, clusters: hosts }) =>
    hosts.map((host): ClusterSpec => ({
      name: host,
      system,
      driver: driverOf(host),
      agents: agentsOf(host, names, around),
    })),
  );
  const hosts = clusters.map(({ name }) => name);
  checkTasks(around);
  checkAimed(written, parts, checks);
  const domain: DomainSpec = {
    ...{ systems, clusters, servers, store: written.store, launch: written.launch },
    tasks: sorted(written.tasks).map(([name, task]) => ({ name, ...task })),
    consoles: sorted(written.consoles).map(([name, each]) => consoleSpec(name, each, hosts, around)),
    caretaker: caretakerSpec(around),
  };
  return {
    domain,
    processes: processesOf(domain),
    consoles: sorted(written.consoles).map(([name, { servers: own, patience, tries, tell }]) => {
      return { name, servers: own ?? names, patience, tries, told: tell === "one-by-one" };
    }),
  };
}

/** Drivers start with their clusters; whatever else runs on a cluster is launched by whoever starts that. */
function processesOf({ clusters, servers }: DomainSpec): readonly ProcessSpec[] {
  const isCluster = new Set(clusters.map(({ name }) => name));
  const launched = (name: string, on: string): ProcessSpec => ({ name, on, isLaunched: true });
  return [
    ...servers.map(({ name, on }) => (isCluster.has(on) ? launched(name, on) : { name, on })),
    ...clusters.flatMap(({ name, driver, agents }) => [
      { name: driver, on: name },
      ...agents.map((agent) => launched(agent.name, name)),
    ]),
  ];
}

function agentsOf(host: string, all: readonly string[], { written }: Around): readonly PairAgentSpec[] {
  const { servers = all, pairs = 1 } = written.clusters[host] ?? {};
  return Array.from({ length: pairs }, (_, index) => index + 1).flatMap((pair) =>
    servers.map((server, index) => ({
      name: agentOf(host, server, pair),
      pair,
      servers: [...servers.slice(index), ...servers.slice(0, index)],
    })),
  );
}

function consoleSpec(
  name: string,
  { site, rate, gives, clusters, servers, notices }: WrittenConsole,
  all: readonly string[],
  { written, parts, checks }: Around,
): ConsoleSpec {
  const at = [...AT, "consoles", name];
  const refuse = (path: Path, cluster: string) => {
    if (!all.includes(cluster))
      checks.error(path, { message: `${cluster} is no cluster`, expected: "one of a server system" });
  };
  clusters?.forEach((each, index) => refuse([...at, "clusters", index], each));
  checkOnce(clusters, [...at, "clusters"], checks);
  checkOnce(servers, [...at, "servers"], checks);
  return {
    ...{ name, network: written.sites[site]?.network ?? "", rate: rate ?? 0, clusters: clusters ?? all, notices },
    gives: gives.map(({ at: when, task, to, server }, index) => {
      const here = [...at, "gives", index];
      refuse([...here, "to"], to);
      checkTask(task, [...here, "task"], written, checks);
      return { at: instantOf(when, [...here, "at"], parts, checks), task, cluster: to, server: server ?? null };
    }),
  };
}

function caretakerSpec({ written: { caretaker, sites }, checks }: Around) {
  if (caretaker === undefined) return null;
  const { site, ...person } = caretaker;
  if (person.wrong + person.forgets > 1) {
    checks.error([...AT, "caretaker", "forgets"], {
      message: "more agents are told a wrong address or forgotten than there are",
      expected: "both together at most 100%",
    });
  }
  return { ...person, network: sites[site]?.network ?? "" };
}

function checkTask(task: string, at: Path, { tasks }: WrittenDomain, checks: Checks): void {
  const names = Object.keys(tasks);
  if (tasks[task] !== undefined) return;
  const expected = names.length === 0 ? "a task that `tasks:` defines" : `one of ${names.join(", ")}`;
  checks.error(at, { message: `there is no task ${task}`, expected, near: { word: task, names } });
}

function checkTasks({ written: { tasks, consoles }, checks }: Around): void {
  const names = Object.keys(tasks);
  for (const [name, { rate }] of Object.entries(consoles)) {
    if (rate === undefined || rate === 0) continue;
    if (names.some((each) => tasks[each]!.share > 0)) continue;
    checks.error([...AT, "consoles", name, "rate"], {
      message: "there is no task to give",
      expected: "one in `tasks:`",
    });
  }
}

/** A host is one cluster, of one system, and on the network of its site. */
function checkClusters(systems: readonly ServerSystemSpec[], { written, world, checks }: Around): void {
  const owners = new Map<string, string>();
  for (const { name, site, clusters } of systems) {
    clusters.forEach((cluster, index) => {
      const at = [...AT, "systems", name, "clusters", index];
      const owner = owners.get(cluster);
      if (owner !== undefined)
        checks.error(at, { message: `${cluster} is a cluster of ${owner} already`, expected: "each host once" });
      owners.set(cluster, name);
      const host = world.hosts.find((each) => each.name === cluster);
      const network = written.sites[site]?.network;
      if (host === undefined || network === undefined || [host.network, ...(host.alsoOn ?? [])].includes(network))
        return;
      checks.error(at, {
        message: `${cluster} is not on ${network}, as site ${site} is`,
        expected: `a host on ${network}`,
      });
    });
  }
  for (const host of Object.keys(written.clusters)) {
    if (!owners.has(host))
      checks.keyError([...AT, "clusters", host], {
        message: `${host} is no cluster`,
        expected: "one of a server system",
      });
  }
}

/** What cannot be told apart would change without anybody seeing it. */
function checkDevices(systems: readonly ServerSystemSpec[], { checks }: Around): void {
  for (const { name, devices } of systems) {
    for (const { name: device, states } of devices) {
      const [usual, other] = states;
      if (usual === other)
        checks.error([...AT, "systems", name, "devices", device, "states", 1], {
          message: `both states of ${device} are called ${usual}`,
          expected: "two states that can be told apart",
        });
    }
  }
}

function checkOnce(names: readonly string[] | undefined, at: Path, checks: Checks): void {
  names?.forEach((each, index) => {
    if (names.indexOf(each) < index)
      checks.error([...at, index], { message: `${each} stands here twice`, expected: "each once" });
  });
}

/** A mapping has no order of its own. */
function sorted<T>(entries: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(entries).toSorted(([one], [other]) => compareNaturally(one, other));
}
