/** How long what a server knows of its clusters was not the newest that they had stored. */
import { toSeconds } from "../../units/index.js";
import { type Measure, measuredTime, ratio } from "./measure.js";

export const copyStaleness: Measure = {
  name: "copy-staleness",
  about: "Copies of configuration and state that a server does not have, or has in an older version than the cluster.",
  of: "domain-server",
  values: [
    {
      key: "stale",
      about: "Share of the time in which the copy of a cluster was not the newest, on average of all clusters.",
      unit: "share",
      better: "lower",
    },
    { key: "stale.longest", about: "The longest such stretch of any cluster.", unit: "seconds", better: "lower" },
  ],
  begin: (server, accounts) => ({
    values: (until) => {
      const found = accounts.domain.staleness(server, until);
      if (found === null) return [null, null];
      return [ratio(found.mean, measuredTime(accounts, until)), toSeconds(found.longest)];
    },
  }),
};
