/** Hours in which a host drew power. */
import { HOUR } from "../../units/index.js";
import type { Measure } from "./measure.js";

export const hostHours: Measure = {
  name: "host-hours",
  about: "Hours in which a host had power.",
  of: "host",
  values: [{ key: "hours", about: "Hours in which the host had power.", unit: "hours", better: "neither" }],
  begin: (host, accounts) => ({
    values: (until) => [accounts.hosts.poweredTime(host, until) / HOUR],
  }),
};
