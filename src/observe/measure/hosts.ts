/** What the hosts cost: how many are owned, and the hours that they had power and were online. */
import { HOUR } from "../../units/index.js";
import type { Measure } from "./measure.js";

export const hosts: Measure = {
  name: "hosts",
  about: "Hosts that are owned, and their hours with power and online, over all hosts.",
  of: "run",
  headlines: ["hosts.hours"],
  values: [
    { key: "hosts.hours", about: "Hours in which hosts had power, over all hosts.", unit: "hours", better: "lower" },
    {
      key: "hosts.hours.online",
      about: "Hours in which hosts were online, over all.",
      unit: "hours",
      better: "neither",
    },
    { key: "hosts.owned", about: "Hosts that the world has.", unit: "count", better: "lower" },
  ],
  begin: (_, { hosts, context }) => ({
    values: (until) => {
      const names = context.spec.hosts.map(({ name }) => name);
      const powered = names.reduce((sum, name) => sum + hosts.poweredTime(name, until), 0);
      const online = names.reduce((sum, name) => sum + hosts.onlineTime(name, until), 0);
      return [powered / HOUR, online / HOUR, names.length];
    },
  }),
};
