/** Runs a machine somewhere in the world: turns its effects into actions that take time and may fail, and brings the outcomes back. */
import type { Beat, Effect, Input, Machine, Outcome, Rest, Timer, Turn } from "../control/index.js";
import type { Micros } from "../units/index.js";
import { ActionsAskedFor } from "./actions-asked-for.js";
import type { Answer, Ask, Foresighted, Heard } from "./domain/foresighted.js";
import { Doubted } from "./doubted.js";
import { Foreseen } from "./foreseen.js";
import { recordNote } from "./noted.js";
import type { Hold, Letter, Place, Resident } from "./place.js";
import { Resting } from "./resting.js";
import { isPutOffBy, Timers } from "./timers.js";
import { Voice } from "./voice.js";
import type { StartMachine, World } from "./world.js";

export class Runner implements Resident, Foresighted {
  private state: unknown = null;
  private readonly timers: Timers;
  private readonly voice: Voice;
  /** Inputs that came while an effect was carried out: they wait until all effects of the turn are. */
  private readonly inbox: Input[] = [];
  private busy = false;
  private readonly doubted = new Doubted((host) => this.world.heartbeats.beforeChange(host));
  /** What came due while the place hung, in its order: a hung machine neither thinks nor acts. */
  private readonly overdue: (() => void)[] = [];
  /** Counts lives: outcomes of what an earlier one began reach nobody. */
  private life = 0;
  private stopped: boolean;
  /** It has run before, and may have stored something. */
  private hasRun = false;
  private readonly actions: ActionsAskedFor;
  /** What it tells beforehand; `null`: it is asked at each step. */
  private readonly foreseen: Foreseen | null = null;
  /** What it looks at again and again; `null`: nothing. */
  private readonly resting: Resting | null = null;

  private constructor(
    private readonly world: World,
    /** Of the machine: that of its place, or with its part there behind a slash. */
    readonly name: string,
    /** Where it runs. */
    readonly at: Place,
    private readonly machine: Machine<unknown, unknown, Input, Effect>,
    private readonly config: unknown,
  ) {
    this.timers = new Timers(world.kernel, world.ringing, world.ringing.rankOfMachineAt(at.name), (timer) =>
      this.ring(timer),
    );
    this.voice = new Voice(world, at, this);
    this.actions = new ActionsAskedFor(world, at, this.doubted, {
      name,
      lives: () => !this.stopped,
      life: () => this.life,
      hear: (outcome) => this.deliver(outcome),
    });
    this.stopped = !at.alive;
    const { foresight, rest } = machine;
    if (rest?.of === machine.step) this.resting = this.restOf(rest);
    if (foresight === undefined || foresight.of !== machine.step || name !== at.name) return;
    this.foreseen = new Foreseen(foresight, name, world.domain?.courses ?? null);
    this.foreseen.enrol(this);
  }

  /** Starts a machine, at once if its place lives; its name begins with that of the place. */
  static start<C, S>(world: World, name: string, machine: Machine<C, S, Input, Effect>, config: C): Runner {
    const at = world.place(name.split("/")[0]!);
    const runner = new Runner(world, name, at, machine as Machine<unknown, unknown, Input, Effect>, config);
    at.enter(runner);
    if (at.alive) runner.begin();
    return runner;
  }

  private restOf(rest: Rest<unknown>): Resting {
    const { world, timers } = this;
    const state = () => this.state;
    return new Resting(world, rest, {
      state,
      keyOf: (timer) => timers.keyOf(timer),
      setAnew: (timer) => timers.set(timer),
    });
  }

  /** The place died: timers ring no more, and outcomes reach nobody. */
  stop(): void {
    this.stopped = true;
    this.timers.clear();
    this.resting?.forget();
    this.voice.fallSilent();
    this.inbox.length = 0;
    this.overdue.length = 0;
    this.busy = false;
    this.foreseen?.forget();
    this.life += 1;
  }

  /** The place works again: the logic starts with nothing but what it had stored. */
  restart(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.begin();
  }

  private begin(): void {
    const { machine, config, at } = this;
    const { now } = this.world.kernel;
    const again = this.hasRun;
    this.hasRun = true;
    this.busy = true;
    const restarted = again ? machine.restart?.(config, at.disk.contentOf(this.name), now) : undefined;
    this.turn(restarted ?? machine.start(config, now));
    this.workOff();
  }

  wake(): void {
    for (const goOn of this.overdue.splice(0)) goOn();
  }

  /** It ends for good. */
  end(): void {
    this.foreseen?.beforeChange();
    this.stop();
    this.at.leave(this);
  }

  private deliver(input: Input): void {
    if (this.stopped) return;
    this.resting?.end();
    if (!this.at.hears) return void this.overdue.push(() => this.deliver(input));
    if (this.busy) return void this.inbox.push(input);
    this.take(input);
    if (this.inbox.length > 0) this.workOff();
  }

