/** The command line of the campaign: what it is told, what it says, and its exit status. */
import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { attempted } from "./attempted.js";
import { readCase, storeCase } from "./case-file.js";
import { work } from "./crew.js";
import { hunts, huntNamed } from "./index.js";
import { KnownFindings } from "./open.js";
import { type Choice, Plan, type Progress } from "./plan.js";

interface Arguments {
  readonly minutes?: number;
  readonly seed?: number;
  readonly fixed?: true;
  readonly only: readonly string[];
  readonly jobs: number;
  readonly case?: string;
}

/** With fresh seeds there is always one more. */
const MINUTES_OF_FRESH_SEEDS = 10;

const EXAMPLES = `
Hunts:
${hunts.map(({ name, about }) => `  ${name.padEnd(20)} ${about}`).join("\n")}

Examples:
  npm run campaign -- --minutes 60
  npm run campaign -- --only failover-trials --seed 500000
  npm run campaign -- --case reports/campaign/failover-trials-500203.json

Exit status: 0 nothing was found, 1 something was, 2 wrong options, 130 interrupted.
`;

/** Where its lines go. */
export interface Voice {
  readonly say: (line: string) => void;
  readonly complain: (text: string) => void;
}

/** Runs the campaign as it is told by its arguments. @returns the exit status */
export async function campaignCommand(args: readonly string[], voice: Voice): Promise<number> {
  const program = programWith(voice);
  try {
    const options = program.parse(args, { from: "user" }).opts<Arguments>();
    const call = { program, say: voice.say };
    return options.case === undefined ? await campaign(options, call) : await again(options.case, call);
  } catch (error) {
    // It has said itself what it had to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

interface Call {
  readonly program: Command;
  readonly say: Voice["say"];
}

function programWith({ say, complain }: Voice): Command {
  return new Command("campaign")
    .description("hunts for what the tests have no time for; what is found is stored as a case that can be tried again")
    .option("--minutes <count>", `begin nothing after so long (fresh seeds: ${MINUTES_OF_FRESH_SEEDS})`, positive)
    .option("--seed <number>", "fresh seeds from this one on (default: drawn, and printed)", seed)
    .option("--fixed", "the seeds that are fixed in the repository, each once (default when CI is set)")
    .option("--only <hunt>", "this hunt; may be repeated", (name, before: readonly string[]) => [...before, name], [])
    .option("--jobs <count>", "processes", positive, availableParallelism())
    .option("--case <file>", "try a stored case again, and nothing else")
    .addHelpText("after", EXAMPLES)
    .configureOutput({ writeOut: (text) => say(text.trimEnd()), writeErr: complain })
    .exitOverride();
}

/** @returns what `read` does, or ends the program because the options are wrong */
function orRefused<T>(program: Command, read: () => T): T {
  try {
    return read();
  } catch (error) {
    return program.error(error instanceof Error ? error.message : String(error));
  }
}

async function again(file: string, { program, say }: Call): Promise<number> {
  const { hunt, input, found } = orRefused(program, () => readCase(file));
  const now = await attempted(hunt, () => input);
  say(now === null ? `Nothing is found any more. It was: ${found}` : `${hunt.name}: ${now}`);
  return now === null ? 0 : 1;
}

async function campaign({ minutes, only, jobs, ...chosen }: Arguments, { program, say }: Call): Promise<number> {
  const choice = choiceOf(chosen, program);
  const fresh = choice.kind === "fresh" ? choice.from : null;
  const limit = minutes ?? (fresh === null ? null : MINUTES_OF_FRESH_SEEDS);
  const plan = new Plan(only.length === 0 ? hunts : orRefused(program, () => only.map(huntNamed)), choice);
  say(
    (fresh === null ? "Fixed seeds" : `Fresh seeds from ${fresh} on (--seed ${fresh} draws them again)`) +
      `, ${limit === null ? "no limit of time" : `${limit} min`}, ${jobs} jobs`,
  );
  const enough = new AbortController();
  const timer = limit === null ? undefined : setTimeout(() => enough.abort(), limit * 60_000);
  let isInterrupted = false;
  const interrupted = (): void => {
    isInterrupted = true;
    enough.abort();
  };
  process.once("SIGINT", interrupted);
  const known = new KnownFindings(choice);
  await work(plan, {
    jobs,
    enough: enough.signal,
    found: async (task, what) => {
      const { hunt, seed } = task;
      if (known.isKnown(task)) return say(`\n${hunt.name}, seed ${seed}, known and not mended yet: ${what}`);
      const file = await storeCase(hunt, seed, what);
      say(`\n${hunt.name}, seed ${seed}: ${what}\n  npm run campaign -- --case ${file}`);
    },
  });
  clearTimeout(timer);
  process.off("SIGINT", interrupted);
  tell(plan.progress, choice, say);
  const mended = enough.signal.aborted ? [] : known.mended(plan.progress);
  for (const each of mended) say(`${each}: finds nothing any more; take it off campaign/open.ts`);
  const found = plan.progress.reduce((sum, each) => sum + each.found, 0) > known.count;
  return isInterrupted ? 130 : found || mended.length > 0 ? 1 : 0;
}

function choiceOf({ fixed, seed }: Pick<Arguments, "fixed" | "seed">, program: Command): Choice {
  if (fixed && seed !== undefined) program.error("--fixed and --seed are two choices of seeds; name one");
  const isFixed = fixed ?? (seed === undefined && process.env["CI"] !== undefined);
  return isFixed ? { kind: "fixed" } : { kind: "fresh", from: seed ?? randomInt(1_000_000, 1_000_000_000) };
}

function tell(all: readonly Progress[], { kind }: Choice, say: Voice["say"]): void {
  say(`\n${"hunt".padEnd(20)} ${"inputs".padStart(8)} ${"found".padStart(6)} ${"seconds".padStart(8)}`);
  for (const { hunt, begun, found, seconds } of all) {
    const numbers = [String(begun).padStart(8), String(found).padStart(6), seconds.toFixed(0).padStart(8)];
    say(`${hunt.name.padEnd(20)} ${numbers.join(" ")}`);
  }
  const untried = all.filter(({ begun, seeds, hunt }) => (kind === "fixed" || hunt.fixedOnly) && begun < seeds.count);
  for (const { hunt, begun, seeds } of untried) {
    say(`NOT TRIED for want of time: ${seeds.count - begun} of the ${seeds.count} inputs of ${hunt.name}`);
  }
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("It must be a number above 0.");
  return value;
}

function seed(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError("It must be a whole number from 0.");
  return value;
}
