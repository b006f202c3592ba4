/**
 * The course of one fault: when it strikes, and how long each stroke lasts. It is drawn for itself and does not depend on
 * what is there to be struck, so that all policies meet the same faults at the same instants (common random numbers); or,
 * where it is said so, after the same times of what is there to be struck.
 */
import type { World } from "../../model/index.js";
import { drawMicros, type Handle, type Stream } from "../../sim/index.js";
import { faultKind } from "../fault/index.js";
import type { FaultEffect, FaultEnd, FaultSpec } from "../scenario.js";
import { hostMeant, isHost, Life, type Lives } from "./life.js";

export interface FaultCount {
  readonly name: string;
  /** How often its time came, be it that nothing was there to be struck. */
  readonly fired: number;
  /** How often it struck something. */
  readonly struck: number;
  /** What it missed, and how often: a host that was off cannot crash. */
  readonly missed: readonly { readonly effect: string; readonly target: string; readonly times: number }[];
}

/** What ends together. */
interface Part {
  readonly effects: readonly Effect[];
  readonly end: FaultEnd;
  readonly lengths: Stream;
}

type Cure = (() => void) | null;

export class Course {
  private readonly timing: Stream;
  private readonly chance: Stream;
  private readonly effects: readonly Effect[];
  private readonly parts: readonly Part[];
  /** Of what it strikes; null where all time counts. */
  private readonly life: Life | null;
  /** Whoever serves after the one that it struck may be struck before that one is repaired. */
  private readonly mayOverlap: boolean;
  private fired = 0;
  private struck = 0;
  /** Parts of strokes that have not ended. */
  private unended = 0;

  /** The next stroke, where all time counts. */
  private next: Handle = 0;

  /** @param renewed hears of the names of others whose times begin anew */
  constructor(
    private readonly world: World,
    private readonly fault: FaultSpec,
    lives: Lives,
    private readonly renewed: (name: string) => void,
  ) {
    const { name } = fault;
    const stream = (what: string): Stream => world.streams.stream(`fault/${name}/${what}`);
    this.timing = stream("timing");
    this.chance = stream("chance");
    this.effects = fault.effects.map((spec) => new Effect(world, name, spec));
    const { timing } = fault;
    const isLife = "every" in timing && timing.whileOn === true;
    const whose = isLife ? fault.effects.find((each) => isHost(world, each))! : null;
    this.life = whose === null ? null : new Life(lives, whose, () => this.strike());
    this.mayOverlap = whose?.strikesHolder === true;
    const own = this.effects.filter(({ spec }) => spec.end !== undefined);
    const others = this.effects.filter(({ spec }) => spec.end === undefined);
    this.parts = [
      ...(others.length === 0 ? [] : [{ effects: others, end: fault, lengths: stream("length") }]),
      ...own.map((effect, index) => ({
        effects: [effect],
        end: effect.spec.end!,
        lengths: stream(`length/${index + 1}`),
      })),
    ];
  }

  get name(): string {
    return this.fault.name;
  }

  get count(): FaultCount {
    const { fired, struck } = this;
    const missed = this.effects.flatMap(({ spec: { kind, target }, missed }) =>
      missed === 0 ? [] : [{ effect: kind, target, times: missed }],
    );
    return { name: this.fault.name, fired, struck, missed };
  }

  begin(): void {
    const { timing } = this.fault;
    if ("at" in timing) this.world.kernel.schedule(timing.at, this.strike);
    else this.planNext();
  }

  /** Whether it strikes when that step begins, of the service that it names. */
  waitsFor(step: string, figure: string | null): boolean {
    const { timing } = this.fault;
    return "when" in timing && (timing.when.step === step || timing.when.step === figure);
  }

  /** The time to its next stroke begins anew; a stroke that lasts goes on. */
  renew(): void {
    if (this.isBusy) return;
    this.world.kernel.cancel(this.next);
    this.planNext();
  }

  /** Whether what it does may end by what is done in the world. */
  get mayEndThere(): boolean {
    return this.effects.some(({ spec }) => faultKind(spec.kind).isOver !== undefined);
  }

  /** Once everybody has acted who acts at this moment. */
  lookWhetherOver(): void {
    const looked = this.effects.filter(({ isLookedAt }) => isLookedAt);
    if (looked.length === 0) return;
    this.world.kernel.after(0, () => {
      for (const each of looked) each.lookWhetherOver();
    });
  }

  /** Once everybody has acted who acts at this moment. */
  strikeNow(): void {
    this.world.kernel.after(0, this.strike);
  }

