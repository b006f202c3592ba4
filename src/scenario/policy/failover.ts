/** What `failover:` of a policy means: a preset with its options, the manual way, or none. */
import { type FailoverPolicy, presets } from "../../control/index.js";
import { HOUR } from "../../units/index.js";
import type { AroundPolicy, DecodedPart } from "../family/family.js";
import type { PolicySpec } from "../scenario.js";
import type { Checks, Parts } from "../section/parts.js";
import type { Path } from "../source/located.js";
import { detectPolicy } from "./detect.js";
import { idleInFailover, wrongBesideManual } from "./failover-idle.js";
import { MANUAL, shutdownSchema, type WrittenFailover } from "./failover-schema.js";
import { warnOfIdle } from "./wrong-keys.js";
import { stepLimits } from "./limits.js";

type Failover = Exclude<WrittenFailover, "none">;

/** What a policy says to failover. */
export function failoverOf({ parts }: PolicySpec): FailoverPolicy | undefined {
  return parts["failover"] as FailoverPolicy | undefined;
}

/** The defaults of `shutdown:` where nothing is said. */
const SHUTDOWN = shutdownSchema().parse({});

/** A person pulls plugs and asks nobody. */
const NOT_ORDERED: FailoverPolicy["shutdown"] = { within: 0, relay: "never", unconfirmed: "page" };

/** Every host unless some are named. */
export function mayStandIn(value: WrittenFailover, { hosts }: Parts): readonly string[] {
  if (value === "none") return [];
  const own = (value.partition ?? []).flatMap(({ by }) => by);
  const named = value["stand-ins"] ?? [];
  return [...(named.length > 0 ? named : hosts.list.map(({ name }) => name)), ...own];
}

export function failoverPart(
  value: WrittenFailover,
  { at, parts, checks }: AroundPolicy,
): DecodedPart<FailoverPolicy> | null {
  if (value === "none") return null;
  checkKind(value, at, checks);
  checkPriority(value, at, parts, checks);
  const shared = {
    detect: detectPolicy(value.detect, [...at, "detect"], parts, checks),
    limits: stepLimits(value.limits),
    standIns: value["stand-ins"] ?? [],
  };
  if (value.manual !== undefined) {
    const { data, "storage-off": storageOff, ...operator } = value.manual;
    if (data === "backup" && storageOff === true)
      checks.error([...at, "manual", "storage-off"], {
        message: "no cables are moved where backups are restored",
        expected: "`data: cables`, or storage that stays on",
      });
    const part: FailoverPolicy = {
      preset: MANUAL,
      ...shared,
      shutdown: NOT_ORDERED,
      ...(data === "backup" ? { data: ["backup+log"], restoresByHand: true } : { data: [] }),
      ...(storageOff === true && { storageOff }),
    };
    return { part, operator };
  }
  const part: FailoverPolicy = {
    preset: value.preset ?? "",
    ...shared,
    shutdown: shutdownOf(value.shutdown ?? SHUTDOWN),
    ...powerOf(value),
    ...dataOf(value, at, parts, checks),
    ...backupWhen(value),
    ...(value.standby === undefined ? {} : { standby: value.standby }),
    ownData: value["own-data"] ?? "mirror",
    ...togetherOf(value, at, parts, checks),
    ...whenTaken(value),
    ...(value["mirror-again"] === true && { mirrorAgain: true }),
    ...(value.failback && { failback: failbackPolicy(value.failback) }),
    ...(value.parts === undefined ? {} : { parts: value.parts }),
    aheadEvery: value["ahead-every"] ?? HOUR,
    ...identityOf(value),
    ...(value.redirect === undefined ? {} : { redirect: value.redirect }),
  };
  if (value.preset !== undefined) warnOfIdle(idleInFailover(value, part, parts), at, checks);
  return { part, operator: value.operator ?? {} };
}

function identityOf({ identity }: Failover): Pick<FailoverPolicy, "identity"> {
  if (identity === undefined || identity.set === "off") return {};
  const { set, reboot } = identity;
  if (set !== "standalone") return { identity: { set } };
  return { identity: { set, ...(reboot === true && { reboot }) } };
}

