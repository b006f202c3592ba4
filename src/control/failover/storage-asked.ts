/**
 * Storage systems are asked whether they are there. One that brings data may lose its power meanwhile, and one to which a group
 * is to go back may have lost it since it answered last: nobody is told of that. What works on goes on when the power is back;
 * what was ordered while there was none is lost.
 */
import type { Micros } from "../../units/index.js";
import { type Out, cancelTimer, dueAt, settle } from "../kit/desk.js";
import { stepAt } from "../kit/step-path.js";
import type { Action, ActionOf, EffectId, Outcome } from "../words.js";
import { copyOrdered, isCopy, readAt } from "./copies.js";
import { arrayOf, inUse } from "./devices.js";
import { type Facts, volume } from "./facts.js";
import { NOBODYS, order } from "./orders.js";
import { type FailoverState, type GroupState, type Takeover, setGroupTimer, takeoverOf, timerOf } from "./state.js";
import { PATIENCE, isQuick } from "./step/without.js";
import type { FailoverStep } from "./steps.js";
import { stepsOf } from "./under-way.js";
import type { CopyOrdered } from "./words.js";

/** So many questions in a row that are not answered: of a single one the answer may have got lost. */
const MISSES = 3;

/** Orders in which a relay is tried: it is switched, and read back. */
const SWITCHED_AND_READ = 2;

/** Who is asked in a step, and what the answers mean. */
interface Asked {
  readonly arrays: readonly string[];
  /** The step could do without: whoever does not answer is not waited for. */
  readonly dispensable: boolean;
  /** Whoever answers and has not done by then what was ordered has never heard of it; `null`: that may well take so long. */
  readonly lostAfter: Micros | null;
  /** What may well take so long: whoever is there is asked whether it works on that. */
  readonly copies?: readonly CopyOrdered[];
  /** Whoever works on it need not be asked anew sooner after the beginning of the step: it takes so long as a rule. */
  readonly usual?: Micros;
}

/**
 * Whoever works on the step under way is asked from time to time, where anything could follow from an answer; and what the step
 * does meanwhile is done again.
 */
export function askMeanwhile(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const takeover = takeoverOf(group);
  if (takeover === null) return;
  const asked = whoIsAsked(state, takeover);
  const meanwhile = doneMeanwhile(state, takeover);
  if (asked === null && meanwhile.length === 0) return;
  const pause = Math.max(state.config.policy.limits.retryAfter, lasting(state, meanwhile));
  const at = now + pause;
  // A step before this one may have meant to ask much later.
  if ((dueAt(state.desk, timerOf(state, group, "ask")) ?? Infinity) > at) setGroupTimer(state, group, "ask", at, out);
}

/** What the step under way does from time to time while it waits. */
function doneMeanwhile({ facts }: FailoverState, { move, routine }: Takeover): readonly Action[] {
  const step = routine.pausing ? null : stepAt(stepsOf(move, facts), routine.path);
  return step?.meanwhile?.(facts) ?? [];
}

/** How long that may take: an order that is given again sooner outdates what the one before would have shown. */
function lasting({ config }: FailoverState, meanwhile: readonly Action[]): Micros {
  const { relay } = config.policy.limits;
  if (meanwhile.length === 0) return 0;
  return meanwhile.some(({ kind }) => kind === "switch-relay") ? SWITCHED_AND_READ * relay : relay;
}

function setAsk(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  setGroupTimer(state, group, "ask", now + state.config.policy.limits.retryAfter, out);
}

function whoIsAsked({ facts, desk, config }: FailoverState, { move, routine }: Takeover): Asked | null {
  if (routine.pausing || routine.waiting.length === 0) return null;
  const step = stepAt(stepsOf(move, facts), routine.path) as FailoverStep | null;
  const dispensable = step?.asks?.(facts) ?? [];
  if (dispensable.length > 0) return { arrays: dispensable, dispensable: true, lostAfter: null };
  const orders = routine.waiting.flatMap((id) => desk.open[id]?.action ?? []);
  const usual = step?.expects?.(facts) ?? usualOfQuick(orders, facts);
  if (usual === null) return null;
  const patience = Math.max(config.policy.limits.relay, PATIENCE * usual);
  const copies = orders.filter(isCopy);
  if (copies.length > 0) {
    const read = copies.map((each) => readAt(each, facts));
    const named = copies.map((each) => ({ ...copyOrdered(each), since: routine.since }));
    return { arrays: [...new Set(read)], dispensable: false, lostAfter: null, copies: named, usual };
  }
  const places = orders.map((each) => placesOfWork(each, facts));
  return places.some(({ length }) => length === 0)
    ? null
    : { arrays: [...new Set(places.flat())], dispensable: false, lostAfter: patience };
}

/** The storage systems that have to be there for an order of which none says whether it works on that; of others none. */
function placesOfWork(action: Action, facts: Facts): readonly string[] {
  if (isQuick(action)) return [placeOf(volume(facts, action.volume))];
  if (action.kind !== "back-up") return [];
  const known = volume(facts, action.volume);
  return [placeOf(known), ...(known.backup?.array === undefined ? [] : [known.backup.array])];
}

/** How long storage systems take for orders that move nothing; `null` where any other is among them, or none is left. */
function usualOfQuick(orders: readonly Action[], facts: Facts): Micros | null {
  const times = orders.flatMap((each) => {
    const array = isQuick(each) ? facts.surroundings.arrays[placeOf(volume(facts, each.volume))] : undefined;
    return array === undefined ? [] : Math.max(array.split, array.reassign);
  });
  return times.length === 0 || times.length < orders.length ? null : Math.max(...times);
}

