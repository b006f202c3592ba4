/** Faults with their instants set and their rules checked. */
import { faultKind } from "../fault/index.js";
import type { FaultEnd, FaultSpec, FaultTiming } from "../scenario.js";
import type { Path } from "../source/located.js";
import type { WrittenEnd, WrittenFault } from "../section/written-fault.js";
import { type Micros, someOf } from "../../units/index.js";
import { MAX_STROKES } from "../limits.js";
import { instantOf } from "./instants.js";
import type { Checks, EntryOf, Parts } from "../section/parts.js";

export function faultSpecs(parts: Parts, checks: Checks): readonly FaultSpec[] {
  const taken = new Map<string, number>();
  return parts.faults.list.map((fault) => {
    const { value, path } = fault;
    checkTargets(fault, parts, checks);
    checkEnd(value, path, parts, checks);
    for (const { end, path: own } of value.effects)
      if (end !== undefined) checkEnd(end, [...path, ...own], parts, checks);
    checkOwnEnds(fault, checks);
    const kinds = new Set(value.effects.map(({ kind }) => kind));
    const kind = kinds.size === 1 ? [...kinds][0]! : "group";
    const window = windowOf(fault, parts, checks);
    checkWindow(fault, window, parts, checks);
    checkAges(fault, parts, checks);
    checkRenewed(fault, parts, checks);
    checkStrokes(fault, window?.to ?? parts.heading?.duration ?? 0, checks);
    return {
      name: uniqueName(value.name ?? nameOf(kind, value), taken),
      kind,
      effects: value.effects.map(({ kind, target, strikesHolder, parameters, end }) => ({
        kind,
        target,
        ...(strikesHolder === true ? { strikesHolder } : {}),
        parameters,
        ...(end === undefined ? {} : { end: endOf(end) }),
      })),
      timing: timingOf(value, path, parts, checks),
      probability: value.probability,
      ...endOf(value),
      ...(window === undefined ? {} : { window }),
      ...(value.renews === undefined ? {} : { renews: value.renews }),
    };
  });
}

function endOf({ repair, for: length, crew, class: of }: WrittenEnd): FaultEnd {
  return {
    ...(repair === undefined ? {} : { repair }),
    ...(length === undefined ? {} : { for: length }),
    ...(crew === undefined ? {} : { crew }),
    ...(of === undefined ? {} : { class: of }),
  };
}

/** `crash web-1`; more than three targets are counted. */
function nameOf(kind: string, { effects }: WrittenFault): string {
  const targets = [
    ...new Set(effects.map(({ target, strikesHolder }) => (strikesHolder === true ? `holder of ${target}` : target))),
  ];
  return `${kind} ${someOf(targets, 3)}`;
}

function uniqueName(name: string, taken: Map<string, number>): string {
  const count = (taken.get(name) ?? 0) + 1;
  taken.set(name, count);
  return count === 1 ? name : `${name} #${count}`;
}

function checkTargets({ value, path }: EntryOf<WrittenFault>, parts: Parts, checks: Checks): void {
  const seen = new Set<string>();
  for (const effect of value.effects) {
    const identity = `${effect.kind} ${effect.target}`;
    if (seen.has(identity)) checks.error([...path, ...effect.path], { message: `${identity} stands here twice` });
    seen.add(identity);
    // Whoever holds a service may be any of its hosts.
    if (effect.strikesHolder === true) continue;
    const complaint = faultKind(effect.kind).complaint?.(effect.target, parts, effect.parameters) ?? null;
    if (complaint !== null) checks.error([...path, ...effect.path], complaint);
    const doubt = faultKind(effect.kind).doubt?.(effect.target, parts, effect.parameters) ?? null;
    if (doubt !== null) checks.warning([...path, ...effect.path], doubt);
  }
}

function checkEnd(value: WrittenEnd, path: Path, parts: Parts, checks: Checks): void {
  if (value.repair !== undefined && value.for !== undefined) {
    const expected = "`repair` when somebody has to come, `for` when it passes by itself";
    checks.error([...path, "for"], { message: "both `repair` and `for`", expected });
  }
  if (value.crew !== undefined && value.repair === undefined) {
    checks.error([...path, "crew"], { message: "a crew without a repair", expected: "`repair:` with its duration" });
  }
  if (value.class === undefined) return;
  const crew = parts.crews.list.find(({ name }) => name === value.crew);
  if (crew?.value.picks !== undefined) return;
  const message =
    value.crew === undefined ? "nobody picks this repair" : `${value.crew} repairs in the order of the failures`;
  checks.error([...path, "class"], { message, expected: "a `crew` with `picks`, or no class" });
}

/** What is said of how a group ends is for those of its members that do not say it themselves. */
function checkOwnEnds({ value, path }: EntryOf<WrittenFault>, checks: Checks): void {
  const { effects } = value;
  const key = (["repair", "for"] as const).find((each) => value[each] !== undefined);
  const own = effects.every(({ end }) => end !== undefined && hasOwnLength(end, value));
  if (key === undefined || effects.length === 0 || !own) return;
  checks.warning([...path, key], {
    message: "this does nothing: each of its members ends by itself",
    expected: "one that does not, or no end here",
  });
}

