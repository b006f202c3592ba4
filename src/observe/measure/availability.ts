/** Availability of a service by time and by request. */
import { nines } from "../../stats/index.js";
import { measuredTime, ratio, type Measure } from "./measure.js";

export const availability: Measure = {
  name: "availability",
  about: "Share of the time in which the service could answer, and share of its requests that were answered in time.",
  of: "service",
  headlines: ["availability"],
  values: [
    {
      key: "availability",
      about: "Share of the time in which the service could answer.",
      unit: "share",
      better: "higher",
    },
    {
      key: "availability.requests",
      about:
        "Share of the requests, retries not counted apart, that were answered in time at the first or a later attempt; " +
        "requests still open when the run ended are undecided and not counted.",
      unit: "share",
      better: "higher",
    },
    {
      key: "nines",
      about:
        "Nines of the availability by time: 3 for 99.9 %; a service that never was down counts as down for one microsecond.",
      unit: "ratio",
      better: "higher",
    },
  ],
  begin: (service, accounts) => ({
    values: (until) => {
      const time = measuredTime(accounts, until);
      const down = accounts.services.downTime(service, until);
      const { ended, settled } = accounts.requests.of(service);
      return [
        ratio(time - down, time),
        // An attempt that was served is always the last one, so served attempts are served requests.
        ratio(ended.served, settled),
        time === 0 ? null : nines(Math.max(1, down) / time),
      ];
    },
  }),
};
