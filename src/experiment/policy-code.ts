/** A policy in code at work: whatever it throws or gives wrongly is told as its author's mistake, with the line where it stands. */
import { SourceMap } from "node:module";
import { dirname, join } from "node:path";
import type { FailoverConfig, Effect, Input, Machine } from "../control/index.js";
import { InputError } from "./input-error.js";

/** What a policy module exports as its default: the same seam that the built-in policies have. */
export type PolicyMachine = Machine<FailoverConfig, unknown, Input, Effect>;

/** What a policy in code did wrong. */
export class PolicyCodeError extends InputError {}

/** By this name its stack traces call it, instead of all its text. */
export function sourceNameOf(path: string): string {
  return `policy-code:${path}`;
}

/** What every effect is. */
const EFFECTS: readonly string[] = [
  ...["set-timer", "cancel-timer", "send", "beat", "end-beat", "store", "act", "note"],
];

/** The machine that a module exports, so that what goes wrong in it is told as such. @throws PolicyCodeError when it exports none */
export function guarded(path: string, code: string, exported: unknown): PolicyMachine {
  const machine = exported as Partial<PolicyMachine> | null | undefined;
  if (typeof machine?.start !== "function" || typeof machine.step !== "function") {
    throw new PolicyCodeError(`${path}: export a policy as default: an object with the functions start and step`);
  }
  const guard = <Arguments extends readonly unknown[], Result>(name: string, call: (...args: Arguments) => Result) => {
    return (...args: Arguments): Result => {
      let turn: Result;
      try {
        turn = call.apply(machine, args as never) as Result;
      } catch (error) {
        throw mistake(path, code, error);
      }
      const wrong = whatIsWrong(turn);
      if (wrong !== null) throw new PolicyCodeError(`${path}: ${name} gives ${wrong}`);
      lastTurns.set(whole, { path, now: args.at(-1) as number, effects: (turn as Turn).effects });
      return turn;
    };
  };
  const { start, step, restart } = machine as PolicyMachine;
  const whole: PolicyMachine = {
    start: guard("start", start),
    step: guard("step", step),
    ...(typeof restart === "function" && { restart: guard("restart", restart) }),
  };
  return whole;
}

interface Turn {
  readonly effects: readonly unknown[];
}

/** What each machine asked for last. */
const lastTurns = new WeakMap<PolicyMachine, Turn & { readonly path: string; readonly now: number }>();

/**
 * What ended a run at an instant at which a policy in code had asked for something: most likely that it asked for what
 * there is not. `null` when it had not.
 */
export function blamed(machine: PolicyMachine | undefined, now: number, error: unknown): PolicyCodeError | null {
  const last = machine && lastTurns.get(machine);
  if (last === undefined || last.now !== now || last.effects.length === 0) return null;
  const why = error instanceof Error ? error.message : String(error);
  const asked = last.effects.map((effect) => `  ${JSON.stringify(effect)}`);
  return new PolicyCodeError(
    [`${last.path}: what it asked for cannot be done: ${why}`, "It asked for", ...asked].join("\n"),
  );
}

/** In words that go on from "gives"; `null` when nothing is. */
function whatIsWrong(turn: unknown): string | null {
  const { effects } = (turn ?? {}) as { readonly effects?: unknown };
  if (typeof turn !== "object" || turn === null || !("state" in turn) || !Array.isArray(effects)) {
    return "no turn: return { state, effects }, where effects is a list";
  }
  for (const effect of effects as readonly unknown[]) {
    const { kind } = (effect ?? {}) as { readonly kind?: unknown };
    if (typeof kind !== "string" || !EFFECTS.includes(kind)) {
      return `an effect of the kind ${String(kind)}; there are ${EFFECTS.join(", ")}`;
    }
  }
  return null;
}

/** An error as its author's: where it was thrown in the code as it was written, and through what it came. */
export function mistake(path: string, code: string, error: unknown): PolicyCodeError {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : `it threw ${String(error)}`;
  const frames = error instanceof Error ? framesOf(path, code, error.stack ?? "") : [];
  const [first] = frames;
  const head = `${first?.place ?? path}: ${message}`;
  return new PolicyCodeError([head, ...frames.map(({ name, place }) => `  at ${name} (${place})`)].join("\n"));
}

interface Frame {
  readonly name: string;
  readonly place: string;
}

/** The lines of a stack that lie in the module, as places in the files from which it was made. */
function framesOf(path: string, code: string, stack: string): readonly Frame[] {
  const map = sourceMapOf(code);
  return stack.split("\n").flatMap((line) => {
    const at = line.indexOf(sourceNameOf(path));
    const [, row, column] = at < 0 ? [] : (/:(\d+):(\d+)\)?$/.exec(line) ?? []);
    if (row === undefined || column === undefined) return [];
    const [, name = "the module"] = /^\s*at (?:async )?(\S+) \(/.exec(line) ?? [];
    const found = map?.findEntry(Number(row) - 1, Number(column) - 1);
    const place =
      found !== undefined && "originalSource" in found
        ? `${join(dirname(path), found.originalSource)}:${found.originalLine + 1}:${found.originalColumn + 1}`
        : `${path}, compiled, ${row}:${column}`;
    return [{ name, place }];
  });
}

/** esbuild has written it into the last line of the code. */
function sourceMapOf(code: string): SourceMap | null {
  const [, encoded] = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/.exec(code) ?? [];
  if (encoded === undefined) return null;
  return new SourceMap(JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as never);
}
