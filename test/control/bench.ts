/**
 * The bench of text tests: machines at any number of places, and the post between them. A text is prose, then the machines,
 * then what happens, one line each, and indented under each line what came of it:
 *
 *     config KEY=VALUE …            the only machine, at the place `controller`; its family is that of the folder
 *     place NAME FAMILY KEY=VALUE … one of several machines
 *     at TIME [PLACE:] INPUT        a message, `timer KIND SUBJECT`, `outcome #ID …`, or a command of the family
 *     tick TIME                     so much time passes; timers that are due ring in their order
 *     run TIME                      the same, and all that is said arrives at once, and is done that the family does by itself
 *     deliver [all] | drop          the first message under way arrives (or all do, and what they lead to), or is lost
 *     cut FROM TO | join FROM TO    what FROM says to TO is lost from now on, or gets through again
 *     crash PLACE | restart PLACE   nothing is left there but what was stored
 */
import type { Effect, EffectId, Input, Message, Outcome, Timer } from "../../src/control/index.js";
import { SECOND, type Micros } from "../../src/units/index.js";
import { casts } from "./cast/index.js";
import type { Cast, Seat } from "./cast/cast.js";
import { readOutcome, readTime } from "./read.js";
import { sayEffect, sayMessage } from "./say-effect.js";

/** Takes the lines of a text test, runs them, and writes the whole text anew with what came out. */
export function rewrite(text: string, family: string): string {
  const bench = new Bench();
  const out: string[] = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("  ")) continue;
    out.push(line);
    if (line === "" || line.startsWith("#")) continue;
    bench.take(line, family);
    out.push(...bench.said());
  }
  return out.join("\n");
}

interface Letter {
  readonly from: string;
  readonly to: string;
  readonly over: string | null;
  readonly body: Message;
}

export class Bench {
  now: Micros = 0;
  readonly machines = new Map<string, Machine>();
  private readonly out: string[] = [];
  private underWay: Letter[] = [];
  private readonly cut = new Set<string>();
  /** As it was told last. */
  private instant = "";

  said(): readonly string[] {
    return this.out.splice(0);
  }

  take(line: string, family: string): void {
    const [command = "", ...words] = line.split(/\s+/);
    const [first = "", second = ""] = words;
    switch (command) {
      case "config":
        return this.seat("controller", family, words);
      case "place":
        return this.seat(first, second, words.slice(2));
      case "at":
        return this.at(readTime(first), words.slice(1));
      case "tick":
        return this.tick(this.now + readTime(first));
      case "run":
        return this.run(this.now + readTime(first));
      case "deliver":
        return this.deliver(first === "all");
      case "drop":
        return void this.underWay.shift();
      case "cut":
        return void this.cut.add(`${first} ${second}`);
      case "join":
        return void this.cut.delete(`${first} ${second}`);
      case "crash":
        return this.machineAt(first).crash();
      case "restart":
        return this.machineAt(first).restart(this.now);
    }
    throw new Error(`cannot read: ${line}`);
  }

  private seat(place: string, family: string, words: readonly string[]): void {
    const cast = casts.get(family);
    if (cast === undefined) throw new Error(`no machine of ${family} can be put on the bench`);
    const options = new Map(words.map((word) => word.split("=") as [string, string]));
    const machine = new Machine(place, cast, cast.config(options, place), {
      say: (text) => void this.out.push(`  ${this.machines.size > 1 ? `${place}: ` : ""}${text}`),
      send: (letter) => this.send(letter),
    });
    this.machines.set(place, machine);
    machine.start(this.now);
  }

  private at(now: Micros, words: readonly string[]): void {
    this.now = now;
    const [first = ""] = words;
    if (first.endsWith(":")) return this.machineAt(first.slice(0, -1)).take(words.slice(1), now);
    const [only] = this.machines.values();
    if (only === undefined) throw new Error("there is no machine yet");
    only.take(words, now);
  }

  private tick(until: Micros): void {
    while (this.ringNext(until)) continue;
    this.now = until;
  }

  /** The instant is told before what came of it, if anything did. */
  private run(until: Micros): void {
    for (let isOn = true; isOn;) {
      for (let isBusy = true; isBusy;) {
        isBusy = [...this.machines.values()].some((machine) => machine.obliges(this.now)) || this.underWay.length > 0;
        this.deliver(true);
      }
      isOn = this.ringNext(until);
    }
    this.now = until;
  }

  private ringNext(until: Micros): boolean {
    const [next] = [...this.machines.values()]
      .flatMap((machine) => machine.dueBy(until))
      .toSorted((a, b) => a.timer.at - b.timer.at);
    if (next === undefined) return false;
    this.now = Math.max(this.now, next.timer.at);
    this.sayInstant(next.machine.isQuiet);
    next.machine.ring(next.timer, this.now);
    return true;
  }

  /** Of two instants in a row of which nothing came but the later one is told, where only what came of them counts. */
  private sayInstant(isQuiet: boolean): void {
    const instant = `  ${this.now / SECOND}s`;
    if (isQuiet && this.out.at(-1) === this.instant) this.out.pop();
    else if (isQuiet && instant === this.instant && this.out.length > 0) return;
    this.out.push(instant);
    this.instant = instant;
  }

