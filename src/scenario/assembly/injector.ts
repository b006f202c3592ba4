/** Does to the world what a scenario's faults say, when they say it, and counts how often each was done. */
import type { Record as WorldRecord, World } from "../../model/index.js";
import { drawMicros, type Stream } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import { faultKind } from "../fault/index.js";
import type { FaultSpec } from "../scenario.js";

export class Injector {
  private readonly fired: number[];

  constructor(
    private readonly world: World,
    private readonly faults: readonly FaultSpec[],
  ) {
    this.fired = faults.map(() => 0);
  }

  /** How often each fault struck, in the order of the scenario. */
  get counts(): readonly { readonly name: string; readonly fired: number }[] {
    return this.faults.map((fault, index) => ({ name: fault.name, fired: this.fired[index] ?? 0 }));
  }

  /** Plans the first stroke of every fault; call once, when the world has started. */
  begin(): void {
    for (const [index, fault] of this.faults.entries()) {
      new Stroke(this.world, fault, () => (this.fired[index] = (this.fired[index] ?? 0) + 1)).plan();
    }
  }
}

/** One fault of the scenario, which may strike many times. */
class Stroke {
  private readonly timing: Stream;
  private readonly chance: Stream;
  private readonly lengths: Stream;
  private active = false;

  constructor(
    private readonly world: World,
    private readonly fault: FaultSpec,
    private readonly onStruck: () => void,
  ) {
    this.timing = world.streams.stream(`fault/${fault.name}/timing`);
    this.chance = world.streams.stream(`fault/${fault.name}/chance`);
    this.lengths = world.streams.stream(`fault/${fault.name}/length`);
  }

  plan(): void {
    const { kernel } = this.world;
    const { timing } = this.fault;
    if ("at" in timing) kernel.schedule(timing.at, this.strike);
    else if ("every" in timing) this.planNext();
    else this.world.listen((record) => this.watchFor(timing.when, record));
  }

  /** Times between strokes count from the end of the last one: what is broken does not break again. */
  private planNext(): void {
    const { timing } = this.fault;
    if (!("every" in timing)) return;
    const { kernel } = this.world;
    kernel.after(Math.max(1, drawMicros(timing.every, this.timing)), this.strike);
  }

  private watchFor(when: { readonly step: string; readonly of: string }, record: WorldRecord): void {
    if (record.kind !== "NoteMade") return;
    const { note } = record;
    if (note.kind !== "step-begun" || !note.of.subjects.some(({ name }) => name === when.of)) return;
    if (note.step === when.step || note.figure === when.step) {
      this.world.kernel.after(0, this.strike);
    }
  }

  private readonly strike = (): void => {
    if (this.active || !this.inWindow() || this.chance.uniform() >= this.fault.probability) return this.planNext();
    const cures = this.fault.effects.map((effect) => this.cause(effect)).filter((cure) => cure !== null);
    // A crash of a host that is off, a cut of what is cut: nothing happened.
    if (cures.length === 0) return this.planNext();
    this.onStruck();
    this.endAfter(() => {
      for (const cure of cures) cure();
      this.planNext();
    });
  };

  private inWindow(): boolean {
    const { window } = this.fault;
    const { now } = this.world.kernel;
    return window === undefined || (now >= window.from && now < window.to);
  }

  /** Strikes one target; what it returns ends that. */
  private cause(effect: FaultSpec["effects"][number]): (() => void) | null {
    const kind = faultKind(effect.kind);
    const { target } = effect;
    if (!kind.canStrike(this.world, target, effect.parameters)) return null;
    const told = { fault: this.fault.name, effect: effect.kind, target };
    this.world.record({ kind: "FaultInjected", ...told });
    const cure = kind.strike(this.world, target, effect.parameters);
    return () => {
      cure();
      this.world.record({ kind: "FaultCleared", ...told });
      for (const host of kind.hostsServiced(this.world, target, effect.parameters)) this.world.people.serviced(host);
    };
  }

  /** After the repair, for which a crew may have to be waited for, or after a given time; or never. */
  private endAfter(end: () => void): void {
    const { repair, for: length, crew } = this.fault;
    const { kernel } = this.world;
    const done = (): void => {
      this.active = false;
      end();
    };
    this.active = true;
    if (repair === undefined) {
      if (length !== undefined) kernel.after(drawMicros(length, this.lengths), done);
      return;
    }
    const duration: Micros = drawMicros(repair, this.lengths);
    if (crew === undefined) return void kernel.after(duration, done);
    this.world.crew(crew).request((release) => {
      kernel.after(duration, () => {
        release();
        done();
      });
    });
  }
}