  receive({ from, over, heardAt, count, body }: Letter): void {
    this.deliver({ kind: "message", from, over, heardAt, count, body });
  }

  // ---- what it foresees

  foresees(input: Heard): Answer | null {
    if (this.stopped || this.busy) return null;
    return this.foreseen!.answer(this.state, input);
  }

  skip(): void {
    this.foreseen!.skip();
  }

  relive(input: Input, at: Micros): Ask | null {
    this.foreseen!.tellSkipped(this.state);
    const { state, effects } = this.machine.step(this.state, input, at);
    this.state = state;
    return effects.find((each) => each.kind === "act") ?? null;
  }

  // ---- what comes to it

  receiveRoutinely(letter: Letter, beat: Beat, within: Micros): boolean {
    if (this.stopped) return true;
    const input: Input = { kind: "message", ...letter };
    this.resting?.end();
    if (this.busy) {
      this.inbox.push(input);
      return false;
    }
    const { now } = this.world.kernel;
    const effects = this.hear(input, now);
    this.workOff();
    if (this.doubted.awaits(beat.about)) return false;
    const [only, ...others] = effects;
    if (only === undefined) return true;
    if (only.kind !== "set-timer" || others.length > 0) return false;
    const { timer } = only;
    return isPutOffBy(timer, beat) && timer.unsteady !== true && timer.at > now + within;
  }

  private workOff(): void {
    while (!this.busy) {
      const next = this.inbox.shift();
      if (next === undefined) return;
      this.take(next);
      if (this.stopped) return;
    }
  }

  private take(input: Input): void {
    // What was done before it may have cancelled it, or set it anew.
    if (input.kind === "timer" && !this.timers.take(input.timer)) return;
    this.hear(input, this.world.kernel.now);
  }

  private hear(input: Input, now: Micros): readonly Effect[] {
    this.foreseen?.beforeInput(this.state, input);
    const heard = this.doubted.heardIn(input, now);
    if (heard !== null) this.world.record({ ...heard, place: this.name });
    this.busy = true;
    return this.turn(this.machine.step(this.state, input, now));
  }

  private turn({ state, effects }: Turn<unknown, Effect>): readonly Effect[] {
    this.state = state;
    this.carryOut(effects, 0);
    return effects;
  }

  hold(beat: Beat, hold: Hold): void {
    this.timers.hold(beat, hold);
  }

  release(beat: Beat, made: Letter | null): void {
    if (this.timers.release(beat) && made !== null) this.receive(made);
  }

  private carryOut(effects: readonly Effect[], from: number): void {
    const { life } = this;
    for (let index = from; index < effects.length; index++) {
      if (life !== this.life) return;
      const effect = effects[index]!;
      switch (effect.kind) {
        case "store":
          return this.storeFirst(effect, effects, index + 1);
        case "set-timer":
          this.timers.set(effect.timer);
          break;
        case "cancel-timer":
          this.timers.cancel(effect.timer);
          break;
        case "send":
          this.voice.send(effect);
          break;
        case "beat":
          this.voice.beat(effect);
          break;
        case "end-beat":
          this.voice.endBeat(effect.beat);
          break;
        case "note":
          this.doubted.note(effect.note, this.world.kernel.now);
          recordNote(this.world, this.name, effect.note);
          break;
        case "act":
          this.actions.begin(effect);
          break;
      }
    }
    this.busy = false;
  }

  /** The rest of the turn waits; inputs that come meanwhile do too. (By itself, for a closure in the loop costs each effect.) */
  private storeFirst(effect: Extract<Effect, { kind: "store" }>, effects: readonly Effect[], from: number): void {
    this.store(effect.key, JSON.stringify(effect.content), () => this.carryOut(effects, from));
  }

  /** What dies before it is durable was never stored. */
  private store(key: string, text: string, durable: () => void): void {
    const { life } = this;
    let waited = false;
    let isDurable = false;
    this.at.disk.write(this.name, key, text, () => {
      isDurable = true;
      if (life !== this.life) return;
      const goOn = () => {
        durable();
        if (waited) this.workOff();
      };
      if (this.at.hears) goOn();
      else this.overdue.push(goOn);
    });
    waited = true;
    if (!isDurable) this.timers.wait();
  }

  private ring(timer: Timer): void {
    if (timer.afterMessages && this.at.hears) this.world.heartbeats.allInAt = this.world.kernel.now;
    if (this.at.hears && this.resting?.begin(timer) === true) return void this.timers.take(timer);
    this.deliver({ kind: "timer", timer });
  }

  settler(ask: Ask): (outcome: Outcome | null) => void {
    return this.actions.settler(ask);
  }
}

/** Starts a machine wherever a part of a world asks for one. */
export const startMachine: StartMachine = (world, name, machine, config) => Runner.start(world, name, machine, config);
