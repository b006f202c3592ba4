/** What users want of a service: when they come, what they ask for, and how often they try. */
import type { LoadSpec, RequestClassSpec, SessionSpec } from "../../model/index.js";
import { SECOND } from "../../units/index.js";
import { rateCurve } from "../load/index.js";
import type { LoadRate } from "../load/load-rate.js";
import { readReplay } from "../load/replay.js";
import type { Path } from "../source/located.js";
import { classSpecs } from "./request-classes.js";
import type { Checks, EntryOf, Load, Parts } from "../section/parts.js";

export function loadSpec({ name, value, path }: EntryOf<Load>, parts: Parts, checks: Checks): LoadSpec {
  const classes = classSpecs({ name, value, path }, checks);
  checkFlow(value, [...path, "load"], checks);
  return {
    ...arrivalsOf(value, [...path, "load"], classes, parts, checks),
    classes,
    timeout: value.timeout,
    retry: retryOf({ name, value, path }, checks),
    mode: value.mode,
  };
}

/** What tells single requests from each other means nothing of a flow. */
function checkFlow({ mode, gaps, session, mix = {} }: Load, at: Path, checks: Checks): void {
  if (mode !== "flow") return;
  const said = [
    ...(gaps === undefined ? [] : [["gaps"]]),
    ...(session?.users === undefined ? [] : [["session", "users"]]),
    ...Object.entries(mix).flatMap(([name, { work, priority }]) => [
      ...(work === undefined ? [] : [["mix", name, "work"]]),
      ...(priority === 0 ? [] : [["mix", name, "priority"]]),
    ]),
  ];
  for (const keys of said) {
    const message = `\`${keys.at(-1)}\` means nothing of a flow`;
    checks.error([...at, ...keys], { message, expected: "`mode: requests`" });
  }
}

function retryOf({ value: { retry }, path }: EntryOf<Load>, checks: Checks): LoadSpec["retry"] {
  const { times, backoff } = retry;
  if (times === undefined && retry.backoff !== undefined) {
    const at = [...path, "load", "retry", "backoff"];
    checks.warning(at, { message: "this does nothing: nothing is sent again", expected: "`times` beside it" });
  }
  if (backoff === undefined) return { times: times ?? 0, backoff: SECOND };
  const mean = Math.round(backoff.mean);
  return { times: times ?? 0, backoff: mean, ...(backoff.kind === "constant" ? {} : { varies: backoff }) };
}

/** By chance at a rate, or as they were recorded. */
function arrivalsOf(
  { rate, gaps, replay, session }: Load,
  at: Path,
  classes: readonly RequestClassSpec[],
  parts: Parts,
  checks: Checks,
): Pick<LoadSpec, "rate" | "gaps" | "trace" | "session"> {
  if (replay === undefined) {
    if (session?.users !== undefined) return stayingUsers({ rate, gaps, session }, at, checks);
    if (rate === undefined)
      checks.keyError(at, { message: "`rate` is missing", expected: "`rate:`, or `replay:` with a file" });
    else checkStart(rate, [...at, "rate"], parts, checks);
    const { base, factors } = rate ?? { base: 0, factors: [] };
    const curve = rateCurve(
      base,
      factors.map(({ factor }) => factor),
      parts.heading?.start ?? null,
    );
    return {
      rate: curve,
      ...(gaps === "even" ? { gaps } : {}),
      ...(session === undefined ? {} : { session: sessionOf(session, at, checks) }),
    };
  }
  for (const [key, given] of [
    ["rate", rate],
    ["gaps", gaps],
    ["session", session],
  ] as const) {
    if (given === undefined) continue;
    checks.error([...at, key], { message: `\`${key}\` means nothing beside \`replay\``, expected: "one of both" });
  }
  const names = classes.map(({ name }) => name);
  const read = readReplay(replay, names, checks.sources, parts.heading?.duration ?? Infinity);
  if ("complaint" in read) {
    checks.error([...at, "replay"], read.complaint);
    return { rate: rateCurve(0, [], null) };
  }
  const { leftOut, ...load } = read;
  if (leftOut !== null) checks.warning([...at, "replay"], { message: leftOut });
  return load;
}

type Session = NonNullable<Load["session"]>;

/** Of users who come and leave. */
function sessionOf({ requests, think }: Session, at: Path, checks: Checks): SessionSpec {
  if (requests === undefined)
    checks.error([...at, "session"], {
      message: "`requests` is missing",
      expected: "`requests:`, or `users:` who never leave",
    });
  return { requests: requests ?? 1, think };
}

/** Of users who never leave: they ask as fast as they are answered. */
function stayingUsers(
  { rate, gaps, session }: { readonly rate: Load["rate"]; readonly gaps: Load["gaps"]; readonly session: Session },
  at: Path,
  checks: Checks,
): Pick<LoadSpec, "rate" | "session"> {
  const beside = [
    [["rate"], rate],
    [["gaps"], gaps],
    [["session", "requests"], session.requests],
  ] as const;
  for (const [keys, given] of beside) {
    if (given === undefined) continue;
    const message = `\`${keys.at(-1)}\` means nothing beside users who never leave`;
    checks.error([...at, ...keys], { message, expected: "one of both" });
  }
  const { users, think } = session;
  if (think.mean < 1)
    checks.error([...at, "session", "think"], {
      message: "this is no time at all",
      expected: "an interval above zero",
    });
  return { rate: rateCurve(0, [], null), session: { requests: Infinity, users: users!, think } };
}

/** A day of the week means nothing before the scenario says when it starts. */
function checkStart(rate: LoadRate, path: readonly PropertyKey[], { heading }: Parts, checks: Checks): void {
  if (heading === null || heading.start !== undefined) return;
  for (const { pattern } of rate.factors) {
    if (!pattern.needsStart) continue;
    const message = `${pattern.name} load needs the scenario's \`start\``;
    checks.error([...path, pattern.name], { message, expected: "for example `start: 2000-11-20T00:00Z`" });
  }
}
