/** The state of every subject as consecutive intervals that cover the whole run. */
import { NOT_TOLD, type Strip } from "../../result/index.js";
import { toSeconds, type Micros } from "../../units/index.js";
import type { Accounts } from "../account/accounts.js";
import type { BrownOut } from "../account/objective-account.js";
import type { Observer } from "../hearing.js";
import { subjectKinds } from "../subject/index.js";
import { type SubjectState, watchStates } from "../subject/state-watch.js";
import type { State } from "../subject/subject.js";

/** More of them no picture shows: what follows is not told, but for the last state of all. */
const MOST_INTERVALS = 100_000;

interface Interval {
  readonly from: Micros;
  readonly state: State;
}

interface Stretch {
  readonly start: Micros;
  readonly end: Micros;
}

class StripBeingDrawn {
  private readonly intervals: Interval[] = [];
  /** From when changes are no longer told, and what it is in since its last one. */
  private untold: { readonly from: Micros; last: Interval } | null = null;

  constructor(private readonly subject: SubjectState) {
    this.intervals.push({ from: 0, state: subject.state });
  }

  /** Of several states at one instant the last counts. */
  set(state: State, at: Micros): void {
    if (this.untold !== null) {
      if (this.untold.last.state !== state) this.untold.last = { from: at, state };
      return;
    }
    const last = this.intervals.at(-1);
    if (last?.state === state) return;
    if (last?.from === at) this.intervals.pop();
    if (this.intervals.at(-1)?.state === state) return;
    if (this.intervals.length < MOST_INTERVALS) this.intervals.push({ from: at, state });
    else this.untold = { from: at, last: { from: at, state } };
  }

  /** Puts another state in the place of one, on stretches that lie one after another. */
  lay(over: State, state: State, stretches: readonly Stretch[]): void {
    const before = this.intervals.splice(0);
    let next = 0;
    before.forEach((interval, index) => {
      const end = before[index + 1]?.from ?? Infinity;
      if (interval.state !== over) return void this.intervals.push(interval);
      let { from } = interval;
      while (next < stretches.length && stretches[next]!.end <= from) next += 1;
      for (let each = next; each < stretches.length && stretches[each]!.start < end; each += 1) {
        const [start, stop] = [Math.max(from, stretches[each]!.start), Math.min(end, stretches[each]!.end)];
        if (from < start) this.intervals.push({ from, state: over });
        if (start < stop) this.intervals.push({ from: start, state });
        from = stop;
      }
      if (from < end) this.intervals.push({ from, state: over });
    });
  }

  result(): Strip {
    const { untold } = this;
    const told = untold === null ? this.intervals : [...this.intervals, ...endOf(untold.from, untold.last)];
    const intervals = told.map(({ from, state }) => [toSeconds(from), state] as const);
    return { actor: this.subject.name, kind: this.subject.kind, intervals };
  }
}

/** What is not told change by change, and the state at the end of the run. */
function endOf(from: Micros, last: Interval): readonly Interval[] {
  return last.from === from ? [last] : [{ from, state: NOT_TOLD }, last];
}

export class Strips {
  readonly observers: readonly Observer[];
  private readonly strips: ReadonlyMap<string, StripBeingDrawn>;

  constructor({ context, hosts }: Accounts) {
    const watch = watchStates(subjectKinds, { spec: context.spec, hosts }, (to, at) =>
      this.strips.get(keyOf(to))?.set(to.state, at),
    );
    this.strips = new Map(watch.first.map((each) => [keyOf(each), new StripBeingDrawn(each)]));
    this.observers = watch.observers;
  }

  /** A service that could answer and did not serve its users well enough shows that. */
  results(brownOuts: readonly BrownOut[], until: Micros): readonly Strip[] {
    const stretches = new Map<string, Stretch[]>();
    for (const { service, start, end } of brownOuts) {
      const its = stretches.get(service) ?? [];
      if (its.length === 0) stretches.set(service, its);
      its.push({ start, end: end < until ? end : Infinity });
    }
    for (const [service, its] of stretches) {
      this.strips.get(keyOf({ kind: "service", name: service }))?.lay("serving", "brown-out", its);
    }
    return [...this.strips.values()].map((strip) => strip.result());
  }
}

function keyOf({ kind, name }: Pick<SubjectState, "kind" | "name">): string {
  return `${kind} ${name}`;
}
