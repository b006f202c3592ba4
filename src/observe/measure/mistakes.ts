/** Mistakes of detection: how often the logic took a healthy host for bad, and for how long (Chen, Toueg, Aguilera, 2002). */
import type { Micros } from "../../units/index.js";
import type { Accounts } from "../account/accounts.js";
import type { Hearing } from "../hearing.js";
import { meanSeconds, measuredTime, ratio, type Measure } from "./measure.js";

type End = (at: Micros) => void;

const ongoing = new WeakMap<Accounts["verdicts"], Map<string, End>>();

/** The mistakes of a run that have not ended, by host: one of its measures hears for all, so that thousands of hosts cost nothing. */
function mistakenIn(verdicts: Accounts["verdicts"]): { readonly mistaken: Map<string, End>; readonly hears?: Hearing } {
  const known = ongoing.get(verdicts);
  if (known !== undefined) return { mistaken: known };
  const mistaken = new Map<string, End>();
  ongoing.set(verdicts, mistaken);
  return {
    mistaken,
    hears: {
      AddressSilenced: ({ host, at }) => mistaken.get(host)?.(at),
      // Their users can be served no more: there is nothing to be mistaken about.
      ServiceDown: ({ at }) => {
        for (const [host, end] of mistaken) if (!verdicts.servesUsers(host)) end(at);
      },
    },
  };
}

/**
 * A mistake begins with a bad verdict on a host that is healthy and answers, and ends with a good one; or when the host does
 * not answer any more, be it that the verdict had it shut down: from then on there is nothing to be mistaken about.
 */
export const mistakes: Measure = {
  name: "mistakes",
  about: "How often the logic took a healthy host for bad, and for how long.",
  of: "host",
  values: [
    {
      key: "mistakes.rate",
      about:
        "Bad verdicts on the host while it was healthy and its users could be served, in relation to the time; a warning of a failure to come is none.",
      unit: "per-second",
      better: "lower",
    },
    {
      key: "mistakes.mean",
      about: "Mean time from such a verdict until it was taken back, or the host did not answer any more.",
      unit: "seconds",
      better: "lower",
    },
  ],
  begin: (host, { context, verdicts, ...accounts }) => {
    const lengths: Micros[] = [];
    let since: Micros | null = null;
    const { mistaken, hears } = mistakenIn(verdicts);
    const end = (at: Micros): void => {
      if (since !== null && since >= context.warmUp) lengths.push(at - since);
      since = null;
      mistaken.delete(host);
    };
    verdicts.listen(host, (verdict, at) => {
      if (verdict === "healthy") end(at);
      else if (verdicts.servesUsers(host) && verdict !== "failure imminent") {
        since ??= at;
        mistaken.set(host, end);
      }
    });
    return {
      ...(hears && { hears }),
      values: (until) => {
        end(until);
        const seconds = measuredTime({ context, verdicts, ...accounts }, until) / 1_000_000;
        return [ratio(lengths.length, seconds), meanSeconds(lengths)];
      },
    };
  },
};
