/** What `check` tells of paths: how many a host has, what is done when one fails, how long I/Os stall, and what nobody would survive. */
import { groupPaths, groupingFor, type PathPolicy, suits, TRESPASS } from "../../../control/index.js";
import { type ExportSpec, grouped, pathName, type WorldSpec } from "../../../model/index.js";
import { sayLength } from "../../../units/index.js";
import type { PlannedMove, PlannedStep } from "../../assembly/planned-move.js";
import { saidOnce, type Sentence, tell } from "../../assembly/sentence.js";
import type { PolicySpec, Scenario } from "../../scenario.js";
import type { FamilyPlan } from "../family.js";
import { hostsUsing, pathsConfig, pathsTo } from "./config.js";
import type { PathsPart } from "./policy.js";

export function planPaths(part: PathsPart, world: WorldSpec): FamilyPlan {
  const moves = hostsUsing(world).flatMap((host) =>
    pathsConfig(host, part, world).devices.flatMap(({ name }) => {
      const exported = world.exports!.find((each) => each.name === name)!;
      return homeOf(exported, world) === host ? planDevice(exported, host, part, world) : [];
    }),
  );
  return { about: sayPolicy(part), moves };
}

function homeOf({ volume }: ExportSpec, { arrays }: WorldSpec): string | undefined {
  return arrays.flatMap(({ volumes }) => volumes).find((each) => each.name === volume)?.host;
}

function sayPolicy({ kind, grouping, selector, noPath }: PathPolicy): string {
  const left =
    typeof noPath === "number" ? `waits for ${sayLength(noPath)} and fails` : noPath === "queue" ? "waits" : "fails";
  return `${kind} paths (${grouping}, ${selector}); with no path left what is asked ${left}`;
}

/** What is done when the path fails that is used first. */
function planDevice(exported: ExportSpec, host: string, part: PathsPart, world: WorldSpec): readonly PlannedMove[] {
  const config = pathsConfig(host, part, world).devices.find((each) => each.name === exported.name)!;
  const grouping = groupingFor(config, part);
  const names = config.paths.map(({ name }) => name);
  const base = { subjects: [exported.name], excluded: [], ahead: [{ does: sayCheck(part), figure: null }] };
  if (grouping === null) {
    const why = `${exported.name} is ${exported.access} only`;
    return [{ ...base, ...notedBy(part), from: host, to: null, excluded: [{ host, why }], steps: [] }];
  }
  const groups = groupPaths(config, grouping).map((group) => group.map((index) => names[index]!));
  const [first, next] = [groups[0]!, groups[1]];
  const [failed, ...others] = first;
  const to = others.length > 0 ? others : (next ?? []);
  const moves = exported.access === "active-passive" && others.length === 0 && next !== undefined;
  return [
    {
      ...base,
      ...notedBy(part),
      from: failed!,
      to: to.length === 0 ? null : to.join(", "),
      steps: moves ? [trespassTo(exported, to[0]!, part)] : [],
    },
  ];
}

function trespassTo({ name, trespass }: ExportSpec, path: string, { ioTimeout }: PathPolicy): PlannedStep {
  return {
    name: TRESPASS,
    figure: null,
    does: [`have ${name} serve at the port of ${path}`],
    withinMicros: Math.max(ioTimeout, trespass.mean),
    expectedMicros: trespass.mean,
    otherwise: "use the next path",
  };
}

function sayCheck({ check: { every, within } }: PathPolicy): string {
  return `check each path every ${sayLength(every)}, for ${sayLength(within)}`;
}

/** The first of the signs by which a path is given up of which nothing comes back. */
function notedBy({
  ioTimeout,
  fastIoFail,
  check,
  errors,
}: PathPolicy): Pick<PlannedMove, "notices" | "noticedWithinMicros"> {
  const checked = check.every + check.within * (check.retries + 1);
  const times = errors === 1 ? "an I/O that is" : `${errors} I/Os that are`;
  const transport = fastIoFail === null ? [] : [`a link that has been cut for ${sayLength(fastIoFail)}`];
  return {
    notices: [
      `${times} not answered within ${sayLength(ioTimeout)}`,
      ...transport,
      `a check that is not answered within ${sayLength(check.within)}`,
    ],
    noticedWithinMicros: Math.min(ioTimeout, fastIoFail ?? Infinity, checked),
  };
}

/** One sentence for each device that a single failure takes away from a host, that a policy does not suit, or that is slow to serve elsewhere. */
export function pathWeaknesses(
  { world, policies }: Scenario,
  partOf: (policy: PolicySpec) => PathsPart,
): readonly string[] {
  const { exports = [] } = world;
  const lonely = exports.flatMap((each) => {
    const host = homeOf(each, world) ?? "";
    const paths = pathsTo(each, host, world);
    const [only] = paths;
    if (only === undefined || paths.length > 1) return [];
    return [tell`${each.name}: ${host} has a single path to it, ${pathName(only)}, and no policy can find another`];
  });
  const unlike = policies.flatMap((policy) => {
    const part = partOf(policy);
    const how =
      part.unlike === "match" ? "is used over one port group at a time" : "is refused by hosts: I/Os to it fail";
    return exports
      .filter(({ access }) => !suits(access, part))
      .map(({ name, access }) => `under ${policy.name} ${name}, which is ${access} only, ${how}`);
  });
  const slow = policies.flatMap((policy) =>
    exports
      .filter((each) => each.access === "active-passive" && each.trespass.mean > partOf(policy).ioTimeout)
      .map(({ name, trespass }) => {
        const takes = `takes ${sayLength(trespass.mean)} to serve elsewhere, longer than io-timeout allows an I/O`;
        return `under ${policy.name} ${name} ${takes} (${sayLength(partOf(policy).ioTimeout)}): I/Os wait for it all the same`;
      }),
  );
  const hidden = policies.flatMap((policy) => hiddenFrom(policy, world));
  return [...saidOnce(lonely), ...unlike, ...slow, ...saidOnce(hidden)];
}

/** Hosts that would stand in, and are not shown what they need for it. */
function hiddenFrom({ name: policy, parts }: PolicySpec, world: WorldSpec): readonly Sentence[] {
  const failover = parts["failover"] as { readonly standIns: readonly string[] } | undefined;
  if (failover === undefined) return [];
  const named = failover.standIns.length > 0 ? failover.standIns : world.hosts.map(({ name }) => name);
  const devices = grouped(world.exports ?? [], ({ to }) =>
    to === undefined ? "" : named.filter((each) => !to.includes(each)).join(),
  );
  return [...devices].flatMap(([hosts, those]) => {
    if (hosts === "") return [];
    const are = { clause: those.length === 1 ? "is" : "are" };
    const names = those.map(({ name }) => name);
    const told = tell`under ${{ clause: policy }} ${hosts.split(",")} cannot stand in with ${names}, which ${are} exported to others only`;
    // Each keeps it from nearly all hosts, so that devices tell more.
    return [{ ...told, subject: names[0]! }];
  });
}
