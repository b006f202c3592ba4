/** Keys of `failover:` that would do nothing beside its others, or in a world that has nothing to do with them. */
import { actsAhead, callsForOff, dataStrategies, optionsOf, preset, type FailoverPolicy } from "../../control/index.js";
import type { Parts } from "../section/parts.js";
import type { WrittenFailover } from "./failover-schema.js";
import type { IdleKey } from "./wrong-keys.js";

type Failover = Exclude<WrittenFailover, "none">;

/** Where a person does the work: nothing is moved by rules, nobody gives way, and nobody goes back by itself. */
const NOT_MANUAL = [
  "preset",
  "data",
  "backup-when",
  "shutdown",
  "power",
  "operator",
  "standby",
  "own-data",
  "parts",
  "ahead-every",
  "identity",
  "redirect",
  "partition",
  "together",
  "when-taken",
  "priority",
  "mirror-again",
  "failback",
] as const satisfies readonly (keyof Failover)[];

export function wrongBesideManual(value: Failover): readonly (typeof NOT_MANUAL)[number][] {
  return NOT_MANUAL.filter((key) => value[key] !== undefined);
}

/** @param part what was made of it */
export function idleInFailover(value: Failover, part: FailoverPolicy, parts: Parts): readonly IdleKey[] {
  const { partition, "when-taken": whenTaken, shutdown, operator } = value;
  const { off, on } = part.power ?? {};
  const { standby } = optionsOf(part, preset(part.preset));
  const homes = new Set(parts.services.list.flatMap(({ value: service }) => service["runs-on"]));
  const candidates = [...(value["stand-ins"] ?? []), ...(partition ?? []).flatMap(({ by }) => by)];
  const named = data(value).map((name) => ({
    path: ["data", name],
    idle: value["stand-ins"] !== undefined && !candidates.includes(name) && !homes.has(name),
    message: `${name} is no stand-in under this policy`,
    expected: "one of `stand-ins`",
  }));
  const shares = (partition ?? []).map((share, index) => ({
    path: ["partition", String(index), "for"],
    idle: parts.services.complete && !homes.has(share.for),
    message: `no service runs on ${share.for}`,
    expected: "a host on which a service runs at the beginning",
  }));
  return [
    {
      path: [],
      idle: parts.services.complete && parts.services.list.every(({ value: { "runs-on": on } }) => on.length > 1),
      message: "each service runs on several hosts, and none of these is taken over as long as others serve",
      expected: "a service that runs on one host, or `balancing:`",
    },
    {
      path: ["own-data"],
      idle: value["own-data"] !== undefined && standby !== "active",
      message: "a stand-in has data of its own to lose only where it is active",
      expected: "`standby: active`, or a preset that has it",
    },
    {
      path: ["shutdown", "first"],
      idle: shutdown?.first === "stand-in" && standby === "cold",
      message: "a cold stand-in is off, and is not shut down",
      expected: "`standby: active` or `staged`, or a preset that has it",
    },
    {
      path: ["identity", "reboot"],
      idle: value.identity?.reboot === true && value.identity.set !== "standalone",
      message: "a stand-in that gets its identity while it is off starts with that",
      expected: "`set: standalone`",
    },
    {
      path: ["identity", "set"],
      idle: isWrittenInData(part) && part.parts !== undefined && !part.parts.includes("system"),
      message: "the stand-in keeps a system of its own, and no system is brought that could carry an identity",
      expected: "`set: off` or `standalone`, or `parts:` with the system",
    },
    {
      path: ["identity", "set"],
      idle: isWrittenInData(part) && parts.hosts.complete && isOneNetwork(parts),
      message: "all hosts are in one network, and the system that is brought carries the identity",
      expected: "a stand-in in another network",
    },
    {
      path: ["identity", "set"],
      idle: part.identity?.set === "during-copy" && !copies(part),
      message: "no way of this policy makes a copy after the failure",
      expected: "`set: before-copy`, or a way that copies, such as `copy`, `copy-remote` or `pre-replicated`",
    },
    {
      path: ["backup-when"],
      idle: part.backupWhen !== undefined && !restores(part),
      message: "no way of this policy restores a backup",
      expected: "`data: [..., backup+log]`",
    },
    {
      path: ["ahead-every"],
      idle: value["ahead-every"] !== undefined && !actsAhead(part),
      message: "nothing is done before a failure under this policy",
      expected: "a data strategy that prepares, such as `data: [pre-replicated]`",
    },
    {
      path: ["when-taken"],
      idle: whenTaken !== undefined && whenTaken !== "preempt" && partition === undefined,
      message: "no stand-in is anybody's own under this policy",
      expected: "`partition:` beside it",
    },
    {
      path: ["operator"],
      idle: operator !== undefined && !callsForOff(part) && on === undefined,
      message: "nobody is paged under this policy",
      expected: "`shutdown: { unconfirmed: page }`",
    },
    {
      path: ["power", "off"],
      idle: off !== undefined && shutdown?.relay === "never" && standby !== "active",
      message: "the power is never cut under this policy",
      expected: "`shutdown:` with a `relay:` that is not never",
    },
    {
      path: ["shutdown", "unconfirmed"],
      idle:
        off !== undefined && shutdown !== undefined && shutdown.relay !== "never" && shutdown.unconfirmed !== "page",
      message: "somebody is called all the same, and stays until the host is off",
      expected: "`power: { off: relay }`, or `unconfirmed: page`",
    },
    ...named,
    ...shares,
  ];
}

function isWrittenInData({ identity }: FailoverPolicy): boolean {
  return identity?.set === "before-copy" || identity?.set === "during-copy";
}

function isOneNetwork({ hosts }: Parts): boolean {
  return new Set(hosts.list.map(({ value }) => value.network[0])).size <= 1;
}

/** A copy is made after the failure, into which something else can be written. */
const COPIES: ReadonlySet<string> = new Set(["copy", "copy-remote", "pre-replicated", "staged", "transform"]);

function copies(part: FailoverPolicy): boolean {
  const names = [...optionsOf(part, preset(part.preset)).data, ...Object.values(part.dataFor ?? {}).flat()];
  return names.some((name) => COPIES.has(name));
}

function restores(part: FailoverPolicy): boolean {
  const names = [...optionsOf(part, preset(part.preset)).data, ...Object.values(part.dataFor ?? {}).flat()];
  return names.some((name) => dataStrategies.some((each) => each.name === name && each.restores === true));
}

function data({ data: written }: Failover): readonly string[] {
  return written === undefined || Array.isArray(written) ? [] : Object.keys(written);
}
