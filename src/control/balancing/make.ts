/** What of a service's data a helper can use, what must be converted for one of another make, and why a host can never help. */
import {
  type Comparison,
  type Transformation,
  comparePlatforms,
  movesIn,
  transformationIn,
} from "../failover/transformation/index.js";
import { listedBehind } from "../kit/listed.js";
import type { VolumeContent } from "../platform.js";
import { type Facts, type VolumeFacts, hostOf, siteOf, volumeOf } from "./facts.js";
import type { SharePolicy } from "./policy.js";

/** What a policy says of the data of a helper. */
type WhatIsShared = Pick<SharePolicy, "by" | "parts" | "volumes">;

/** Who would help which service. */
interface Helping {
  readonly service: string;
  readonly host: string;
}

/** The volumes that a helper needs: all that are of use there, or those that do not belong to the operating system. */
export function neededVolumes(
  facts: Facts,
  helping: Helping,
  data: Pick<SharePolicy, "parts" | "volumes">,
): readonly VolumeFacts[] {
  const { volumes } = siteOf(facts, helping.service);
  const comparison = compare(facts, helping, data);
  return volumes
    .map((name) => volumeOf(facts, name))
    .filter(({ holds }) => (holds !== "system" || data.parts === "all") && movesIn(comparison, holds))
    .filter((volume) => !isLeftOut(volume, data));
}

/** Whoever asks for what is in there is answered by the primary alone. */
function isLeftOut({ name, holds }: VolumeFacts, { volumes }: Pick<SharePolicy, "volumes">): boolean {
  return holds === "data" && volumes !== undefined && !volumes.includes(name);
}

/** The mirror of a volume in another storage system, if a helper is attached to that. */
export function remoteMirrorFor(facts: Facts, { host }: Helping, { remoteMirror: mirror = null }: VolumeFacts) {
  return mirror !== null && hostOf(facts, host).arrays?.includes(mirror.array) === true ? mirror : null;
}

/** How a volume must be converted for a helper, `null` when it is used as it is. */
export function conversionFor(facts: Facts, helping: Helping, { holds }: VolumeFacts): Transformation | null {
  return transformationIn(compare(facts, helping, { parts: "all" }, [holds]), holds);
}

/** Why a host can never help a service, `null` when it may be able to. */
export function whyNoHelper(facts: Facts, helping: Helping, data: WhatIsShared): string | null {
  const { host } = helping;
  const { stage, startedByNobody } = hostOf(facts, host);
  if (stage === "off" && startedByNobody) return `${host} is off and has no relay: nobody can start it from afar`;
  const neighbour = behindTheSameRelay(facts, host);
  if (neighbour !== undefined)
    return `${host} gets its power through the relay of ${neighbour}, and would switch that too`;
  const site = siteOf(facts, helping.service);
  const { network } = hostOf(facts, host);
  if (site.apart?.includes(network) === true)
    return `${host} is in another network (${network}), and no connector leads there from whoever passes requests on`;
  const comparison = compare(facts, helping, data);
  if (comparison.is === "unknown") return comparison.why;
  const needed = neededVolumes(facts, helping, data);
  const lacking = site.volumes.map((name) => volumeOf(facts, name)).filter((each) => !needed.includes(each));
  // It answers only what all its data is there for.
  const unread = lacking.find((each) => each.holds !== "system" && !isLeftOut(each, data));
  if (unread !== undefined) return `${host} cannot use ${unread.name}: ${whyUnread(facts, helping, unread)}`;
  if (lacking.some(({ holds }) => holds === "system") && hostOf(facts, host).lacksSystem === true) {
    return `${host} has no system of its own to start from, and none is brought there`;
  }
  return needed.reduce<string | null>((why, each) => why ?? whyNotBrought(facts, helping, each, data.by), null);
}

/** Who comes and leaves is powered on and off each time. */
function behindTheSameRelay({ hosts }: Facts, host: string): string | undefined {
  const relay = hosts[host]?.relay ?? null;
  return relay === null ? undefined : listedBehind(hosts, relay).find(({ name }) => name !== host)?.name;
}

function compare(
  facts: Facts,
  { service, host }: Helping,
  { parts }: Pick<SharePolicy, "parts">,
  kinds: readonly VolumeContent[] | undefined = parts === "all" ? undefined : APPLICATIONS,
): Comparison {
  const { hosts, transformations = [] } = facts;
  const { primary } = siteOf(facts, service);
  return comparePlatforms(hosts[primary]?.platform ?? null, hosts[host]?.platform ?? null, transformations, kinds);
}

const APPLICATIONS: readonly VolumeContent[] = ["programs", "data"];

function whyUnread(facts: Facts, helping: Helping, { holds }: VolumeFacts): string {
  const comparison = compare(facts, helping, { parts: "all" }, [holds]);
  return comparison.is === "unknown" ? comparison.why : "it does not move";
}

function whyNotBrought(facts: Facts, helping: Helping, volume: VolumeFacts, by: SharePolicy["by"]): string | null {
  const way = conversionFor(facts, helping, volume);
  if (way?.by === "export-import")
    return `${volume.name} is converted by export and import, and no helper waits for an application to export it`;
  const converts = way !== null;
  const ways = by.filter((way) => (way === "transform") === converts);
  if (ways.length > 0 && ways.every((way) => way === "remote-mirror")) return whyNoRemoteMirror(facts, helping, volume);
  const { broughtFrom, notShown } = hostOf(facts, helping.host);
  const isMirrored = ways.includes("remote-mirror") && remoteMirrorFor(facts, helping, volume) !== null;
  if (notShown?.includes(volume.name) === true && !isMirrored)
    return `${volume.array ?? "its storage system"} does not show ${volume.name} to ${helping.host}`;
  if (volume.array !== undefined && broughtFrom?.includes(volume.array) === false)
    return `no way leads from ${volume.array}, where ${volume.name} is, to a storage system that ${helping.host} is attached to`;
  if (ways.length > 0) return null;
  return converts
    ? `${volume.name} must be transformed for ${helping.host}, and the policy has no way to do that`
    : `nothing brings ${volume.name} to ${helping.host}`;
}

/** Once it is split off nobody has it any more, but that is no reason for ever. */
function whyNoRemoteMirror(facts: Facts, helping: Helping, volume: VolumeFacts): string | null {
  const { name, remoteMirror: mirror } = volume;
  if (mirror === undefined) return `${name} has no remote mirror`;
  if (mirror === null || remoteMirrorFor(facts, helping, volume) !== null) return null;
  return `${helping.host} is not attached to ${mirror.array}, where ${mirror.device} is`;
}