  /** Times between strokes count from the end of the last one: what is broken does not break again. */
  private planNext(): void {
    const { timing, window } = this.fault;
    if (!("every" in timing)) return;
    const { kernel } = this.world;
    if (this.life !== null) {
      if (window === undefined || kernel.now < window.to)
        this.life.begin(Math.max(1, drawMicros(timing.every, this.timing)));
      return;
    }
    let at = kernel.now;
    do at += Math.max(1, drawMicros(timing.every, this.timing));
    while (window !== undefined && at < window.from);
    if (window === undefined || at < window.to) this.next = kernel.schedule(at, this.strike);
  }

  private readonly strike = (): void => {
    if (this.isBusy || !this.inWindow() || this.chance.uniform() >= this.fault.probability) return this.planNext();
    this.fired += 1;
    const cures = new Map<Effect, Cure>(this.effects.map((effect) => [effect, effect.strike()]));
    if ([...cures.values()].some((cure) => cure !== null)) this.struck += 1;
    let left = this.parts.length;
    this.unended += left;
    if (this.mayOverlap) this.planNext();
    for (const part of this.parts) {
      this.endAfter(part, () => {
        for (const effect of part.effects) cures.get(effect)?.();
        this.unended -= 1;
        left -= 1;
        if (left > 0) return;
        if (!this.mayOverlap) this.planNext();
        for (const name of this.fault.renews ?? []) this.renewed(name);
      });
    }
  };

  /** What is broken does not break again. */
  private get isBusy(): boolean {
    return this.unended > 0 && !this.mayOverlap;
  }

  private inWindow(): boolean {
    const { window } = this.fault;
    const { now } = this.world.kernel;
    return window === undefined || (now >= window.from && now < window.to);
  }

  /**
   * After the repair, for which a crew may have to be waited for, or after a given time; or never. The crew comes for
   * nothing where nothing was struck: otherwise what it does next would depend on the policy.
   */
  private endAfter({ end: { repair, for: length, crew, class: of }, lengths }: Part, end: () => void): void {
    const { kernel } = this.world;
    const distribution = repair ?? length;
    if (distribution === undefined) return;
    const duration = drawMicros(distribution, lengths);
    if (repair === undefined || crew === undefined) return void kernel.after(duration, end);
    this.world.crew(crew).request(of ?? this.name, (release) => {
      kernel.after(duration, () => {
        release();
        end();
      });
    });
  }
}

/** What a fault does to one target. */
class Effect {
  missed = 0;
  /** Of strokes in force that may end by what is done in the world: what tells that they are over. */
  private readonly looks = new Set<() => void>();
  private readonly kind;
  /** For what is left to chance, one number a stroke. */
  private readonly chance: Stream | null;

  constructor(
    private readonly world: World,
    private readonly fault: string,
    readonly spec: FaultEffect,
  ) {
    this.kind = faultKind(spec.kind);
    this.chance = this.kind.chancy === true ? world.streams.stream(`fault/${spec.kind}/${spec.target}`) : null;
  }

  /** Whom it strikes now; null when nobody holds the service. */
  private get target(): string | null {
    const { target, strikesHolder } = this.spec;
    return strikesHolder === true ? (hostMeant(this.world, this.spec)?.name ?? null) : target;
  }

  /** What it returns ends it; nothing when the target cannot be struck: a crash of a host that is off. */
  strike(): Cure {
    const { world, kind } = this;
    const { parameters } = this.spec;
    const target = this.target;
    const luck = this.chance?.uniform() ?? 0;
    const told = { fault: this.fault, effect: kind.name, target: target ?? this.spec.target };
    if (target === null || !kind.canStrike(world, target, parameters)) {
      this.missed += 1;
      world.record({ kind: "FaultMissed", ...told });
      return null;
    }
    world.record({ kind: "FaultInjected", ...told });
    const cure = kind.strike(world, target, parameters, luck);
    let isTold = false;
    const tell = (): void => {
      if (!isTold) world.record({ kind: "FaultCleared", ...told });
      isTold = true;
    };
    if (kind.isOver !== undefined) this.looks.add(tell);
    return () => {
      cure();
      tell();
      this.looks.delete(tell);
      for (const host of kind.hostsServiced(world, target, parameters)) world.people.serviced(host);
    };
  }

  get isLookedAt(): boolean {
    return this.looks.size > 0;
  }

  /** Tells of strokes that are over by what was done in the world, though their time is not. */
  lookWhetherOver(): void {
    const { world, kind, spec } = this;
    if (kind.isOver?.(world, spec.target, spec.parameters) !== true) return;
    for (const tell of this.looks) tell();
    this.looks.clear();
  }
}
