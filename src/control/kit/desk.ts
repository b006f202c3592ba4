/**
 * What every machine keeps of what it has asked for and of what it waits for: identities, actions whose outcome is not known
 * yet, timers. Plain data, so that it can be stored; after a restart nothing of it is forgotten.
 */
import type { Micros } from "../../units/index.js";
import type { Action, Address, Effect, EffectId, Message, Reason, Timer, TimerName } from "../words.js";

/** @typeParam Owner whatever the machine needs to know of an action when its outcome comes: whose it is, when it was sent */
export interface Desk<Owner> {
  nextId: EffectId;
  readonly open: Record<EffectId, Open<Owner>>;
  readonly timers: Record<string, Timer>;
}

export interface Open<Owner> {
  readonly action: Action;
  readonly owner: Owner;
  /** What it is to find out was changed since it was sent. */
  outdated?: true;
  /** It was to be done anew before it was answered. */
  overdue?: true;
}

/** What a turn has come to so far. */
export type Out = Effect[];

export function newDesk<Owner>(): Desk<Owner> {
  return { nextId: 1, open: {}, timers: {} };
}

/** Has the world do something, and keeps it until its outcome comes. */
export function act<Owner>(desk: Desk<Owner>, action: Action, because: Reason, owner: Owner, out: Out): EffectId {
  const id = desk.nextId++;
  desk.open[id] = { action, owner };
  out.push({ kind: "act", id, action, because });
  return id;
}

/** Takes an open action from the desk: its outcome has come. */
export function settle<Owner>(desk: Desk<Owner>, id: EffectId): Open<Owner> | undefined {
  const open = desk.open[id];
  delete desk.open[id];
  return open;
}

/** How many outcomes of one and the same action are awaited: those of more are lost, or late enough to be of no use. */
const AWAITED = 8;

/** Outcomes may be lost, and then never come: of the same action only the latest are kept open. Call it before `act`. */
export function forgetOldest({ open }: Desk<unknown>, action: Action, awaited = AWAITED): void {
  const text = JSON.stringify(action);
  const same = Object.entries(open).filter(
    ([, each]) => each.action.kind === action.kind && JSON.stringify(each.action) === text,
  );
  for (const [id] of same.slice(0, Math.max(0, same.length - Math.max(AWAITED, awaited) + 1))) delete open[Number(id)];
}

/** Sets a timer, instead of the one of its kind and subject if there is one. */
export function setTimer({ timers }: Desk<unknown>, timer: Timer, out: Out): void {
  timers[keyOf(timer)] = timer;
  out.push({ kind: "set-timer", timer });
}

/** Told even if none is set: whoever runs the machine may know better. */
export function cancelTimer({ timers }: Desk<unknown>, { kind, subject }: TimerName, out: Out): void {
  const timer = { kind, subject };
  delete timers[keyOf(timer)];
  out.push({ kind: "cancel-timer", timer });
}

/** It rang. */
export function takeTimer({ timers }: Desk<unknown>, timer: TimerName): void {
  delete timers[keyOf(timer)];
}

/** When a timer that is set will ring. */
export function dueAt({ timers }: Desk<unknown>, timer: TimerName): Micros | null {
  return timers[keyOf(timer)]?.at ?? null;
}

/** A timer that is set. */
export function isSet({ timers }: Desk<unknown>, timer: TimerName): boolean {
  return timers[keyOf(timer)] !== undefined;
}

/** As it is stored: what is begun anew is left out, that of every host that is watched among it. */
export function withoutTimers<Owner>(desk: Desk<Owner>, isBegunAnew: (timer: Timer) => boolean): Desk<Owner> {
  const kept = Object.values(desk.timers).filter((timer) => !isBegunAnew(timer));
  return { ...desk, timers: Object.fromEntries(kept.map((timer) => [keyOf(timer), timer])) };
}

/**
 * After a restart: identities go on from what was stored, and what was waited for is waited for again; what should have rung
 * meanwhile rings now. Open actions are left to the machine: their outcomes will not come any more.
 * @param isBegunAnew of a timer that whatever set it sets anew by itself
 */
export function takeUp(
  desk: Desk<unknown>,
  stored: Desk<unknown>,
  isBegunAnew: (timer: Timer) => boolean,
  now: Micros,
  out: Out,
): void {
  desk.nextId = stored.nextId;
  for (const timer of Object.values(stored.timers)) {
    if (!isBegunAnew(timer)) setTimer(desk, { ...timer, at: Math.max(timer.at, now) }, out);
  }
}

/** Says something to every machine at a place, once: it may get lost. */
export function tell(to: Address, body: Message, out: Out): void {
  out.push({ kind: "send", to, delivery: "once", body });
}

/** Says something until it was heard, in order with what else is said so. */
export function tellUntilHeard(to: Address, body: Message, out: Out): void {
  out.push({ kind: "send", to, delivery: "until-heard", body });
}

function keyOf({ kind, subject }: TimerName): string {
  return `${kind} ${subject}`;
}
