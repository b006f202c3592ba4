/** The state of every subject as consecutive intervals that cover the whole run. */
import type { Strip } from "../../result/index.js";
import { toSeconds, type Micros } from "../../units/index.js";
import type { Accounts } from "../account/accounts.js";
import type { BrownOut } from "../account/objective-account.js";
import type { Observer } from "../hearing.js";
import { subjectKinds } from "../subject/index.js";
import { type SubjectState, watchStates } from "../subject/state-watch.js";
import type { State } from "../subject/subject.js";

/** More of them no picture shows: what comes later is drawn as the last of them. */
const MOST_INTERVALS = 20_000;

class StripBeingDrawn {
  private readonly intervals: { from: Micros; state: State }[] = [];

  constructor(private readonly subject: SubjectState) {
    this.intervals.push({ from: 0, state: subject.state });
  }

  /** Of several states at one instant the last counts. */
  set(state: State, at: Micros): void {
    const last = this.intervals.at(-1);
    if (last?.state === state || this.intervals.length === MOST_INTERVALS) return;
    if (last?.from === at) this.intervals.pop();
    if (this.intervals.at(-1)?.state !== state) this.intervals.push({ from: at, state });
  }

  /** Puts another state in the place of one, between two instants. */
  lay(over: State, state: State, from: Micros, to: Micros): void {
    const before = this.intervals.splice(0);
    before.forEach((interval, index) => {
      const end = before[index + 1]?.from ?? Infinity;
      const [start, stop] = [Math.max(interval.from, from), Math.min(end, to)];
      if (interval.state !== over || start >= stop) return this.intervals.push(interval);
      if (interval.from < start) this.intervals.push(interval);
      this.intervals.push({ from: start, state });
      if (stop < end && stop !== Infinity) this.intervals.push({ from: stop, state: over });
      return undefined;
    });
  }

  result(): Strip {
    const intervals = this.intervals.map(({ from, state }) => [toSeconds(from), state] as const);
    return { actor: this.subject.name, kind: this.subject.kind, intervals };
  }
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
    for (const { service, start, end } of brownOuts) {
      this.strips
        .get(keyOf({ kind: "service", name: service }))
        ?.lay("serving", "brown-out", start, end < until ? end : Infinity);
    }
    return [...this.strips.values()].map((strip) => strip.result());
  }
}

function keyOf({ kind, name }: Pick<SubjectState, "kind" | "name">): string {
  return `${kind} ${name}`;
}
