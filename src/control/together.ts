/** Several machines that run as one controller over the same hosts: each hears what the others say about what they do. */
import type { Micros } from "../units/index.js";
import type { Effect, Note } from "./effect.js";
import type { Input } from "./input.js";
import type { Machine } from "./machine.js";

type Part = Machine<unknown, unknown, Input, Effect>;

/**
 * Identities and timers of the parts are kept apart: part i of n has the identities that leave i when divided by n, and
 * the timers of all but the first begin with their number. Messages go to all, in the order of the parts; notes go on as
 * news to the others until nobody says anything any more.
 */
export function together(parts: readonly Part[]): Machine<readonly unknown[], readonly unknown[], Input, Effect> {
  return {
    start(configs, now) {
      const out: Effect[] = [];
      const news: News[] = [];
      const states = parts.map((part, index) => {
        const turn = part.start(configs[index], now);
        send(turn.effects, index, parts.length, out, news);
        return turn.state;
      });
      spread(parts, states, news, now, out);
      return { state: states, effects: out };
    },
    restart(configs, disk, now) {
      const out: Effect[] = [];
      const news: News[] = [];
      const states = parts.map((part, index) => {
        const turn = part.restart?.(configs[index], diskOf(disk, index), now) ?? part.start(configs[index], now);
        send(turn.effects, index, parts.length, out, news);
        return turn.state;
      });
      spread(parts, states, news, now, out);
      return { state: states, effects: out };
    },
    step(state, input, now) {
      const out: Effect[] = [];
      const news: News[] = [];
      const states = [...state];
      for (const [index, own] of addressed(input, parts.length)) stepPart(parts, states, index, own, now, out, news);
      spread(parts, states, news, now, out);
      return { state: states, effects: out };
    },
  };
}

/** What one part stored. */
function diskOf(disk: Readonly<Record<string, unknown>>, index: number): Readonly<Record<string, unknown>> {
  const own = Object.entries(disk).filter(([key]) => key.startsWith(`${index}:`));
  return Object.fromEntries(own.map(([key, content]) => [key.slice(`${index}:`.length), content]));
}

interface News {
  readonly from: number;
  readonly note: Note;
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
  news: News[],
): void {
  const turn = parts[index]!.step(states[index], input, now);
  states[index] = turn.state;
  send(turn.effects, index, parts.length, out, news);
}

function spread(parts: readonly Part[], states: unknown[], news: News[], now: Micros, out: Effect[]): void {
  for (;;) {
    const next = news.shift();
    if (next === undefined) return;
    for (let index = 0; index < parts.length; index++) {
      if (index !== next.from) stepPart(parts, states, index, { kind: "news", note: next.note }, now, out, news);
    }
  }
}

function send(effects: readonly Effect[], index: number, count: number, out: Effect[], news: News[]): void {
  const timerOf = (timer: string): string => (index === 0 ? timer : `${index}:${timer}`);
  for (const effect of effects) {
    switch (effect.kind) {
      case "note":
        out.push(effect);
        news.push({ from: index, note: effect.note });
        break;
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
