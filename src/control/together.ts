/** Several machines that run as one controller over the same hosts: each hears what the others do, and what they ask for. */
import type { Micros } from "../units/index.js";
import type { Effect, Outcome } from "./effect.js";
import type { Input } from "./input.js";
import type { Machine } from "./machine.js";

type Part = Machine<unknown, unknown, Input, Effect>;

/**
 * Identities and timers of the parts are kept apart: part i of n has the identities that leave i when divided by n, and
 * the timers of all but the first begin with their number. Messages go to all, in the order of the parts; notes go on as
 * news to the others, and questions and answers between them, until nobody says anything any more.
 */
export function together(parts: readonly Part[]): Machine<readonly unknown[], readonly unknown[], Input, Effect> {
  return {
    start(configs, now) {
      const out: Effect[] = [];
      const letters: Letter[] = [];
      const states = parts.map((part, index) => {
        const turn = part.start(configs[index], now);
        send(turn.effects, index, parts.length, out, letters);
        return turn.state;
      });
      spread(parts, states, letters, now, out);
      return { state: states, effects: out };
    },
    restart(configs, disk, now) {
      const out: Effect[] = [];
      const letters: Letter[] = [];
      const states = parts.map((part, index) => {
        const turn = part.restart?.(configs[index], diskOf(disk, index), now) ?? part.start(configs[index], now);
        send(turn.effects, index, parts.length, out, letters);
        return turn.state;
      });
      spread(parts, states, letters, now, out);
      return { state: states, effects: out };
    },
    step(state, input, now) {
      const out: Effect[] = [];
      const letters: Letter[] = [];
      const states = [...state];
      for (const [index, own] of addressed(input, parts.length)) stepPart(parts, states, index, own, now, out, letters);
      spread(parts, states, letters, now, out);
      return { state: states, effects: out };
    },
  };
}

/** What one part stored. */
function diskOf(disk: Readonly<Record<string, unknown>>, index: number): Readonly<Record<string, unknown>> {
  const own = Object.entries(disk).filter(([key]) => key.startsWith(`${index}:`));
  return Object.fromEntries(own.map(([key, content]) => [key.slice(`${index}:`.length), content]));
}

/** What one part has for others. */
interface Letter {
  readonly to: (index: number) => boolean;
  readonly input: Input;
}

/** Whom an input is for, and as what it reaches them. */
function addressed(input: Input, count: number): readonly (readonly [number, Input])[] {
  if (input.kind === "outcome") {
    return [[input.id % count, { ...input, id: Math.floor(input.id / count) }]];
  }
  if (input.kind === "timer") {
    const match = /^(\d+):(.*)$/.exec(input.timer);
    return match === null ? [[0, input]] : [[Number(match[1]), { ...input, timer: match[2]! }]];
  }
  return Array.from({ length: count }, (_, index) => [index, input] as const);
}

function stepPart(
  parts: readonly Part[],
  states: unknown[],
  index: number,
  input: Input,
  now: Micros,
  out: Effect[],
  letters: Letter[],
): void {
  const turn = parts[index]!.step(states[index], input, now);
  states[index] = turn.state;
  send(turn.effects, index, parts.length, out, letters);
}

function spread(parts: readonly Part[], states: unknown[], letters: Letter[], now: Micros, out: Effect[]): void {
  for (;;) {
    const next = letters.shift();
    if (next === undefined) return;
    for (let index = 0; index < parts.length; index++) {
      if (next.to(index)) stepPart(parts, states, index, next.input, now, out, letters);
    }
  }
}

function send(effects: readonly Effect[], index: number, count: number, out: Effect[], letters: Letter[]): void {
  const timerOf = (timer: string): string => (index === 0 ? timer : `${index}:${timer}`);
  const others = (each: number): boolean => each !== index;
  for (const effect of effects) {
    switch (effect.kind) {
      case "note":
        out.push(effect);
        letters.push({ to: others, input: { kind: "news", note: effect.note } });
        break;
      case "reserve": {
        const { host, service, id } = effect;
        letters.push({ to: others, input: { kind: "reservation", question: id * count + index, host, service } });
        break;
      }
      case "answer": {
        const { question, refused } = effect;
        const outcome: Outcome = refused === null ? { status: "done" } : { status: "failed", why: refused };
        const id = Math.floor(question / count);
        letters.push({ to: (each) => each === question % count, input: { kind: "outcome", id, outcome } });
        break;
      }
      case "set-timer":
      case "cancel-timer":
        out.push({ ...effect, timer: timerOf(effect.timer) });
        break;
      case "store":
        out.push({ ...effect, key: `${index}:${effect.key}` });
        break;
      default:
        out.push({ ...effect, id: effect.id * count + index });
    }
  }
}
