/** Runs items of the validation, and compares what they measure with theory by interval. */
import { covers, type Interval, meanInterval, studentQuantile, Tally, twoSidedStudent } from "../../stats/index.js";
import type { Executor } from "../executor.js";
import type { PlantedError, ReplicationResult, ValidationRow } from "../../result/index.js";
import { InputError } from "../input-error.js";
import { runReplications, type Range } from "../run-replications.js";
import { decodeText, scenarioText } from "../scenario-text.js";
import type { Parameters, ValidationItem } from "./item.js";
import { LOOKS } from "./looks.js";

/** Of a thousand right figures one would be told as wrong by chance; seeds are fixed, so that it is always the same one. */
const LEVEL = 0.999;
/** The probability with which an error of the size told would be found. */
const POWER = 0.9;
/** An error that is planted in a parameter must move a figure by this much, or nobody can ask that it is found. */
const MOVED = 0.02;
/** Relative, of sums of a few numbers of double precision. */
const ROUNDING = 1e-12;
const SEED = "understudy validate";

/** How much is run, by how many threads, and who hears how far it is. */
export interface ValidationOptions {
  readonly effort: "quick" | "whole";
  readonly executor: Executor;
  /** Others than everybody's are for pilot runs, by which the numbers of replications are chosen. */
  readonly seed?: string;
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
  options: ValidationOptions,
): Promise<readonly ValidationRow[]> {
  const { signal, told } = options;
  const rows: ValidationRow[] = [];
  for (const each of items) {
    const tallies = each.figures.map(() => new Tally());
    await measure(each, each.parameters, { first: 0, count: observationsOf(each, options) }, tallies, options);
    if (signal?.aborted === true) break;
    const added = each.figures.map(({ name, theory }, i) =>
      rowOf(each, name, theory(each.parameters), tallies[i]!, observationSize(each, options)),
    );
    rows.push(...added);
    told?.(added);
  }
  return rows;
}

/**
 * Plants an error in each parameter of each item whose error can be asked to be found, one at a time: the scenario is run with the
 * wrong parameter, theory has the right one. @param error relative, 0.03 for 3 %
 */
export async function plantErrors(
  items: readonly ValidationItem[],
  error: number,
  options: ValidationOptions,
): Promise<readonly PlantedError[]> {
  const planted: PlantedError[] = [];
  for (const each of items) {
    const errors = errorsIn(each, error);
    const looks = new Map<ParameterError, Seen>();
    for (const wrong of errors.filter(({ asked }) => asked))
      looks.set(wrong, await look(each, wrong.parameters, options));
    // What is not asked for is told how large it would have to be, which the spread of any run of the item says.
    const [any = errors.length === 0 ? undefined : await look(each, each.parameters, options)] = looks.values();
    if (options.signal?.aborted === true) return planted;
    for (const wrong of errors) {
      const { parameter, figure, moves, asked } = wrong;
      const { found, finds } = looks.get(wrong) ?? { ...any!, found: false };
      planted.push({ item: each.name, parameter, figure, moves, asked, found, finds: finds.get(figure)! });
    }
  }
  return planted;
}

interface ParameterError {
  readonly parameter: string;
  /** All of them, that one wrong. */
  readonly parameters: Parameters;
  /** The figure that it moves most, and by how much. */
  readonly figure: string;
  readonly moves: number;
  readonly asked: boolean;
}

function errorsIn({ parameters, fixed = [], figures }: ValidationItem, error: number): readonly ParameterError[] {
  const right = figures.map(({ theory }) => theory(parameters));
  return Object.keys(parameters)
    .filter((parameter) => !fixed.includes(parameter))
    .map((parameter) => {
      const wrong = { ...parameters, [parameter]: parameters[parameter]! * (1 + error) };
      const moved = figures.map(({ theory }, i) => Math.abs(theory(wrong) / right[i]! - 1));
      const moves = Math.max(...moved);
      const figure = figures[moved.indexOf(moves)]!.name;
      return { parameter, parameters: wrong, figure, moves, asked: moves >= MOVED };
    });
}

/** The spread of fewer observations says too little to end early. */
const FEWEST = 10;

interface Seen {
  readonly found: boolean;
  /** By figure: the smallest relative error that would be found with all replications. */
  readonly finds: ReadonlyMap<string, number>;
}

