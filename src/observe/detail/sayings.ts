/** How each kind of record is told: who is spoken of, and what is said of them. What is not listed is not told. */
import {
  at,
  bytes,
  count,
  hasNames,
  type MissingWrites,
  type Phrase,
  say,
  sayIdentity,
  sayPlatform,
  taskId,
  type TaskOrder,
} from "../../control/index.js";
import { type AgentSpec, type HappeningKind, watchersIn, type WorldSpec } from "../../model/index.js";
import type { RecordOf } from "../hearing.js";

export interface Saying {
  readonly actor: string;
  readonly what: string | Phrase;
  readonly because?: string | null;
  /** The fault that is the reason. */
  readonly fault?: string;
  /** What somebody believes, decides or tells; else it happened to the world. */
  readonly word?: true;
  /** Small print: how something came about that another line tells. */
  readonly minor?: true;
  /** It goes so whenever all goes well, and what comes of it is told too. */
  readonly routine?: boolean;
}

export type Sayings = { readonly [Kind in HappeningKind]?: (record: RecordOf<Kind>) => Saying | readonly Saying[] };

/** Heartbeats, queries, single requests and writes are not told. */
export function sayingsOf({ agents, hosts }: WorldSpec): Sayings {
  const named = hasNames(hosts);
  return {
    FaultInjected: ({ fault, effect, target }) => ({ actor: target, what: `hit by ${effect}`, fault }),
    FaultCleared: ({ fault, effect, target }) => ({ actor: target, what: `${effect} is over`, fault }),
    FaultMissed: ({ fault, effect, target }) => ({
      actor: target,
      what: `not hit by ${effect}: nothing to be struck`,
      fault,
    }),
    HostPowerChanged: ({ host, powered }) => ({ actor: host, what: sayPower(powered), routine: true }),
    HostClosed: ({ host, isClosed }) => ({
      actor: host,
      what: isClosed
        ? "warns its users, and lets nobody in any more"
        : "lets users in again, for nothing came of the shutdown",
    }),
    HostStageChanged: ({ host, from, to }) => ({
      ...{ actor: host, what: `${to}, before that ${from}` },
      routine: true,
    }),
    HostHealthChanged: ({ host, from, to }) => ({
      ...{ actor: host, what: `${to}, before that ${from}` },
      routine: to === "healthy",
    }),
    HostBootFailed: ({ host, why }) => ({ actor: host, what: "could not boot", because: why }),
    AddressAnswered: ({ host, ...own }) => mention(host, `answers for ${sayIdentity(own, named)}`),
    AddressSilenced: ({ host, ...own }) => mention(host, `does not answer for ${sayIdentity(own, named)} any more`),
    AgentChanged: ({ host, alive }) => ({
      actor: host,
      what: `its agent${sayWatched(agents, host)} ${alive ? "works" : "is gone"}`,
    }),
    RelayCommanded: ({ relay, to }) => ({ ...mention(relay, `acknowledges: switch ${to}`), word: true }),
    RelayMoved: ({ relay, contacts }) => mention(relay, contacts),
    RelayDialled: ({ relay, answers }) => ({
      ...mention(relay, answers ? "its modem answers" : "was called in vain"),
      word: true,
    }),
    RelayStuck: ({ relay, contacts }) => ({ actor: relay, what: `stuck ${contacts}` }),
    RelayFreed: ({ relay }) => ({ actor: relay, what: "not stuck any more" }),
    LinkChanged: ({ link, up }) => ({ actor: link, what: up ? "up" : "cut", routine: true }),
    LinkQualityChanged: ({ link, slowness, loss }) => ({ actor: link, what: sayQuality(slowness, loss) }),
    PathChanged: ({ device, path, carries }) =>
      mention(path, carries ? `carries I/O to ${device}` : `carries no I/O to ${device}`),
    Trespassed: ({ device, port }) => ({ actor: device, what: `serves at the group of ${port}` }),
    ArrayPowerChanged: ({ array, powered }) => ({ actor: array, what: sayPower(powered) }),
    MirrorSplit: ({ volume, device }) => ({ actor: volume, what: `mirror ${device} split off`, routine: true }),
    DevicePresented: ({ volume, device, host }) => mention(volume, `${device} presented to ${host}`),
    CopyStarted: ({ volume, source, target, bytes: size }) => ({
      actor: volume,
      what: say`copy from ${source} to ${target} begins (${bytes(size)})`,
      routine: true,
    }),
    CopyEnded: ({ volume, target, result, why }) => ({
      actor: volume,
      what: `copy to ${target} ${result}`,
      because: why,
      routine: result === "done",
    }),
    DataMounted: ({ host, volume, device }) => mention(host, `goes on with ${device} as ${volume}`),
    NameRegistered: ({ server, service, address }) => ({ actor: server, what: `names ${address} for ${service}` }),
    ServiceUp: ({ service, host }) => ({ actor: service, what: `up on ${host}` }),
    ServiceDown: ({ service, why }) => ({ actor: service, what: "down", because: why }),
    ProcessChanged: ({ process, state }) => ({ actor: process, what: state, routine: state === "works" }),
    RunOpened: ({ transfer, run, extents, bytes: size, grade }) =>
      mention(transfer, say`run ${run} is opened: ${extents} extents (${bytes(size)}), ${grade}`),
    WritingBegan: ({ transfer, run, agent, from }) =>
      mention(transfer, `${agent} begins to write run ${run}${from === 0 ? "" : `, behind the first ${from} extents`}`),
    RunClosed: ({ transfer, run, grade }) => ({
      ...{ actor: transfer, what: `run ${run} is complete, ${grade}` },
      routine: grade !== "broken",
    }),
    EpochRefused: ({ transfer, agent, epoch, newest }) => ({
      actor: transfer,
      what: `the target refuses epoch ${epoch} of ${agent}, for it knows ${newest}`,
      routine: true,
    }),
    ApplicationChanged: ({ application, to, from }) => mention(application, `${to}, before that ${from}`),
    SharedDeviceChanged: ({ device, system, change }) => ({ actor: device, what: `${change} in ${system}` }),
    ConfigurationStored: ({ cluster, version, devices }) =>
      mention(cluster, `has stored version ${version}: ${sayDevices(devices)}`),
    PairChanged: ({ agent, server, works }) =>
      mention(agent, works ? `could act for ${server}` : `cannot act for ${server} any more`),
    TaskGiven: ({ order, server, times }) =>
      order.told
        ? { actor: order.console, what: sayGiven(order, server, times), word: true, routine: times === 1 }
        : [],
    TaskSettled: ({ order, result, server, why }) =>
      order.told
        ? {
            ...{ actor: order.console, what: `task ${order.number} is ${result}${saidBy(server)}`, because: why },
            ...{ word: true, routine: result === "done" },
          }
        : [],
    TaskExecuted: ({ order, cluster, result }) =>
      order.told
        ? {
            ...{ actor: cluster, what: `task ${taskId(order)} (${order.task}) is executed: ${result}` },
            routine: result === "done",
          }
        : [],
    AskerNotified: ({ order, cluster, agent, isTold }) =>
      order.told ? mention(cluster, `task ${taskId(order)}: ${sayAsker(agent, isTold)}`) : [],
    HostUpgraded: ({ host, platform }) => person(`makes ${host} ${sayPlatform(platform)}`),
    FailbackOrdered: ({ host }) => person(`orders ${host} to take its services back`),
    PersonPaged: ({ subject }) => person(`paged: ${subject}`),
    PersonAnswered: ({ subject }) => ({ ...person(`answers: ${subject}`), routine: true }),
    PersonArrived: ({ subject }) => ({ ...person(`stands before the machines: ${subject}`), routine: true }),
    OutcomeLost: ({ place, action }) => ({
      actor: place,
      what: `the outcome of ${action} was lost`,
      word: true,
      routine: true,
    }),
    LossReported: ({ place, missing }) =>
      missing.map((each) => ({ actor: place, what: sayMissing(each), word: true as const, routine: true })),
  };
}

