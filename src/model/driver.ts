/** Runs a machine somewhere in the world: turns its effects into actions that take time and may fail, and brings the outcomes back. */
import type {
  Action,
  Beat,
  Effect,
  Input,
  Machine,
  Message,
  Outcome,
  Timer as TimerSpec,
  TimerName,
  Turn,
} from "../control/index.js";
import type { Handle } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import { perform } from "./effect/index.js";
import { type Planned, Rounds } from "./rounds.js";
import type { StartMachine, World } from "./world.js";

/** Of events at one instant: after everything, reports too. */
const AFTER_MESSAGES = 7;

interface Timer {
  readonly spec: TimerSpec;
  /** The event of the kernel, or the plan of one that waits for the messages of its instant. */
  readonly event: Handle | Planned<string>;
}

/** Actions that happen again and again; they are not recorded one by one. */
const ROUTINE_ACTIONS: ReadonlySet<Action["kind"]> = new Set(["query", "measure", "watch-load", "synchronise"]);

export class Driver {
  private state: unknown = null;
  private readonly timers = new Map<string, Timer>();
  /** Those of one instant that wait for its messages ring in the order of their names. */
  private readonly waiting: Rounds<string>;
  /** Timers that do not ring while the inputs that would put them off are left out, and who is told when they are set anew. */
  private readonly held = new Map<string, () => void>();
  /** Inputs that came while an effect was carried out: they wait until all effects of the turn are. */
  private readonly inbox: Input[] = [];
  private busy = false;
  /** What is stored: it survives whatever happens to the logic. */
  private readonly disk = new Map<string, string>();
  /** Counts lives: outcomes of what an earlier one began reach nobody. */
  private life = 0;
  private stopped = false;

  private constructor(
    private readonly world: World,
    readonly place: string,
    private readonly machine: Machine<unknown, unknown, Input, Effect>,
    private readonly config: unknown,
  ) {
    this.waiting = new Rounds(world.kernel, AFTER_MESSAGES);
  }

  /** Starts a machine at a place. */
  static start<C, S>(world: World, place: string, machine: Machine<C, S, Input, Effect>, config: C): Driver {
    const driver = new Driver(world, place, machine as Machine<unknown, unknown, Input, Effect>, config);
    driver.turn(() => machine.start(config, world.kernel.now));
    driver.workOff();
    return driver;
  }

  get alive(): boolean {
    return !this.stopped;
  }

  /** The place died: timers ring no more, and outcomes reach nobody. */
  stop(): void {
    this.stopped = true;
    for (const timer of this.timers.values()) this.callOff(timer);
    this.timers.clear();
    this.held.clear();
    this.inbox.length = 0;
    this.busy = false;
    this.life += 1;
  }

  /** The place works again: the logic starts with nothing but what it had stored. */
  restart(): void {
    if (!this.stopped) return;
    this.stopped = false;
    const { machine, config, world } = this;
    const disk = Object.fromEntries([...this.disk].map(([key, text]) => [key, JSON.parse(text) as unknown]));
    this.turn(() => machine.restart?.(config, disk, world.kernel.now) ?? machine.start(config, world.kernel.now));
    this.workOff();
  }

  deliver(input: Input): void {
    if (this.stopped) return;
    this.inbox.push(input);
    if (!this.busy) this.workOff();
  }

  /** Somebody said something. @param over the network that it came over, if it came over one */
  hear(from: string, body: Message, over: string | null = null): void {
    this.deliver({ kind: "message", from, over, heardAt: this.world.kernel.now, count: 1, body });
  }

  /**
   * Delivers a message that comes again and again. The timer that it puts off, when nothing came of it but to put that off
   * beyond the next one (`within`): as long as they keep coming they change nothing, and may be left out.
   */
  deliverRoutinely(input: Input, beat: Beat, within: Micros): TimerName | null {
    if (this.stopped) return NONE;
    if (this.busy) {
      this.inbox.push(input);
      return null;
    }
    const { now } = this.world.kernel;
    const effects = this.turn(() => this.machine.step(this.state, input, now));
    this.workOff();
    const [only, ...others] = effects;
    if (only === undefined) return NONE;
    if (only.kind !== "set-timer" || others.length > 0) return null;
    const { timer } = only;
    const { putOffBy } = timer;
    if (putOffBy?.from !== beat.from || putOffBy.kind !== beat.kind || putOffBy.about !== beat.about) return null;
    return timer.at > now + within ? timer : null;
  }

  private workOff(): void {
    while (!this.busy) {
      const next = this.inbox.shift();
      if (next === undefined) return;
      this.turn(() => this.machine.step(this.state, next, this.world.kernel.now));
      if (this.stopped) return;
    }
  }

