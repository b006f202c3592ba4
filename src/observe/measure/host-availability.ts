/** Availability of a host by time. */
import { measuredTime, ratio, type Measure } from "./measure.js";

export const hostAvailability: Measure = {
  name: "host-availability",
  about: "Share of the time in which a host was online and neither hung nor failed.",
  of: "host",
  values: [
    {
      key: "availability",
      about: "Share of the time in which the host was online and neither hung nor failed.",
      unit: "share",
      better: "higher",
    },
  ],
  begin: (host, accounts) => ({
    values: (until) => [ratio(accounts.hosts.availableTime(host, until), measuredTime(accounts, until))],
  }),
};
