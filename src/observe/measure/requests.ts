/** Requests of a service: offered, and how their attempts ended. */
import { toSeconds } from "../../units/index.js";
import { measuredTime, ratio, type Measure } from "./measure.js";

export const requests: Measure = {
  name: "requests",
  about: "Requests that users made and how their attempts ended; offered and retried together are all attempts.",
  of: "service",
  values: [
    { key: "requests.offered", about: "Requests, retries not counted.", unit: "count", better: "neither" },
    { key: "requests.served", about: "Requests that were answered in time.", unit: "count", better: "higher" },
    { key: "requests.failed", about: "Attempts that failed under way.", unit: "count", better: "lower" },
    { key: "requests.timed-out", about: "Attempts without an answer in time.", unit: "count", better: "lower" },
    { key: "requests.refused", about: "Attempts that were turned away openly.", unit: "count", better: "lower" },
    { key: "requests.retried", about: "Attempts that were made after an earlier one.", unit: "count", better: "lower" },
    { key: "goodput", about: "Requests answered in time per second.", unit: "per-second", better: "higher" },
  ],
  begin: (service, accounts) => ({
    values: (until) => {
      const { asked, retried, ended } = accounts.requests.of(service);
      const goodput = ratio(ended.served, toSeconds(measuredTime(accounts, until)));
      return [asked, ended.served, ended.failed, ended["timed out"], ended.refused, retried, goodput];
    },
  }),
};
