/** How long it took until another agent went on with a transfer, by what the time was spent on. */
import type { TakeoverBook } from "../account/transfer-account.js";
import { meanSeconds, type Measure } from "./measure.js";

/** Its steps as measures call them. */
const PHASES = [
  { key: "select", about: "Until the next agent was chosen." },
  { key: "command", about: "Until it had taken the command." },
  { key: "prepare", about: "Until it knew what was to be done: what the target holds, scripts, the source." },
  { key: "first-extents", about: "Until its first extents were at the target." },
] as const;

export const transferTakeover: Measure = {
  name: "transfer-takeover",
  about: "Mean time of takeovers that brought a transfer on, from the end of the agent before, by phase.",
  of: "transfer",
  values: [
    {
      key: "takeover.detect",
      about: "From the end of the agent to the beginning of the takeover.",
      unit: "seconds",
      better: "lower",
    },
    ...PHASES.map(({ key, about }) => ({ key: `takeover.${key}`, about, unit: "seconds", better: "lower" }) as const),
    { key: "takeover.total", about: "All of them together.", unit: "seconds", better: "lower" },
  ],
  begin: (transfer, { transfers, context: { warmUp } }) => ({
    values: () => {
      const done = transfers.of(transfer).takeovers.filter((each) => each.done && each.at >= warmUp);
      // From an agent that was only cut off it is not known since when: those are counted where there are no others.
      const ended = done.filter(({ detect }) => detect !== null);
      const counted = ended.length > 0 ? ended : done;
      const phases = PHASES.map(({ key }) => meanSeconds(counted.map(({ steps }) => steps.get(key) ?? 0)));
      return [meanSeconds(counted.flatMap(({ detect }) => detect ?? [])), ...phases, meanSeconds(counted.map(totalOf))];
    },
  }),
};

function totalOf({ detect, steps }: TakeoverBook): number {
  return (detect ?? 0) + PHASES.reduce((sum, { key }) => sum + (steps.get(key) ?? 0), 0);
}