/**
 * Asks again. @returns what follows from the questions before: a step comes to nothing when somebody who works on it is not
 * there, and is begun once more when somebody is there who has not heard of it
 */
export function askAgain(
  state: FailoverState,
  group: GroupState,
  now: Micros,
  out: Out,
): "goes on" | "in vain" | "got lost" {
  const takeover = takeoverOf(group);
  const asked = takeover && whoIsAsked(state, takeover);
  if (takeover === null || asked === null) return "goes on";
  const { since } = takeover.routine;
  const before = takeover.asking?.since === since ? takeover.asking : null;
  const isMissed = before?.questions.some((id) => state.desk.open[id] !== undefined) === true;
  const missed = isMissed ? before.missed + 1 : 0;
  // Whoever has not answered by now is asked anew.
  for (const question of takeover.asking?.questions ?? []) settle(state.desk, question);
  if (missed >= MISSES && asked.dispensable) {
    takeover.routine.trouble ??= { rule: "refused", why: `${asked.arrays.join(", ")} does not answer any more` };
    return "in vain";
  }
  const repeats = takeover.asking?.repeats ?? 0;
  const isLate = asked.lostAfter !== null && now >= since + asked.lostAfter;
  const isLost = before !== null && !isMissed && (before.unheard === true || isLate);
  // Whoever answers and never does it is not asked for it for ever: then the time of the step ends it.
  if (isLost && repeats < MISSES) {
    takeover.asking = { ...before, repeats: repeats + 1 };
    return "got lost";
  }
  const isHeard = before !== null && !isMissed && !isLost;
  if (isHeard && asked.usual !== undefined && now < since + asked.usual) {
    // It tells what becomes of what it works on.
    takeover.asking = { since, missed: 0, repeats, questions: [] };
    setGroupTimer(state, group, "ask", since + asked.usual, out);
    return "goes on";
  }
  takeover.asking = { since, missed, repeats, questions: ask(state, asked.arrays, now, out, asked.copies) };
  setAsk(state, group, now, out);
  return "goes on";
}

/** Whoever was asked about copies says whether it works on any, or has done so: of others it has never heard. */
export function hearOfCopies(
  state: FailoverState,
  id: EffectId,
  { copies = [] }: ActionOf<"ask-storage">,
  { found }: Outcome & { readonly status: "done" },
): void {
  if (found?.what !== "copies" || found.underWay || found.ended?.length === copies.length) return;
  for (const group of state.groups) {
    const takeover = takeoverOf(group);
    if (takeover?.asking?.questions.includes(id) === true) takeover.asking = { ...takeover.asking, unheard: true };
  }
}

/** The orders of the step under way of which an answer got lost, and what it was, as whoever was asked about them says. */
export function endsHeard(
  { desk, groups }: FailoverState,
  id: EffectId,
  { found }: Outcome & { readonly status: "done" },
): readonly (readonly [EffectId, Outcome])[] {
  if (found?.what !== "copies") return [];
  const asking = groups.map(takeoverOf).find((each) => each?.asking?.questions.includes(id) === true);
  return (found.ended ?? []).flatMap(({ volume: name, to, outcome }) => {
    const open = asking?.routine.waiting.find((each) => {
      const action = desk.open[each]?.action;
      // What was ordered after the question is another thing, be it for the same host.
      if (action === undefined || each > id || !isCopy(action)) return false;
      const ordered = copyOrdered(action);
      return ordered.volume === name && ordered.to === to;
    });
    return open === undefined ? [] : [[open, outcome] as const];
  });
}

/** The storage systems of its home to which a group is to go back, where its data is elsewhere now. */
function arraysOfHome({ facts }: FailoverState, { config }: GroupState): readonly string[] {
  const away = config.volumes.map((name) => volume(facts, name)).filter((known) => known.array !== placeOf(known));
  return [...new Set(away.map(({ array }) => array))];
}

function placeOf(known: Parameters<typeof inUse>[0]): string {
  return arrayOf(known, inUse(known));
}

/**
 * Whoever serves from elsewhere is not ended before the storage systems of its home have said that they are there.
 * @returns whether nobody has to be asked
 */
export function askHome(state: FailoverState, group: GroupState, ordered: boolean, now: Micros, out: Out): boolean {
  const arrays = arraysOfHome(state, group);
  if (arrays.length === 0) return true;
  group.asksHome = { ordered, questions: ask(state, arrays, now, out) };
  setGroupTimer(state, group, "failback", now + state.config.policy.limits.retryAfter, out);
  return false;
}

/** One has answered. @returns the groups whose homes all have, and whether somebody had ordered that they go back */
export function hearHome(
  state: FailoverState,
  id: EffectId,
  out: Out,
): readonly { readonly group: GroupState; readonly ordered: boolean }[] {
  return state.groups.flatMap((group) => {
    const { asksHome } = group;
    if (asksHome?.questions.includes(id) !== true) return [];
    const questions = asksHome.questions.filter((each) => each !== id);
    group.asksHome = questions.length === 0 ? null : { ...asksHome, questions };
    if (questions.length > 0) return [];
    cancelTimer(state.desk, timerOf(state, group, "failback"), out);
    return [{ group, ordered: asksHome.ordered }];
  });
}

function ask(
  state: FailoverState,
  arrays: readonly string[],
  now: Micros,
  out: Out,
  copies?: readonly CopyOrdered[],
): readonly EffectId[] {
  return arrays.map((array) => {
    const question: Action = { kind: "ask-storage", array, ...(copies && { copies }) };
    return order(state, question, { rule: "is-it-there", array }, NOBODYS.group, now, out);
  });
}
