/** How parts of a set were replaced: how often, how fast, and how long nobody did what it is for. */
import { type Micros, toSeconds } from "../../units/index.js";
import { meanSeconds, type Measure } from "./measure.js";

export const replacements: Measure = {
  name: "replacements",
  about: "Parts of a failover set that were replaced, and how long what they did was not done.",
  of: "failover-set",
  appliesTo: ({ duties = [] }, of) => duties.some(({ set }) => set === of),
  values: [
    { key: "replaced", about: "Times that another part took over.", unit: "count", better: "neither" },
    {
      key: "replace.mean",
      about: "From a failure until what the part did was done again.",
      unit: "seconds",
      better: "lower",
    },
    { key: "undone", about: "How long something that the set is for was not done.", unit: "seconds", better: "lower" },
  ],
  begin: (set, { context: { spec, warmUp } }) => {
    const duties = (spec.duties ?? []).filter((each) => each.set === set);
    // Whoever was only out of reach gets back what it did all the time: nobody was replaced.
    const holders = new Map(duties.map(({ duty, first }) => [duty, first]));
    const since = new Map<string, Micros>();
    const times: Micros[] = [];
    let replaced = 0;
    return {
      hears: {
        DutyAssigned: ({ set: of, duty, to, at }) => {
          if (of !== set) return;
          if (holders.get(duty) !== to && at >= warmUp) replaced += 1;
          holders.set(duty, to);
        },
        DutyServed: ({ set: of, duty, served, at }) => {
          if (of !== set) return;
          const began = since.get(duty);
          since.delete(duty);
          if (!served) since.set(duty, at);
          else if (began !== undefined) times.push(at - Math.max(began, warmUp));
        },
      },
      values: (until) => {
        const open = [...since.values()].map((began) => until - Math.max(began, warmUp));
        const undone = [...times, ...open].reduce((sum, each) => sum + each, 0);
        return [replaced, meanSeconds(times), toSeconds(undone)];
      },
    };
  },
};
