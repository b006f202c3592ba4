/** What is done before any failure, so that less is left to do after it: copies made ahead, configurations recorded. */
import { type Micros, HOUR } from "../../units/index.js";
import { type Out, setTimer, settle } from "../kit/desk.js";
import type { Action, ActionOf, Outcome, Reason } from "../words.js";
import { copyOrdered, isCopy, readAt } from "./copies.js";
import { conversion, dataStrategy } from "./data/index.js";
import { inUse, whyVain } from "./devices.js";
import { type Facts, host } from "./facts.js";
import { order } from "./orders.js";
import type { FailoverPolicy } from "./policy.js";
import { optionsOf, preset } from "./preset/index.js";
import { canStandIn, candidatesFor, possibleMove } from "./stand-in.js";
import { type FailoverState, type GroupState, type OpenAction, lacksHost, takeoverOf } from "./state.js";
import { movingVolumes } from "./step/moving-volumes.js";
import type { Move } from "./steps.js";

export interface AheadTask {
  readonly action: Action;
  readonly because: Reason;
}

export function aheadEvery(policy: FailoverPolicy): Micros {
  return policy.aheadEvery ?? HOUR;
}

/** Whether a policy does anything ahead: a strategy that copies ahead, or a preset that records configurations. */
export function actsAhead(policy: FailoverPolicy): boolean {
  const { ahead, options } = preset(policy.preset);
  const chosen = [...optionsOf(policy, { options }).data, ...Object.values(policy.dataFor ?? {}).flat()];
  return ahead.saveFrom !== undefined || chosen.some((name) => dataStrategy(name).ahead !== undefined);
}

/** What is to be done now for a move that may be needed one day. */
export function aheadTasks(move: Pick<Move, "from" | "to" | "volumes" | "policy">, facts: Facts): readonly AheadTask[] {
  const { ahead: figures, options } = preset(move.policy.preset);
  const tasks: AheadTask[] = [];
  const add = (action: Action, what: string, figure: string | undefined): void => {
    if (tasks.some((task) => JSON.stringify(task.action) === JSON.stringify(action))) return;
    tasks.push({ action, because: { rule: "ahead", what, figure: figure ?? null } });
  };
  if (figures.saveFrom !== undefined) {
    add({ kind: "read-configuration", host: move.from }, "its configuration is recorded", figures.saveFrom);
    add({ kind: "read-configuration", host: move.to }, "its configuration is recorded", figures.saveTo);
  }
  for (const name of optionsOf(move.policy, { options }, move.to).data) {
    const strategy = dataStrategy(name);
    for (const volume of movingVolumes(facts, move)) {
      const transforms = conversion(volume, move.to, facts) !== null;
      if (transforms !== (strategy.transforms === true) || strategy.lacks(volume, move.to, facts) !== null) continue;
      // Laid over what was made ahead it would be the end of that.
      if (whyVain(volume, inUse(volume)) !== null) continue;
      const action = strategy.ahead?.(volume, move.to, facts) ?? null;
      if (action !== null) add(action, `for ${strategy.name}`, figures.replicate);
    }
  }
  return tasks;
}

/** For whoever would stand in now, of each group that is not moving; and what may help those that wait. */
function* tasksNow(state: FailoverState): Iterable<AheadTask> {
  for (const group of state.groups) {
    if (lacksHost(group)) yield* recordsAnew(state, group);
    if (takeoverOf(group) !== null || !host(state.facts, group.holder).fit) continue;
    const to = candidatesFor(state.config, group.config.holder).find(
      (name) => name !== group.holder && canStandIn(state, group, name),
    );
    if (to !== undefined) yield* aheadTasks(possibleMove(state, group, to), state.facts);
  }
}

/** Copies and records for whoever would stand in now, and again after the policy's interval. */
export function actAhead(state: FailoverState, now: Micros, out: Out): void {
  const { policy } = state.config;
  if (!actsAhead(policy)) return;
  for (const { action, because } of tasksNow(state)) {
    const text = JSON.stringify(action);
    const found = Object.values(state.desk.open).find((open) => JSON.stringify(open.action) === text);
    if (found === undefined) order(state, action, because, null, now, out);
    else askAhead(state, found, now, out);
  }
  setTimer(state.desk, { kind: "ahead", subject: "-", at: now + aheadEvery(policy) }, out);
}

/** Nobody can take it, perhaps for what somebody was made of for a while: that is recorded anew, of all who could. */
function* recordsAnew(state: FailoverState, { config, holder }: GroupState): Iterable<AheadTask> {
  const { saveFrom } = preset(state.config.policy.preset).ahead;
  if (saveFrom === undefined) return;
  for (const host of new Set([holder, ...candidatesFor(state.config, config.holder)])) {
    const because: Reason = { rule: "ahead", what: "its configuration is recorded", figure: saveFrom };
    yield { action: { kind: "read-configuration", host }, because };
  }
}

/** It was to be made anew by now, and has not been answered: the order, or the answer, may have got lost. */
function askAhead(state: FailoverState, open: OpenAction, now: Micros, out: Out): void {
  const { action } = open;
  if (!isCopy(action)) return;
  open.overdue = true;
  const array = readAt(action, state.facts);
  const question: Action = { kind: "ask-storage", array, copies: [copyOrdered(action)] };
  order(state, question, { rule: "is-it-there", array }, null, now, out);
}

/** A storage system has said whether it works on what was ordered ahead: if not, it is told again. */
export function hearOfAhead(
  state: FailoverState,
  { copies = [] }: ActionOf<"ask-storage">,
  { found }: Outcome & { readonly status: "done" },
  now: Micros,
  out: Out,
): void {
  if (found?.what !== "copies" || found.underWay) return;
  const asked = JSON.stringify(copies);
  for (const [id, { action, overdue }] of Object.entries(state.desk.open)) {
    if (overdue !== true || !isCopy(action) || JSON.stringify([copyOrdered(action)]) !== asked) continue;
    settle(state.desk, Number(id));
    againAhead(state, action, now, out);
  }
}

/** What was to be made anew while it was still being made is, as long as somebody may need it. */
export function againAhead(state: FailoverState, action: Action, now: Micros, out: Out): void {
  const text = JSON.stringify(action);
  for (const task of tasksNow(state)) {
    if (JSON.stringify(task.action) === text) return void order(state, action, task.because, null, now, out);
  }
}
