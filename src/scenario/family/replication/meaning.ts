/** What the section means beside the others: the transfers with their ends, and orders in which everybody can do something. */
import type { Endpoint, ScriptSpec, TransferConfig } from "../../../control/index.js";
import { type ApplicationSpec, Cabling, type ProcessSpec, type WorldSpec } from "../../../model/index.js";
import { instantOf } from "../../meaning/instants.js";
import { compareNaturally } from "../../section/natural-order.js";
import type { Checks, Parts } from "../../section/parts.js";
import type { Path } from "../../source/located.js";
import { SERVER, type WrittenReplication, type WrittenTransfer } from "./section.js";

export interface ReplicationMeaning {
  readonly over: string | null;
  readonly peerChannel: string | null;
  readonly agents: readonly AgentMeaning[];
  readonly transfers: readonly TransferConfig[];
  readonly processes: readonly ProcessSpec[];
  readonly applications: readonly ApplicationSpec[];
}

export interface AgentMeaning {
  readonly name: string;
  readonly on: string;
  /** The storage systems that it reaches while all works. */
  readonly arrays: readonly string[];
}

/** What the parts of this section are read beside. */
interface Around {
  readonly parts: Parts;
  readonly checks: Checks;
  readonly world: WorldSpec;
  readonly at: Path;
}

const AT: Path = ["replication"];

export function replicationMeaning(
  written: WrittenReplication,
  parts: Parts,
  checks: Checks,
  world: WorldSpec,
): ReplicationMeaning {
  const { server, agents, applications } = written;
  const around = { parts, checks, world, at: AT };
  const reach = new Reach(world);
  const movers = sorted(agents).map(([name, { on }]) => ({ name, on, arrays: reach.arraysFrom(on) }));
  const carried = server.on === undefined ? [] : [{ name: SERVER, on: server.on, ...stored(server.store) }];
  return {
    over: server.over ?? null,
    peerChannel: written["peer-channel"] ?? null,
    agents: movers,
    transfers: transfersOf(written, movers, reach, around),
    processes: [
      ...carried,
      ...sorted(agents).map(([name, { on, bandwidth }]) => ({
        name,
        on,
        ...(bandwidth !== undefined && { bandwidth }),
      })),
    ],
    applications: sorted(applications).map(([name, { on, service, quiesced, scripts }]) => ({
      ...{ name, host: on, quiesced, scripts },
      ...(service !== undefined && { service }),
    })),
  };
}

function stored(store: number | undefined): { readonly store?: number } {
  return store === undefined ? {} : { store };
}

/** A mapping has no order of its own. */
function sorted<T>(entries: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(entries).toSorted(([one], [other]) => compareNaturally(one, other));
}

// ---- transfers

function transfersOf(
  written: WrittenReplication,
  agents: readonly AgentMeaning[],
  reach: Reach,
  around: Around,
): readonly TransferConfig[] {
  return sorted(written.transfers).flatMap(([name, transfer]) => {
    const at = [...around.at, "transfers", name];
    const ends = endsOf(name, transfer, written, { ...around, at });
    if (ends === null) return [];
    const [source, target] = ends;
    const linked = reach.linked(source.array, target.array);
    checkOrder(name, transfer, { agents, ends: [source.array, target.array], linked }, { ...around, at });
    const before = scriptsOf(transfer.before, written);
    const after = scriptsOf(transfer.after, written);
    if (transfer.extent === 0)
      around.checks.error([...at, "extent"], { message: "an extent of nothing moves nothing", expected: "more than 0B" });
    checkScripts(before, after, { ...around, at });
    return [
      {
        ...{ name, source, target, linked, before, after },
        mode: transfer.restore === undefined ? transfer.kind : "full",
        extent: transfer.extent,
        at: instantOf(transfer.at, [...at, "at"], around.parts, around.checks),
        every: transfer.every ?? null,
        agents: transfer.agents.map((level) => (typeof level === "string" ? [level] : level)),
      },
    ];
  });
}

/** From where to where; `null`, and told, where that is not said. */
function endsOf(
  name: string,
  { from, to, on, restore }: WrittenTransfer,
  { transfers }: WrittenReplication,
  { checks, world, at }: Around,
): readonly [Endpoint, Endpoint] | null {
  const complain = (key: string, message: string, expected: string): null => {
    checks.error([...at, key], { message, expected });
    return null;
  };
  const forth = restore === undefined ? { from, to, on } : transfers[restore];
  if (restore !== undefined && (from !== undefined || to !== undefined)) {
    return complain("restore", "both `restore` and `from` or `to`", "one of both");
  }
  if (forth?.from === undefined || forth.to === undefined) {
    return restore === undefined
      ? complain(
          from === undefined ? "from" : "to",
          `${name} does not say from where to where`,
          "`from:` and `to:`, or `restore:`",
        )
      : complain("restore", `${restore} is itself a way back`, "a transfer with `from` and `to`");
  }
  const { from: volume, to: array } = forth;
  const home = world.arrays.find(({ volumes }) => volumes.some((each) => each.name === volume))?.name;
  // What is wrong with those is told where they stand.
  if (home === undefined || world.arrays.every(({ name: known }) => known !== array)) return null;
  if (home === array) return complain("to", `${volume} is on ${array} already`, "another storage system");
  const adapters = world.arrays.find((each) => each.name === array)!.diskAdapters.map((each) => each.name);
  if (restore === undefined && forth.on !== undefined && !adapters.includes(forth.on)) {
    checks.error([...at, "on"], {
      message: `${forth.on} is no disk adapter of ${array}`,
      expected: `one of ${adapters.join(", ")}`,
      near: { word: forth.on, names: adapters },
    });
  }
  const original: Endpoint = { volume, array: home, copy: null };
  const copy: Endpoint = { volume, array, copy: restore ?? name, ...(forth.on !== undefined && { on: forth.on }) };
  return restore === undefined ? [original, copy] : [copy, original];
}