/** Whether a figure differs from theory; no more is run than it takes to see that, or to see that it will not be seen. */
async function look(each: ValidationItem, parameters: Parameters, options: ValidationOptions): Promise<Seen> {
  const { figures } = each;
  const all = observationsOf(each, options);
  const right = figures.map(({ theory }) => theory(each.parameters));
  const tallies = figures.map(() => new Tally());
  let [done, found] = [0, false];
  for (const { share, level, hopeless } of LOOKS) {
    const count = Math.ceil(share * all) - done;
    await measure(each, parameters, { first: done, count }, tallies, options);
    done += count;
    const fewest = share === 1 ? 2 : FEWEST;
    found = tallies.some((tally, i) => differs(tally, right[i]!, level, fewest));
    const isHopeless =
      hopeless !== undefined &&
      tallies.every((tally, i) => tally.count >= fewest && !differs(tally, right[i]!, hopeless, fewest));
    if (found || isHopeless || options.signal?.aborted === true) break;
  }
  const finds = figures.map(({ name }, i) => {
    return [name, findsOf(tallies[i]!, right[i]!) * Math.sqrt(done / all)] as const;
  });
  return { found, finds: new Map(finds) };
}

function differs(tally: Tally, theory: number, level: number, fewest: number): boolean {
  return tally.count >= fewest && !coversNearly(meanInterval(tally, level), theory);
}

/** Where nothing is left to chance the interval has no width, and theory may be rounded in another way than what is measured. */
function coversNearly({ low, high, level }: Interval, theory: number): boolean {
  const rounding = ROUNDING * Math.abs(theory);
  return covers({ low: low - rounding, high: high + rounding, level }, theory);
}

/**
 * How many replications one observation is made of: those of a pair, of which the second draws the mirror image of the numbers of the first
 * (Hammersley and Morton 1956), are one. Where there are few replications as many observations as there can be are worth more than that.
 */
function observationSize({ effort }: ValidationItem, { effort: asked }: ValidationOptions): 1 | 2 {
  return asked === "whole" && effort.inPairs === true ? 2 : 1;
}

function observationsOf(each: ValidationItem, options: ValidationOptions): number {
  return Math.ceil(each.effort[options.effort] / observationSize(each, options));
}

/** Adds to one tally for each figure what it is in some observations, which are independent of one another. */
async function measure(
  each: ValidationItem,
  parameters: Parameters,
  { first, count }: Range,
  tallies: readonly Tally[],
  options: ValidationOptions,
): Promise<void> {
  const { name, figures, scenario: textOf } = each;
  const { executor, signal, seed = SEED } = options;
  const source = { ...scenarioText(textOf(parameters), `${name}.yaml`), seed: `${seed} ${name}` };
  const { scenario } = decodeText(source);
  const size = observationSize(each, options);
  let together: ReplicationResult[] = [];
  const add = ({ result }: { readonly result: ReplicationResult }): void => {
    together.push(result);
    if (together.length < size) return;
    figures.forEach(({ value }, i) => {
      const values = together.map(value).filter((found) => found !== null);
      if (values.length > 0) tallies[i]!.add(values.reduce((sum, found) => sum + found, 0) / values.length);
    });
    together = [];
  };
  const arm = { scenario: source, policy: scenario.policies[0]!.name, everyEvent: false, antithetic: size === 2 };
  await runReplications(executor, arm, { first: size * first, count: size * count }, add, signal);
}

function rowOf(
  { name, title, source }: ValidationItem,
  figure: string,
  theory: number,
  tally: Tally,
  size: number,
): ValidationRow {
  const interval = meanInterval(tally, LEVEL);
  return {
    item: name,
    title,
    source,
    figure,
    theory,
    mean: tally.mean,
    interval,
    replications: size * tally.count,
    // What was hardly measured has an interval without ends, which covers everything.
    agrees: tally.count > 1 && coversNearly(interval, theory),
    finds: findsOf(tally, theory),
  };
}

/** The smallest relative error that would be found. */
function findsOf(tally: Tally, theory: number): number {
  const degrees = Math.max(tally.count - 1, 1);
  const errors = twoSidedStudent(LEVEL, degrees) + studentQuantile(POWER, degrees);
  return (errors * tally.standardError) / Math.abs(theory);
}