/** The name of a host, and where reports of it come from if not from itself. */
export function sayHosts({ agents }: WorldSpec): (host: string) => string {
  const watchers = watchersIn(agents);
  return (host) => {
    const from = watchers.get(host)?.host ?? host;
    return from === host ? host : `${host}, watched from ${from}`;
  };
}

export function writesInWords(writes: number): string {
  return writes === 1 ? "write" : "writes";
}

function mention(actor: string, what: string | Phrase): Saying {
  return { actor, what, minor: true };
}

function person(what: string): Saying {
  return { actor: "operator", what, word: true };
}

function sayPower(powered: boolean): string {
  return powered ? "has power" : "has no power";
}

function sayDevices(devices: Readonly<Record<string, string>>): string {
  const all = Object.entries(devices);
  const some = all.slice(0, MOST_DEVICES).map(([name, state]) => `${name} ${state}`);
  return all.length === 0 ? "no device" : some.join(", ") + (all.length > some.length ? ", …" : "");
}

/** More of them nobody reads in one line. */
const MOST_DEVICES = 8;

function sayGiven({ number, task, cluster }: TaskOrder, server: string, times: number): string {
  return `gives task ${number} (${task} by ${cluster}) to ${server}${times > 1 ? `, time ${times}` : ""}`;
}

function saidBy(server: string | null): string {
  return server === null ? "" : `, says ${server}`;
}

function sayAsker(agent: string | null, isTold: boolean): string {
  if (agent === null) return "nobody stands there as the one who asked";
  return isTold ? `${agent}, which asked, is notified (412)` : `${agent}, which asked, is not there`;
}

/** Whom an agent watches, if not just its own host. */
function sayWatched(agents: readonly AgentSpec[], host: string): string {
  const watches = agents.find((each) => each.host === host)?.watches;
  return watches === undefined ? "" : `, which watches ${watches.join(", ")},`;
}

function sayMissing({ service, volume, writes, bytes: size, oldestAt }: MissingWrites): Phrase {
  const what = say`reports ${count(writes)} ${writesInWords(writes)} (${bytes(size)}) of ${volume} of ${service} lost`;
  return say`${what}, the oldest ${at(oldestAt)}`;
}

function sayQuality(slowness: number, loss: number): string {
  const slow = slowness > 1 ? [`takes ${slowness} times as long`] : [];
  const lossy = loss > 0 ? [`loses ${Number((loss * 100).toPrecision(6))} % of what it carries`] : [];
  const said = [...slow, ...lossy];
  return said.length === 0 ? "neither slow nor lossy" : said.join(" and ");
}