interface Movers {
  readonly agents: readonly AgentMeaning[];
  readonly ends: readonly [string, string];
  readonly linked: boolean;
}

/** An order leads from one to the next, to nobody twice, over no gap, and everybody in it is on a path. */
function checkOrder(
  name: string,
  { agents: order }: WrittenTransfer,
  { agents, ends, linked }: Movers,
  { checks, at }: Around,
): void {
  const seen = new Map<string, string>();
  if (order.length === 0)
    checks.error([...at, "agents"], { message: `nobody carries ${name} out`, expected: "one agent at least" });
  for (const [index, level] of order.entries()) {
    const here = [...at, "agents", index];
    if (level.length === 0) {
      checks.error(here, {
        message: `level ${index + 1} of the order is empty: a gap`,
        expected: "one agent at least",
      });
    }
    for (const [place, agent] of (typeof level === "string" ? [level] : level).entries()) {
      const path = typeof level === "string" ? here : [...here, place];
      const known = agents.find((each) => each.name === agent);
      if (known === undefined) continue;
      const neighbour = seen.get(known.on);
      if (neighbour === agent) {
        checks.error(path, { message: `a cycle: ${agent} would stand in for itself`, expected: "each agent once" });
      } else if (neighbour !== undefined) {
        const message = `${agent} is on ${known.on}, as ${neighbour} is: both would die with it`;
        checks.error(path, { message, expected: "agents on different hosts" });
      }
      seen.set(known.on, agent);
      const complaint = pathComplaint(known, agents, ends, linked);
      if (complaint !== null)
        checks.error(path, {
          message: `${complaint} of ${name}`,
          expected: `an agent that reaches ${ends.join(" or ")}`,
        });
    }
  }
}

/** Why somebody is of no use to a transfer, or null. */
function pathComplaint(
  { name, arrays }: AgentMeaning,
  agents: readonly AgentMeaning[],
  ends: readonly [string, string],
  linked: boolean,
): string | null {
  const missing = ends.filter((each) => !arrays.includes(each));
  if (missing.length === 2) return `${name} reaches neither ${ends.join(" nor ")}, and is on no path`;
  const [other] = missing;
  if (other === undefined || linked) return null;
  const isServed = agents.some((each) => each.name !== name && each.arrays.includes(other));
  return isServed
    ? null
    : `${name} does not reach ${other}, nobody else does and no link leads there: it is on no path`;
}

// ---- scripts

type Written = WrittenTransfer["before"];

function scriptsOf(written: Written, { applications }: WrittenReplication): readonly ScriptSpec[] {
  return (written ?? []).flatMap((each) =>
    Object.entries(each).flatMap(([script, application]) => {
      const host = application === undefined ? undefined : applications[application]?.on;
      return host === undefined ? [] : [{ host, application: application!, script: script as ScriptSpec["script"] }];
    }),
  );
}

/** What is done before the copy is undone after it. */
function checkScripts(before: readonly ScriptSpec[], after: readonly ScriptSpec[], { checks, at }: Around): void {
  const undoes = (script: ScriptSpec["script"]) => (script === "unmount" ? "remount" : "resume");
  for (const { application, script } of before) {
    if (script === "flush") continue;
    if (after.some((each) => each.application === application && each.script === undoes(script))) continue;
    const message = `nothing undoes ${script} of ${application}: it would stay so`;
    checks.error([...at, "before"], { message, expected: `\`after: { ${undoes(script)}: ${application} }\`` });
  }
  for (const { application, script } of after) {
    if (before.some((each) => each.application === application && undoes(each.script) === script)) continue;
    const message = `${script} of ${application} undoes nothing`;
    checks.error([...at, "after"], { message, expected: "a script in `before` that it undoes" });
  }
}

// ---- paths

/** Who reaches which storage system while all works. */
class Reach {
  private readonly cabling: Cabling;

  constructor(private readonly world: WorldSpec) {
    this.cabling = new Cabling(world);
  }

  /** From a host, or from a storage system: itself, and what its ports are cabled to. */
  arraysFrom(on: string): readonly string[] {
    const home = this.world.arrays.find(({ name }) => name === on);
    const starts = home === undefined ? [on] : home.portAdapters.map(({ name }) => name);
    const reached = starts.flatMap((start) => this.cabling.pathsFrom(start)).map(({ array }) => array);
    const known = new Set([...(home === undefined ? [] : [on]), ...reached]);
    return this.world.arrays.map(({ name }) => name).filter((name) => known.has(name));
  }

  /** A link between storage systems leads from one to the other, or a cable from port to port. */
  linked(one: string, other: string): boolean {
    const { arrayLinks = [] } = this.world;
    if (arrayLinks.some(({ joins }) => joins.includes(one) && joins.includes(other))) return true;
    return this.arraysFrom(one).includes(other);
  }
}