  private send(letter: Letter): void {
    if (!this.machines.has(letter.to) || letter.to === letter.from) return;
    if (!this.cut.has(`${letter.from} ${letter.to}`)) this.underWay.push(letter);
  }

  private deliver(all: boolean): void {
    for (let letter = this.underWay.shift(); letter !== undefined; letter = all ? this.underWay.shift() : undefined) {
      const { from, to, over, body } = letter;
      if (!this.machineAt(to).isQuiet) this.out.push(`  ${from} -> ${to}: ${sayMessage(body)}`);
      this.machineAt(to).hear(from, over, body, this.now);
    }
  }

  private machineAt(place: string): Machine {
    const found = this.machines.get(place);
    if (found === undefined) throw new Error(`there is no place ${place}`);
    return found;
  }
}

interface Outside {
  readonly say: (text: string) => void;
  readonly send: (letter: Letter) => void;
}

/** One machine with its disk, its timers, and the actions whose outcome it waits for. */
export class Machine implements Seat {
  state: unknown = null;
  private alive = false;
  private readonly disk: Record<string, unknown> = {};
  readonly timers = new Map<string, Timer>();
  readonly open = new Map<EffectId, Extract<Effect, { kind: "act" }>["action"]>();

  constructor(
    private readonly place: string,
    private readonly cast: Cast,
    private readonly config: unknown,
    private readonly outside: Outside,
  ) {}

  /** Only what it notes is told, and not what it hears. */
  get isQuiet(): boolean {
    return this.cast.quiet === true;
  }

  /** What it does by itself; whether there was anything. */
  obliges(now: Micros): boolean {
    for (const [id, action] of this.open) {
      const outcome = this.cast.obliges?.(action) ?? null;
      if (outcome === null) continue;
      this.settle(id, outcome, now);
      return true;
    }
    return false;
  }

  start(now: Micros): void {
    this.alive = true;
    this.turn(this.cast.machine.start(this.config, now));
  }

  crash(): void {
    this.alive = false;
    this.timers.clear();
    this.open.clear();
  }

  restart(now: Micros): void {
    const { machine } = this.cast;
    this.crash();
    this.alive = true;
    this.turn(machine.restart?.(this.config, this.disk, now) ?? machine.start(this.config, now));
  }

  take(words: readonly string[], now: Micros): void {
    const [kind = "", ...rest] = words;
    const command = this.cast.commands?.[kind];
    if (command !== undefined) return command(this, rest, now);
    if (kind === "restart") return this.restart(now);
    if (kind === "timer") {
      const [name = "", subject = "-"] = rest;
      return this.ring(this.timers.get(`${name} ${subject}`) ?? { kind: name, subject, at: now }, now);
    }
    if (kind === "outcome") return this.settle(Number(rest[0]!.slice(1)), readOutcome(rest.slice(1)), now);
    const body = this.cast.read?.(words, now) ?? null;
    if (body === null) throw new Error(`nobody says: ${words.join(" ")}`);
    this.hear("outside", null, body, now);
  }

  settle(id: EffectId, outcome: Outcome, now: Micros): void {
    this.open.delete(id);
    this.step({ kind: "outcome", id, outcome }, now);
  }

  hear(from: string, over: string | null, body: Message, now: Micros): void {
    this.step({ kind: "message", from, over, heardAt: now, count: 1, body }, now);
  }

  ring(timer: Timer, now: Micros): void {
    this.timers.delete(`${timer.kind} ${timer.subject}`);
    this.step({ kind: "timer", timer }, now);
  }

  dueBy(until: Micros): readonly { readonly machine: Machine; readonly timer: Timer }[] {
    return [...this.timers.values()].filter(({ at }) => at <= until).map((timer) => ({ machine: this, timer }));
  }

  step(input: Input, now: Micros): void {
    if (this.alive) this.turn(this.cast.machine.step(this.state, input, now));
  }

  private turn({ state, effects }: { readonly state: unknown; readonly effects: readonly Effect[] }): void {
    this.state = state;
    for (const effect of effects) {
      const text = this.cast.hides?.(effect) === true ? null : (this.cast.say?.(effect) ?? sayEffect(effect));
      if (text !== null) this.outside.say(text);
      this.carryOut(effect);
    }
  }

  private carryOut(effect: Effect): void {
    switch (effect.kind) {
      case "store":
        this.disk[effect.key] = JSON.parse(JSON.stringify(effect.content));
        return;
      case "act":
        return void this.open.set(effect.id, effect.action);
      case "set-timer":
        return void this.timers.set(`${effect.timer.kind} ${effect.timer.subject}`, effect.timer);
      case "cancel-timer":
        return void this.timers.delete(`${effect.timer.kind} ${effect.timer.subject}`);
      case "send": {
        const { place: to, over = null } = effect.to;
        return this.outside.send({ from: this.place, to, over, body: effect.body });
      }
    }
  }
}