  private turn(take: () => Turn<unknown, Effect>): readonly Effect[] {
    this.busy = true;
    const { state, effects } = take();
    this.state = state;
    this.carryOut(effects, 0);
    return effects;
  }

  /**
   * Keeps a timer from ringing while the inputs that would put it off are left out. When the machine sets it for another
   * reason it starts to listen anew: then `setAnew` is called.
   */
  hold(timerName: TimerName, setAnew: () => void): void {
    const name = keyOf(timerName);
    this.held.set(name, setAnew);
    const timer = this.timers.get(name);
    if (timer !== undefined) this.callOff(timer);
  }

  /** Ends a hold: `input` stands for all that were left out; a timer that it does not set anew rings when it was to. */
  release(timerName: TimerName, input: Input | null): void {
    const name = keyOf(timerName);
    if (!this.held.delete(name)) return;
    const timer = this.timers.get(name);
    if (timer !== undefined) this.setTimer(timer.spec);
    if (input !== null) this.deliver(input);
  }

  private carryOut(effects: readonly Effect[], from: number): void {
    const { life } = this;
    for (let index = from; index < effects.length; index++) {
      if (life !== this.life) return;
      const effect = effects[index]!;
      switch (effect.kind) {
        case "store":
          // The rest of the turn waits; inputs that come meanwhile do too.
          return this.store(effect.key, JSON.stringify(effect.content), () => this.carryOut(effects, index + 1));
        case "set-timer":
          this.setTimer(effect.timer);
          break;
        case "cancel-timer":
          this.cancelTimer(keyOf(effect.timer));
          break;
        case "send":
          this.world.talk(this, effect.to, effect.body, effect.delivery === "until-heard");
          break;
        case "note":
          if (effect.note.kind === "loss-report") {
            this.world.record({ kind: "LossReported", place: this.place, missing: effect.note.missing });
          } else this.world.record({ kind: "NoteMade", place: this.place, note: effect.note });
          break;
        case "act":
          this.act(effect);
          break;
      }
    }
    this.busy = false;
  }

  /** What dies before it is durable was never stored. */
  private store(key: string, text: string, durable: () => void): void {
    const delay = this.world.spec.controller.store ?? 0;
    if (delay === 0) {
      this.disk.set(key, text);
      return durable();
    }
    const { life } = this;
    this.world.kernel.after(delay, () => {
      if (life !== this.life) return;
      this.disk.set(key, text);
      durable();
      this.workOff();
    });
  }

  private setTimer(spec: TimerSpec): void {
    const name = keyOf(spec);
    this.cancelTimer(name);
    const { kernel } = this.world;
    const ringsAt = Math.max(spec.at, kernel.now);
    const ring = () => this.ring(name, spec);
    const event = spec.afterMessages ? this.waiting.plan(ringsAt, name, ring) : kernel.schedule(ringsAt, ring);
    this.timers.set(name, { spec, event });
    this.held.get(name)?.();
  }

  private cancelTimer(name: string): void {
    const timer = this.timers.get(name);
    if (timer === undefined) return;
    this.callOff(timer);
    this.timers.delete(name);
  }

  private callOff({ event }: Timer): void {
    if (typeof event === "number") this.world.kernel.cancel(event);
    else this.waiting.cancel(event);
  }

  private ring(name: string, timer: TimerSpec): void {
    this.timers.delete(name);
    if (timer.afterMessages) this.world.messages.allInAt = this.world.kernel.now;
    this.deliver({ kind: "timer", timer });
  }

  /** Starts an action; its outcome comes back exactly once, or is recorded as lost. */
  private act({ id, action, because }: Extract<Effect, { kind: "act" }>): void {
    const { kind } = action;
    const { place, world, life } = this;
    const recorded = !ROUTINE_ACTIONS.has(kind);
    if (recorded) world.record({ kind: "EffectSent", place, id, action, because });
    let settled = false;
    const settle = (outcome: Outcome | null): void => {
      if (settled) throw new Error(`${kind} #${id} of ${place} was settled twice`);
      settled = true;
      if (outcome === null || this.stopped || life !== this.life) {
        if (recorded) world.record({ kind: "OutcomeLost", place, id, action: kind });
        return;
      }
      if (recorded) world.record({ kind: "OutcomeDelivered", place, id, action: kind, outcome });
      this.deliver({ kind: "outcome", id, outcome });
    };
    perform(world, action, settle);
  }
}

/** A message to a machine that has stopped changes nothing, and puts nothing off. */
const NONE: TimerName = { kind: "", subject: "" };

function keyOf({ kind, subject }: TimerName): string {
  return `${kind} ${subject}`;
}
/** Starts a machine wherever a part of a world asks for one. */
export const startMachine: StartMachine = (world, place, machine, config) =>
  Driver.start(world, place, machine, config);
