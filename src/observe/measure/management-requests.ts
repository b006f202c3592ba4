/** Management requests: how many were answered, how fast, and how evenly members took them. */
import { toSeconds } from "../../units/index.js";
import { meanSeconds, type Measure } from "./measure.js";

export const managementRequests: Measure = {
  name: "management-requests",
  about: "Requests of those who manage a failover set.",
  of: "failover-set",
  appliesTo: ({ memberSets = [] }, set) => memberSets.some(({ name }) => name === set),
  values: [
    { key: "requests.done", about: "Requests that were answered.", unit: "count", better: "higher" },
    { key: "requests.failed", about: "Requests that nobody answered.", unit: "count", better: "lower" },
    {
      key: "requests.time",
      about: "From the first attempt to the answer, on average.",
      unit: "seconds",
      better: "lower",
    },
    { key: "requests.longest", about: "The longest that took.", unit: "seconds", better: "lower" },
  ],
  begin: (set, { members, context: { warmUp } }) => ({
    values: () => {
      const all = members.sets.get(set)?.requests.filter(({ at }) => at >= warmUp) ?? [];
      const done = all.filter((each) => each.done).map(({ took }) => took);
      if (all.length === 0) return [null, null, null, null];
      return [done.length, all.length - done.length, meanSeconds(done), toSeconds(Math.max(0, ...done))];
    },
  }),
};

export const memberRequests: Measure = {
  name: "member-requests",
  about: "Management requests that a member took.",
  of: "control-processor",
  values: [{ key: "requests", about: "Management requests that it took.", unit: "count", better: "neither" }],
  begin: (member, { members }) => ({ values: () => [members.members.get(member)?.requests ?? null] }),
};
