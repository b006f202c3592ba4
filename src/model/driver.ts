/** Runs a machine somewhere in the world: turns its effects into actions that take time and may fail, and brings the outcomes back. */
import type { Action, Effect, Input, Machine, Outcome, Turn } from "../control/index.js";
import type { Handle } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import { perform } from "./effect/index.js";
import type { Message, Place, Resident } from "./place.js";
import { type Planned, Rounds } from "./rounds.js";
import type { StartMachine, World } from "./world.js";

/** Of events at one instant: after everything, reports too. */
const AFTER_MESSAGES = 7;

interface Timer {
  readonly at: Micros;
  /** The event of the kernel, or the plan of one that waits for the messages of its instant. */
  readonly event: Handle | Planned<string>;
}

/** Actions that happen again and again; they are not recorded one by one. */
const ROUTINE_ACTIONS: ReadonlySet<Action["kind"]> = new Set([
  "query",
  "measure",
  "watch-load",
  "report-load",
  "reserve",
  "synchronise",
]);

export class Driver implements Resident {
  private state: unknown = null;
  private readonly timers = new Map<string, Timer>();
  /** Those of one instant that wait for its messages ring in the order of their names. */
  private readonly waiting: Rounds<string>;
  /** Timers that do not ring while the inputs that would put them off are left out, and who is told when they are set anew. */
  private readonly held = new Map<string, () => void>();
  /** Inputs that came while an effect was carried out: they wait until all effects of the turn are. */
  private readonly inbox: Input[] = [];
  private busy = false;
  /** Counts lives: outcomes of what an earlier one began reach nobody. */
  private life = 0;
  private stopped = false;

  private constructor(
    private readonly world: World,
    readonly place: string,
    /** Where it runs. */
    private readonly at: Place,
    private readonly machine: Machine<unknown, unknown, Input, Effect>,
    private readonly config: unknown,
  ) {
    this.waiting = new Rounds(world.kernel, AFTER_MESSAGES);
  }

  /** Starts a machine; its name begins with that of the place where it runs. */
  static start<C, S>(world: World, name: string, machine: Machine<C, S, Input, Effect>, config: C): Driver {
    const at = world.place(name.split("/")[0]!);
    const driver = new Driver(world, name, at, machine as Machine<unknown, unknown, Input, Effect>, config);
    at.enter(driver);
    driver.turn(() => machine.start(config, world.kernel.now));
    driver.workOff();
    return driver;
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
    const disk = this.at.disk.contentOf(this.place);
    this.turn(() => machine.restart?.(config, disk, world.kernel.now) ?? machine.start(config, world.kernel.now));
    this.workOff();
  }

  deliver(input: Input): void {
    if (this.stopped) return;
    this.inbox.push(input);
    if (!this.busy) this.workOff();
  }

  /** It ends for good. */
  end(): void {
    this.stop();
    this.at.leave(this);
  }

  receive({ body }: Message): void {
    this.deliver(body);
  }

  receiveRoutinely({ body: input }: Message, within: Micros): boolean {
    if (this.stopped) return true;
    if (this.busy) {
      this.inbox.push(input);
      return false;
    }
    const { now } = this.world.kernel;
    const effects = this.turn(() => this.machine.step(this.state, input, now));
    this.workOff();
    const [only, ...others] = effects;
    if (only === undefined) return true;
    if (only.kind !== "set-timer" || only.unsteady || only.timer !== putOffBy(input) || others.length > 0) return false;
    return only.at > now + within;
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

  hold({ body }: Message, setAnew: () => void): void {
    const name = putOffBy(body);
    this.held.set(name, setAnew);
    const timer = this.timers.get(name);
    if (timer !== undefined) this.callOff(timer);
  }

  /** A timer that `made` does not set anew rings when it was to. */
  release({ body }: Message, made: Message | null): void {
    const name = putOffBy(body);
    if (!this.held.delete(name)) return;
    const timer = this.timers.get(name);
    if (timer !== undefined) this.setTimer(name, timer.at, typeof timer.event !== "number");
    if (made !== null) this.receive(made);
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
          this.setTimer(effect.timer, effect.at, effect.afterMessages === true);
          break;
        case "cancel-timer":
          this.cancelTimer(effect.timer);
          break;
        case "answer":
          this.world.questions.answer(effect.question, effect.refused);
          break;
        case "note":
          if (effect.note.kind === "loss-report") {
            this.world.record({ kind: "LossReported", place: this.place, missing: effect.note.missing });
          } else this.world.record({ kind: "NoteMade", place: this.place, note: effect.note });
          break;
        default:
          this.act(effect);
      }
    }
    this.busy = false;
  }

  /** What dies before it is durable was never stored. */
  private store(key: string, text: string, durable: () => void): void {
    const { life } = this;
    let waited = false;
    this.at.disk.write(this.place, key, text, () => {
      if (life !== this.life) return;
      durable();
      if (waited) this.workOff();
    });
    waited = true;
  }

  private setTimer(name: string, at: Micros, waits: boolean): void {
    this.cancelTimer(name);
    const { kernel } = this.world;
    const ringsAt = Math.max(at, kernel.now);
    const ring = () => this.ring(name, waits);
    const event = waits ? this.waiting.plan(ringsAt, name, ring) : kernel.schedule(ringsAt, ring);
    this.timers.set(name, { at, event });
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

  private ring(name: string, waits: boolean): void {
    this.timers.delete(name);
    if (waits) this.world.heartbeats.allInAt = this.world.kernel.now;
    this.deliver({ kind: "timer", timer: name });
  }

  /** Starts an action; its outcome comes back exactly once, or is recorded as lost. */
  private act(effect: Extract<Effect, { id: number }>): void {
    const { id, kind } = effect;
    const { place, world, life } = this;
    const recorded = !ROUTINE_ACTIONS.has(kind);
    if (recorded) world.record({ kind: "EffectSent", place, effect });
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
    perform(world, effect, settle, this.at);
  }
}

/** The timer that a message that comes again and again puts off. */
function putOffBy(input: Input): string {
  return input.kind === "report" ? `report-due ${input.host}` : "";
}

/** Starts a machine wherever a part of a world asks for one. */
export const startMachine: StartMachine = (world, place, machine, config) =>
  Driver.start(world, place, machine, config);
