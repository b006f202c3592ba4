/** Runs items of the validation, and compares what they measure with theory by interval. */
import { covers, meanInterval, studentQuantile, Tally, twoSidedStudent } from "../../stats/index.js";
import type { Executor } from "../executor.js";
import type { PlantedError, ReplicationResult, ValidationRow } from "../../result/index.js";
import { InputError } from "../input-error.js";
import { runReplications } from "../run-replications.js";
import { decodeText, scenarioText } from "../scenario-text.js";
import type { Effort, ValidationItem } from "./item.js";

/** Of a thousand right figures one would be told as wrong by chance; seeds are fixed, so that it is always the same one. */
const LEVEL = 0.999;
/** The probability with which an error of the size told would be found. */
const POWER = 0.9;
/** An error that is planted in a parameter must move a figure by this much, or nobody can ask that it is found. */
const MOVED = 0.02;
const SEED = "understudy validate";

/** How much is run, by how many threads, and who hears how far it is. */
export interface ValidationOptions {
  readonly effort: keyof Effort;
  readonly executor: Executor;
  readonly signal?: AbortSignal | undefined;
  /** Hears each item's rows as soon as they are there, in the order of the items. */
  readonly told?: (rows: readonly ValidationRow[]) => void;
}

/** The items of these names or beginnings of names; all where none is given. @throws InputError for a name of none */
export function chosenItems(items: readonly ValidationItem[], names: readonly string[]): readonly ValidationItem[] {
  for (const name of names) {
    if (!items.some((each) => each.name.startsWith(name))) {
      throw new InputError(
        `No item of the validation begins with "${name}". There are: ${items.map((each) => each.name).join(", ")}.`,
      );
    }
  }
  return names.length === 0 ? items : items.filter((each) => names.some((name) => each.name.startsWith(name)));
}

/** Runs every item. When the signal aborts, what was measured up to then is what is returned. */
export async function validate(
  items: readonly ValidationItem[],
  { effort, executor, signal, told }: ValidationOptions,
): Promise<readonly ValidationRow[]> {
  const rows: ValidationRow[] = [];
  for (const each of items) {
    const tallies = await measure(each, each.scenario(each.parameters), each.effort[effort], executor, signal);
    if (signal?.aborted === true) break;
    const added = each.figures.map(({ name, theory }, i) => rowOf(each, name, theory(each.parameters), tallies[i]!));
    rows.push(...added);
    told?.(added);
  }
  return rows;
}

/**
 * Plants an error in each parameter of each item, one at a time: the scenario is run with the wrong parameter, theory has
 * the right one. @param error relative, 0.03 for 3 %
 */
export async function plantErrors(
  items: readonly ValidationItem[],
  error: number,
  { effort, executor, signal }: ValidationOptions,
): Promise<readonly PlantedError[]> {
  const planted: PlantedError[] = [];
  for (const each of items) {
    const { parameters, fixed = [], figures } = each;
    const right = figures.map(({ theory }) => theory(parameters));
    for (const parameter of Object.keys(parameters)) {
      if (fixed.includes(parameter)) continue;
      const wrong = { ...parameters, [parameter]: parameters[parameter]! * (1 + error) };
      const tallies = await measure(each, each.scenario(wrong), each.effort[effort], executor, signal);
      if (signal?.aborted === true) return planted;
      const rows = figures.map((figure, i) => rowOf(each, figure.name, right[i]!, tallies[i]!));
      const moved = figures.map(({ theory }, i) => Math.abs(theory(wrong) / right[i]! - 1));
      const moves = Math.max(...moved);
      const { figure, finds } = rows[moved.indexOf(moves)]!;
      const found = rows.some(({ agrees, replications }) => replications > 1 && !agrees);
      planted.push({ item: each.name, parameter, figure, moves, asked: moves >= MOVED, found, finds });
    }
  }
  return planted;
}

/** One tally for each figure, of its values in independent replications. */
async function measure(
  { name, figures }: ValidationItem,
  text: string,
  replications: number,
  executor: Executor,
  signal: AbortSignal | undefined,
): Promise<readonly Tally[]> {
  const source = { ...scenarioText(text, `${name}.yaml`), seed: `${SEED} ${name}` };
  const { scenario } = decodeText(source);
  const tallies = figures.map(() => new Tally());
  const add = ({ result }: { readonly result: ReplicationResult }): void => {
    figures.forEach(({ value }, i) => {
      const found = value(result);
      if (found !== null) tallies[i]!.add(found);
    });
  };
  const arm = { scenario: source, policy: scenario.policies[0]!.name, everyEvent: false };
  await runReplications(executor, arm, { first: 0, count: replications }, add, signal);
  return tallies;
}

function rowOf({ name, title, source }: ValidationItem, figure: string, theory: number, tally: Tally): ValidationRow {
  const interval = meanInterval(tally, LEVEL);
  const degrees = Math.max(tally.count - 1, 1);
  const errors = twoSidedStudent(LEVEL, degrees) + studentQuantile(POWER, degrees);
  return {
    item: name,
    title,
    source,
    figure,
    theory,
    mean: tally.mean,
    interval,
    replications: tally.count,
    // What was hardly measured has an interval without ends, which covers everything.
    agrees: tally.count > 1 && covers(interval, theory),
    finds: (errors * tally.standardError) / Math.abs(theory),
  };
}
