/** Availability by time of whatever has states, for families that bring subjects of their own. */
import { answers, conditionOf } from "../../result/index.js";
import { TimeWeighted } from "../../stats/index.js";
import { watchStates } from "../subject/state-watch.js";
import type { State, SubjectKind } from "../subject/subject.js";
import { measuredTime, ratio, type Measure } from "./measure.js";

/** Under the key `availability`, by which reports know those of whom they speak one by one. */
export function availabilityOf(kind: SubjectKind): Measure {
  const about = `Share of the time in which the ${kind.kind} could answer.`;
  return {
    name: `${kind.kind}-availability`,
    about,
    of: kind.kind,
    headlines: ["availability"],
    values: [{ key: "availability", about, unit: "share", better: "higher" }],
    begin: (subject, accounts) => {
      const { context, hosts } = accounts;
      const level = (state: State): number => (answers(conditionOf(state)) ? 1 : 0);
      const watch = watchStates([kind], { spec: context.spec, hosts }, ({ name, state }, at) => {
        if (name === subject) up.set(Math.max(at, context.warmUp), level(state));
      });
      const first = watch.first.find(({ name }) => name === subject)?.state ?? "down";
      const up = new TimeWeighted(context.warmUp, level(first));
      return {
        ...watch.observers[0],
        values: (until) => [ratio(up.timeAt(1, until), measuredTime(accounts, until))],
      };
    },
  };
}
