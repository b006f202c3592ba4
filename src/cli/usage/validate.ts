/** What `understudy validate` takes. */
import { Command, Option } from "commander";
import { lazily } from "./lazily.js";
import { jobsOption } from "./shared-options.js";
import { repeatable, share } from "./values.js";

const EXAMPLE = `
Examples:
  understudy validate --quick
  understudy validate --only m-m --only erlang
  understudy validate --quick --planted 3%
  understudy validate --planted 3% --only m-m

Every item is a scenario that is run as yours are. theory is the exact value,
measured the mean of independent replications with its 99.9 % interval, which
must cover theory; finds is the smallest error of the figure that would be found
with a probability of 90 %. Seeds are fixed: the same version tells the same.
With --planted each parameter of each scenario is made wrong by as much, one at
a time, and the table says which of these errors are found. What moves no figure
by 2 % is not run, and what is plain early is not run to its end.
`;

export function validateCommand(): Command {
  return new Command("validate")
    .description("compare the simulator with queueing and reliability theory")
    .option("--quick", "fewer replications: a minute instead of ten")
    .addOption(repeatable("--only <name>", "items whose name begins so", "all"))
    .option(
      "--planted <share>",
      "plant an error of this size in each parameter, as 3%, and see whether it is found",
      share,
    )
    .addOption(jobsOption())
    .option("--markdown", "print as a table for a document")
    .addOption(new Option("--json", "print as JSON").conflicts("markdown"))
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/validate.js")).run));
}