function powerOf({ power }: Failover): Pick<FailoverPolicy, "power"> {
  const [off, on] = [power?.off === "by-hand", power?.on === "by-hand"];
  return off || on ? { power: { ...(off && { off: "by-hand" }), ...(on && { on: "by-hand" }) } } : {};
}

function shutdownOf({ first, warn, ...rest }: typeof SHUTDOWN): FailoverPolicy["shutdown"] {
  return { ...rest, ...(first === "stand-in" && { first }), ...(warn !== undefined && { warn }) };
}

function backupWhen({ "backup-when": when }: Failover): Pick<FailoverPolicy, "backupWhen"> {
  return when === undefined || when === "useless" ? {} : { backupWhen: when };
}

/** Sites of hosts on which something runs; each of one at most. */
function togetherOf(
  { together }: Failover,
  at: Path,
  { services }: Parts,
  checks: Checks,
): Pick<FailoverPolicy, "together"> {
  const homes = new Set(services.list.flatMap(({ value }) => value["runs-on"]));
  const seen = new Set<string>();
  for (const [site, hosts] of (together ?? []).entries()) {
    for (const [index, host] of hosts.entries()) {
      const place = [...at, "together", site, index];
      if (seen.has(host)) checks.error(place, { message: `${host} is of a site already`, expected: "each host once" });
      seen.add(host);
      if (!services.complete || homes.has(host)) continue;
      const message = `no service runs on ${host}: there is nothing to follow with`;
      checks.error(place, { message, expected: "a host on which a service runs at the beginning" });
    }
  }
  return together === undefined ? {} : { together };
}

function whenTaken({ partition, "when-taken": when, priority }: Failover): Partial<FailoverPolicy> {
  return {
    ...(partition && { partition: { shares: partition, whenTaken: when === "wait" ? "wait" : "what-is-left" } }),
    ...(priority && { priority }),
    ...(when === "preempt" && { preempts: true }),
  };
}

function checkKind(value: Failover, at: Path, checks: Checks): void {
  if (value.preset === undefined && value.manual === undefined) {
    checks.error(at, { message: "`preset` is missing", expected: "`preset:` with a routine, `manual:`, or none" });
  }
  for (const key of value.manual === undefined ? [] : wrongBesideManual(value)) {
    checks.error([...at, key], { message: `\`${key}\` means nothing beside \`manual\``, expected: "one of both" });
  }
}

/** Of services that exist; and whoever preempts must be more important than somebody. */
function checkPriority(value: Failover, at: Path, { services }: Parts, checks: Checks): void {
  for (const service of Object.keys(value.priority ?? {})) {
    const complaint = checks.names.use(service, ["service"]);
    if (complaint !== null) checks.error([...at, "priority", service], complaint);
  }
  const ranks = new Set(services.list.map(({ name }) => value.priority?.[name] ?? 0));
  if (value["when-taken"] === "preempt" && services.complete && ranks.size < 2) {
    checks.error([...at, "when-taken"], {
      message: "nobody is more important than anybody else",
      expected: "`priority:` with a number for each service",
    });
  }
}

/** For all stand-ins alike, or for some of them, which are hosts. */
function dataOf(
  { data, preset: name = "" }: Failover,
  at: Path,
  parts: Parts,
  checks: Checks,
): Pick<FailoverPolicy, "data" | "dataFor"> {
  if (Array.isArray(data)) return { data };
  for (const standIn of Object.keys(data ?? {})) {
    const complaint = checks.names.use(standIn, ["host"]);
    if (complaint !== null) checks.error([...at, "data", standIn], complaint);
  }
  return { data: defaultData(name, parts), ...(data && { dataFor: data }) };
}

function defaultData(name: string, { hosts }: Parts): readonly string[] {
  const own = presets.find((each) => each.name === name)?.options.data ?? [];
  if (own.length > 0) return own;
  const stored = hosts.list.some(({ value }) => Object.keys(value.storage).length > 0);
  return stored ? ["split-mirror", "copy"] : [];
}

function failbackPolicy({ after, "time-of-day": timeOfDay }: NonNullable<Failover["failback"]>) {
  return { after, ...(timeOfDay !== undefined && { timeOfDay }) };
}
