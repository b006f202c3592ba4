/** When all of some things were down at once. */
import { toSeconds, type Micros } from "../../units/index.js";
import { cutSet } from "../subject/cut-set.js";
import { watchStates } from "../subject/state-watch.js";
import type { Accounts } from "../account/accounts.js";
import type { State } from "../subject/subject.js";
import { measuredTime, ratio, type Measure } from "./measure.js";

type Learn = (isDown: boolean, at: Micros) => void;

/** Who is told of which set, and how each begins: one watch for all sets of a run, so that many cost hardly more than one. */
interface Watch {
  readonly first: ReadonlyMap<string, State>;
  readonly told: Map<string, Learn>;
}

const watches = new WeakMap<Accounts, Watch>();

function watchFor(accounts: Accounts, subject: string, learn: Learn) {
  const found = watches.get(accounts);
  const told = found?.told ?? new Map<string, Learn>();
  told.set(subject, learn);
  if (found !== undefined) return { first: found.first.get(subject) };
  const { context, hosts } = accounts;
  const watch = watchStates([cutSet], { spec: context.spec, hosts }, ({ name, state }, at) =>
    told.get(name)?.(state === "down", at),
  );
  const first = new Map(watch.first.map(({ name, state }) => [name, state]));
  watches.set(accounts, { first, told });
  return { first: first.get(subject), observer: watch.observers[0] };
}

export const cutSetDown: Measure = {
  name: "cut-set-down",
  about: "How much of the time all of a cut set were down at once, how often that began, and when for the first time.",
  of: "cut-set",
  headlines: ["down.share"],
  values: [
    { key: "down.share", about: "Share of the time in which all were down at once.", unit: "share", better: "lower" },
    { key: "down.times", about: "How often that began after the warm-up.", unit: "count", better: "lower" },
    {
      key: "down.first",
      about:
        "Time from the end of the warm-up to the first such moment; one that never came counts as the whole time that was " +
        "measured: it took at least as long.",
      unit: "seconds",
      better: "higher",
    },
  ],
  begin: (subject, accounts) => {
    const { warmUp } = accounts.context;
    let downSince: Micros | null = null;
    let down = 0;
    let times = 0;
    let first: Micros | null = null;
    /** What lasts no time at all, as at the beginning while things come up one by one, is none. */
    const end = (at: Micros): void => {
      if (downSince === null || at <= downSince) return;
      const from = Math.max(downSince, warmUp);
      down += Math.max(0, at - from);
      if (downSince >= warmUp) times += 1;
      if (at > warmUp) first ??= from;
    };
    const learn = (isDown: boolean, at: Micros): void => {
      if (isDown === (downSince !== null)) return;
      end(at);
      downSince = isDown ? at : null;
    };
    const { first: begins, observer } = watchFor(accounts, subject, learn);
    learn(begins === "down", 0);
    return {
      ...observer,
      values: (until) => {
        end(until);
        downSince = null;
        return [ratio(down, measuredTime(accounts, until)), times, toSeconds((first ?? until) - warmUp)];
      },
    };
  },
};