function hasOwnLength(end: WrittenEnd, group: WrittenEnd): boolean {
  return (end.repair ?? end.for) !== undefined && (end.repair !== group.repair || end.for !== group.for);
}

/** One that is to strike once, and not then. */
function checkWindow(
  { value: { at }, path }: EntryOf<WrittenFault>,
  window: FaultSpec["window"],
  parts: Parts,
  checks: Checks,
): void {
  if (at === undefined || window === undefined) return;
  const instant = instantOf(at, [...path, "at"], parts, checks);
  if (instant >= window.from && instant < window.to) return;
  checks.warning([...path, "window"], { message: "this fault never strikes", expected: "a window around `at`" });
}

/** Only what strikes again and again has a time that can begin anew, and only what has a name can be meant. */
function checkRenewed({ value: { renews = [] }, path }: EntryOf<WrittenFault>, parts: Parts, checks: Checks): void {
  const named = parts.faults.list.flatMap(({ value: { name, every } }) =>
    name === undefined || every === undefined ? [] : [name],
  );
  for (const name of renews) {
    const found = named.filter((each) => each === name).length;
    if (found === 1) continue;
    const message =
      found === 0 ? `no fault that strikes again and again is named ${name}` : `several faults are named ${name}`;
    checks.error([...path, "renews"], {
      message,
      expected: "the `name` of one with `every`",
      near: { word: name, names: named },
    });
  }
}

/** Hours with power are those of one host, or of whoever holds one service. */
function checkAges(
  { value: { ages, every, effects }, path }: EntryOf<WrittenFault>,
  parts: Parts,
  checks: Checks,
): void {
  if (ages === undefined) return;
  const at = [...path, "ages"];
  if (every === undefined) {
    checks.error(at, {
      message: "`ages` without `every`",
      expected: "`every:` with the time from one end to the next",
    });
  }
  if (ages === "always") return;
  const hosts = new Set(parts.hosts.list.map(({ name }) => name));
  const struck = effects.filter(({ target, strikesHolder }) => strikesHolder === true || hosts.has(target));
  const whose = new Set(struck.map(({ target }) => target));
  if (whose.size === 0) {
    const [first] = effects;
    checks.error(at, { message: `${first?.target} is no host, and has no hours with power`, expected: "`always`" });
  } else if (whose.size > 1) {
    checks.error(at, {
      message: `these have hours of their own: ${[...whose].join(", ")}`,
      expected: "an item for each of them",
    });
  }
}

/** A fault that strikes without end would keep a run from ending. */
function checkStrokes({ value, path }: EntryOf<WrittenFault>, until: Micros, checks: Checks): void {
  const { every, ages, effects, probability } = value;
  if (every === undefined) return;
  // Whoever holds a service next may be struck before the last one is repaired.
  const follows = ages === "while-on" && effects.some(({ strikesHolder }) => strikesHolder === true);
  const ends = follows ? [] : effects.map(({ end = value }) => (end.repair ?? end.for)?.mean ?? Infinity);
  const lasting = probability === 0 ? 0 : probability * Math.max(0, ...ends);
  // What never ends strikes once, as soon as chance will have it.
  const tries = probability === 0 ? Infinity : 1 / probability;
  const most = until / Math.max(1, every.mean);
  const strokes = lasting === Infinity ? Math.min(tries, most) : until / (Math.max(1, every.mean) + lasting);
  if (strokes <= MAX_STROKES) return;
  const message = `this would strike some ${Math.round(strokes)} times in one run`;
  checks.error([...path, "every"], { message, expected: `${MAX_STROKES} times at most` });
}

function timingOf({ at, every, ages, when }: WrittenFault, path: Path, parts: Parts, checks: Checks): FaultTiming {
  const given = [at, every, when].filter((each) => each !== undefined);
  if (given.length !== 1) {
    const message = given.length === 0 ? "this fault has no time" : "this fault has more than one timing";
    checks.error(path, { message, expected: "one of `at`, `every`, `when`" });
  }
  if (every !== undefined) return { every, ...(ages === "while-on" ? { whileOn: true } : {}) };
  if (when !== undefined) return { when };
  return { at: at === undefined ? 0 : instantOf(at, [...path, "at"], parts, checks) };
}

function windowOf({ value, path }: EntryOf<WrittenFault>, parts: Parts, checks: Checks): FaultSpec["window"] {
  const { window } = value;
  if (window === undefined) return undefined;
  const end = parts.heading?.duration ?? 0;
  const from = window.from === undefined ? 0 : instantOf(window.from, [...path, "window", "from"], parts, checks);
  const to = window.to === undefined ? end : instantOf(window.to, [...path, "window", "to"], parts, checks);
  if (parts.heading !== null && to <= from) {
    const message =
      to < from ? "this window ends before it begins" : "this window ends when it begins: it holds no time";
    checks.error([...path, "window"], { message, expected: "`from` before `to`" });
  }
  return { from, to };
}
