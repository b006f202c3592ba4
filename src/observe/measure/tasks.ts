/** What became of the tasks that were wanted at a console. */
import { toSeconds } from "../../units/index.js";
import { type Measure, ratio } from "./measure.js";

export const tasks: Measure = {
  name: "tasks",
  about: "Tasks that were wanted at a console, and what came of them.",
  of: "console",
  headlines: ["completed", "lost"],
  values: [
    { key: "wanted", about: "Tasks that were wanted.", unit: "count", better: "neither" },
    { key: "completed", about: "Tasks that were done, and known to be.", unit: "count", better: "higher" },
    { key: "failed", about: "Tasks that failed, and were known to.", unit: "count", better: "lower" },
    { key: "repeated", about: "Tasks that had to be given more than once.", unit: "count", better: "lower" },
    {
      key: "lost",
      about: "Tasks that were given up: nobody knows whether they were done.",
      unit: "count",
      better: "lower",
    },
    { key: "unanswered", about: "Tasks whose outcome was still awaited at the end.", unit: "count", better: "neither" },
    {
      key: "answer.mean",
      about: "From when a task was wanted until its outcome was known, on average.",
      unit: "seconds",
      better: "lower",
    },
    { key: "answer.max", about: "The longest time that took.", unit: "seconds", better: "lower" },
  ],
  begin: (console, { domain, context: { warmUp } }) => ({
    values: () => {
      const { given, done, failed, lost, again, answerTime, longest, open } = domain.ofConsole(console);
      const answered = done + failed;
      const unanswered = [...open.values()].filter((since) => since >= warmUp).length;
      const mean = ratio(toSeconds(answerTime), answered);
      return [given, done, failed, again, lost, unanswered, mean, answered === 0 ? null : toSeconds(longest)];
    },
  }),
};
