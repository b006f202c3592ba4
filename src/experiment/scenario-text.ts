/** A scenario as plain data: the text of its files and what is set on top of it, so that any thread or machine decodes the same. */
import { Digest } from "../sim/index.js";
import {
  decodeScenario,
  formatProblems,
  hasErrors,
  ScenarioError,
  type Problem,
  type Scenario,
} from "../scenario/index.js";
import { sayLength, type Micros } from "../units/index.js";
import { InputError } from "./input-error.js";
import { applySettings, type Setting } from "./setting.js";

/** A scenario as it was written, with all that it takes to run it elsewhere: plain data. */
export interface ScenarioText {
  /** Its name in messages. */
  readonly file: string;
  readonly text: string;
  /** The files that it includes, by their path in its folder. */
  readonly files: Readonly<Record<string, string>>;
  /** Policies in code, by their path in its folder: one JavaScript module each, that imports nothing. */
  readonly modules: Readonly<Record<string, string>>;
  /** Values that are set in the text before it is decoded. */
  readonly settings: readonly Setting[];
  /** Instead of the seed in the text. */
  readonly seed: string | null;
  /** Instead of the duration in the text. */
  readonly duration: Micros | null;
}

/** A text alone: it includes no file and runs no code. */
export function scenarioText(text: string, file = "scenario.yaml"): ScenarioText {
  return { file, text, files: {}, modules: {}, settings: [], seed: null, duration: null };
}

/** A scenario with what is odd about it, though not wrong. */
export interface DecodedScenario {
  readonly scenario: Scenario;
  readonly warnings: readonly Problem[];
}

/** A thread works on few scenarios at a time; a sweep brings many one after the other. */
const REMEMBERED = 16;
const remembered = new Map<string, DecodedScenario>();

/**
 * A scenario as its text means it, with warnings; decoded once for each text.
 * @throws ScenarioError when the text is wrong, InputError when what is set on top of it is
 */
export function decodeText(source: ScenarioText): DecodedScenario {
  const key = keyOfText(source);
  return remembered.get(key) ?? remember(key, decode(source));
}

function remember(key: string, decoded: DecodedScenario): DecodedScenario {
  const oldest = remembered.keys().next().value;
  if (remembered.size >= REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(key, decoded);
  return decoded;
}

/** What was found in a text as it was read is not sought there again. What is wrong with it is told when it is to be run. */
export function rememberText(source: ScenarioText, scenario: Scenario | null, problems: readonly Problem[]): void {
  const key = keyOfText(source);
  if (scenario === null || hasErrors(problems) || remembered.has(key)) return;
  if (endsInTime(source, scenario)) remember(key, asRun(source, scenario, problems));
}

function decode(source: ScenarioText): DecodedScenario {
  const { file, files, settings } = source;
  const sources = {
    read: (path: string): string | Error =>
      Object.hasOwn(files, path) ? files[path]! : new Error("there is no such file in the scenario's folder"),
  };
  const { scenario, problems } = decodeScenario(applySettings(source.text, settings, sources.read), file, sources);
  if (scenario === null || hasErrors(problems))
    throw settings.length === 0 ? new ScenarioError(problems) : asInput(source, problems);
  if (endsInTime(source, scenario)) return asRun(source, scenario, problems);
  throw new InputError(
    `${file}: ends after ${sayLength(durationOf(source, scenario))}, when its warm-up of ${sayLength(scenario.warmUp)} is not over`,
  );
}

function asRun(source: ScenarioText, scenario: Scenario, warnings: readonly Problem[]): DecodedScenario {
  const duration = durationOf(source, scenario);
  return { scenario: { ...scenario, duration, seed: source.seed ?? scenario.seed }, warnings };
}

function durationOf({ duration }: ScenarioText, scenario: Scenario): Micros {
  return duration ?? scenario.duration;
}

function endsInTime(source: ScenarioText, scenario: Scenario): boolean {
  return durationOf(source, scenario) > scenario.warmUp;
}

/** Positions speak of a text that the user did not write: the values are named too. */
function asInput({ settings }: ScenarioText, problems: readonly Problem[]): InputError {
  const set = settings.map(({ path, value }) => `${path}=${value}`).join(", ");
  return new InputError(`With ${set} the scenario is wrong:\n${formatProblems(problems)}`);
}

/** Equal for equal scenarios: by it workers know what they have decoded already. */
export function keyOfText(source: ScenarioText): string {
  const digest = new Digest();
  const { file, text, files, modules, settings, seed, duration } = source;
  digest.add(JSON.stringify([file, text, files, modules, settings, seed, duration]));
  return digest.hex;
}
