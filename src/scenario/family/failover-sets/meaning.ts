/** What the section means beside the others: one set of control processors that settles roles, and sets of parts that it looks after. */
import type { ComponentMember, ComponentSet, ManagementConsoleConfig, MemberSpec } from "../../../control/index.js";
import { dutiesOf } from "../../../control/index.js";
import type { DutySpec, WorldSpec } from "../../../model/index.js";
import { instantOf } from "../../meaning/instants.js";
import { controlProcessorsOf } from "../../meaning/storage-servers.js";
import { compareNaturally } from "../../section/natural-order.js";
import type { Checks, Parts } from "../../section/parts.js";
import type { Path } from "../../source/located.js";
import { CONSOLE, type WrittenSet, type WrittenSets } from "./section.js";

export interface SetsMeaning {
  /** The set of control processors. */
  readonly set: string;
  readonly members: readonly MemberSpec[];
  readonly networks: readonly string[];
  readonly sets: readonly ComponentSet[];
  readonly serverOf: Readonly<Record<string, string>>;
  readonly console: ManagementConsoleConfig | null;
  readonly duties: readonly DutySpec[];
}

const AT: Path = ["failover-sets"];

export function setsMeaning(
  written: WrittenSets,
  parts: Parts,
  checks: Checks,
  { servers = [] }: WorldSpec,
): SetsMeaning | null {
  const control = controlProcessorsOf(parts);
  const isControl = (name: string): boolean => control.some((each) => each.name === name);
  const entries = Object.entries(written.sets).toSorted(([one], [other]) => compareNaturally(one, other));
  const managing = entries.filter(([, { of }]) => of.some((each) => typeof each === "string" && isControl(each)));
  const [chosen, ...others] = managing;
  if (chosen === undefined) {
    checks.keyError(AT, {
      message: "nobody watches over the sets",
      expected: "a set `of:` control processors, which settle roles among themselves",
    });
    return null;
  }
  for (const [name] of others) {
    const message = `${name} is a second set of control processors, beside ${chosen[0]}`;
    checks.error([...AT, "sets", name], { message, expected: "one such set" });
  }
  const [set, { of }] = chosen;
  const members = of.flatMap((each, index) => {
    const found = typeof each === "string" ? control.find(({ name }) => name === each) : undefined;
    if (found !== undefined) return [found];
    const message = `${typeof each === "string" ? each : each.join(" and ")} is no control processor`;
    checks.error([...AT, "sets", set, "of", index], { message, expected: "control processors alone" });
    return [];
  });
  const [first] = members;
  for (const each of members) checkNetworks(each, first!, checks);
  const sets = entries
    .filter(([name]) => !managing.some((each) => each[0] === name))
    .map(componentSet(written, checks));
  const serverOf = Object.fromEntries(
    servers.flatMap((server) => server.parts.map((part) => [part.name, server.name] as const)),
  );
  const specs = members.map(({ name, server, priority, hardware, firmware }) => ({
    ...{ name, server, priority, hardware, firmware },
  }));
  return {
    ...{
      set,
      members: specs.toSorted((a, b) => compareNaturally(a.name, b.name)),
      networks: first?.networks ?? [],
      sets,
    },
    serverOf: used(serverOf, sets),
    console: consoleOf(written, set, specs, parts, checks),
    duties: dutySpecs(sets),
  };
}

function checkNetworks(
  member: ReturnType<typeof controlProcessorsOf>[number],
  first: ReturnType<typeof controlProcessorsOf>[number],
  checks: Checks,
): void {
  if (member.networks.join() === first.networks.join()) return;
  checks.error([...member.path, "networks"], {
    message: `${member.name} is on ${member.networks.join(", ")}, and ${first.name} on ${first.networks.join(", ")}`,
    expected: "the same networks for all members of a set",
  });
}

function componentSet(written: WrittenSets, checks: Checks) {
  return ([name, { of, composition }]: [string, WrittenSet]): ComponentSet => {
    const at = [...AT, "sets", name];
    const wanted = composition ?? (of.length === 1 ? "single" : "hierarchical");
    if (wanted === "single" && of.length > 1) {
      const expected = "hierarchical or n-way, or one member";
      checks.error([...at, "composition"], { message: `a single set has one member, not ${of.length}`, expected });
    }
    if (wanted !== "single" && of.length === 1) {
      checks.error([...at, "of"], {
        message: `nobody can stand in for ${String(of[0])}`,
        expected: "two members at least",
      });
    }
    if (holds(name, name, written)) checks.error([...at, "of"], { message: `${name} is a member of itself` });
    return { name, composition: wanted, members: of.map((each) => memberOf(each, written)) };
  };
}

function memberOf(each: string | readonly string[], { sets }: WrittenSets): ComponentMember {
  if (typeof each !== "string") return { name: each.join("+"), parts: each };
  return sets[each] === undefined ? { name: each, parts: [each] } : { name: each, parts: [], set: each };
}

/** A set is, by way of others, a member of itself. */
function holds(name: string, wanted: string, { sets }: WrittenSets, seen: ReadonlySet<string> = new Set()): boolean {
  const of = sets[name]?.of.flat() ?? [];
  return of.some(
    (each) => each === wanted || (!seen.has(each) && holds(each, wanted, { sets }, new Set([...seen, each]))),
  );
}

/** Of the parts those that are in sets. */
function used(serverOf: Readonly<Record<string, string>>, sets: readonly ComponentSet[]) {
  const parts = sets.flatMap(({ members }) => members.flatMap((each) => each.parts));
  return Object.fromEntries(parts.flatMap((each) => (serverOf[each] === undefined ? [] : [[each, serverOf[each]]])));
}

function consoleOf(
  { console }: WrittenSets,
  set: string,
  members: readonly MemberSpec[],
  parts: Parts,
  checks: Checks,
): ManagementConsoleConfig | null {
  if (console === undefined) return null;
  const at = [...AT, "console"];
  const { every, configuration, keys, timeout, tries, from, until } = console;
  return {
    ...{ set, place: CONSOLE, members: members.map(({ name }) => name), every, configuration, keys, timeout, tries },
    from: instantOf(from, [...at, "from"], parts, checks),
    until: until === undefined ? (parts.heading?.duration ?? 0) : instantOf(until, [...at, "until"], parts, checks),
  };
}

function dutySpecs(sets: readonly ComponentSet[]): readonly DutySpec[] {
  return dutiesOf(sets).map(({ name, set, first }) => ({ duty: name, set: set.name, first, members: set.members }));
}
