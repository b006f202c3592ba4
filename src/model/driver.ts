/** Runs a machine somewhere in the world: turns its effects into actions that take time and may fail, and brings the outcomes back. */
import type { Action, Effect, Input, Machine, Outcome } from "../control/index.js";
import type { Handle } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import { perform } from "./effect/index.js";
import type { World } from "./world.js";

/** Of events at one instant: after everything, reports too. */
const AFTER_MESSAGES = 7;

interface Timer {
  readonly at: Micros;
  readonly priority: number | undefined;
  handle: Handle;
}

/** Actions that happen again and again; they are not recorded one by one. */
const ROUTINE_ACTIONS: ReadonlySet<Action["kind"]> = new Set(["query"]);

export class Driver {
  private state: unknown = null;
  private readonly timers = new Map<string, Timer>();
  private stopped = false;

  private constructor(
    private readonly world: World,
    readonly place: string,
    private readonly machine: Machine<unknown, unknown, Input, Effect>,
  ) {}

  /** Starts a machine at a place. */
  static start<C, S>(world: World, place: string, machine: Machine<C, S, Input, Effect>, config: C): Driver {
    const driver = new Driver(world, place, machine as Machine<unknown, unknown, Input, Effect>);
    const turn = machine.start(config, world.kernel.now);
    driver.state = turn.state;
    driver.carryOut(turn.effects);
    return driver;
  }

  /** The place died: timers ring no more, and outcomes reach nobody. */
  stop(): void {
    this.stopped = true;
    for (const { handle } of this.timers.values()) this.world.kernel.cancel(handle);
    this.timers.clear();
  }

  deliver(input: Input): void {
    if (this.stopped) return;
    const turn = this.machine.step(this.state, input, this.world.kernel.now);
    this.state = turn.state;
    this.carryOut(turn.effects);
  }

  /**
   * Delivers an input that comes again and again. True when all that came of it was to set `timer` later than the next
   * one will come (`within`): as long as the inputs keep coming they change nothing, and may be left out.
   */
  deliverRoutinely(input: Input, timer: string, within: Micros): boolean {
    if (this.stopped) return false;
    const turn = this.machine.step(this.state, input, this.world.kernel.now);
    this.state = turn.state;
    this.carryOut(turn.effects);
    const [only, ...others] = turn.effects;
    if (only?.kind !== "set-timer" || only.timer !== timer || others.length > 0) return false;
    return only.at > this.world.kernel.now + within;
  }

  /** Keeps a timer from ringing while the inputs that would put it off are left out. */
  hold(name: string): void {
    const timer = this.timers.get(name);
    if (timer === undefined) return;
    this.world.kernel.cancel(timer.handle);
    timer.handle = 0;
  }

  /** Ends a hold: `catchUp` delivers what was left out; a timer that it did not set anew rings when it was to. */
  release(name: string, catchUp: (driver: Driver) => void): void {
    catchUp(this);
    const timer = this.timers.get(name);
    if (timer !== undefined && timer.handle === 0) this.setTimer(name, timer.at, timer.priority);
  }

  private carryOut(effects: readonly Effect[]): void {
    for (const effect of effects) {
      switch (effect.kind) {
        case "set-timer":
          this.setTimer(effect.timer, effect.at, effect.afterMessages ? AFTER_MESSAGES : undefined);
          break;
        case "cancel-timer":
          this.cancelTimer(effect.timer);
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
  }

  private setTimer(name: string, at: Micros, priority: number | undefined): void {
    this.cancelTimer(name);
    const { kernel } = this.world;
    const handle = kernel.schedule(Math.max(at, kernel.now), () => this.ring(name), 0, priority);
    this.timers.set(name, { at, priority, handle });
  }

  private cancelTimer(name: string): void {
    const timer = this.timers.get(name);
    if (timer === undefined) return;
    this.world.kernel.cancel(timer.handle);
    this.timers.delete(name);
  }

  private ring(name: string): void {
    this.timers.delete(name);
    this.deliver({ kind: "timer", timer: name });
  }

  /** Starts an action; its outcome comes back exactly once, or is recorded as lost. */
  private act(effect: Extract<Effect, { id: number }>): void {
    const { id, kind } = effect;
    const { place, world } = this;
    const recorded = !ROUTINE_ACTIONS.has(kind);
    if (recorded) world.record({ kind: "EffectSent", place, effect });
    let settled = false;
    const settle = (outcome: Outcome | null): void => {
      if (settled) throw new Error(`${kind} #${id} of ${place} was settled twice`);
      settled = true;
      if (outcome === null || this.stopped) {
        if (recorded) world.record({ kind: "OutcomeLost", place, id, action: kind });
        return;
      }
      if (recorded) world.record({ kind: "OutcomeDelivered", place, id, action: kind, outcome });
      this.deliver({ kind: "outcome", id, outcome });
    };
    perform(world, effect, settle);
  }
}
