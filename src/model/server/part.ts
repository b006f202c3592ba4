/** A part of a storage server: it works while nothing is wrong with it and with what it hangs on. */
import type { PartState } from "../true-state.js";
import type { PartSpec } from "./spec.js";

/** What helps: each helps where the ones before it do. */
export type Cure = "restart" | "power-cycle" | "replace" | "repair";

const CURES: readonly Cure[] = ["restart", "power-cycle", "replace", "repair"];

export class Part {
  /** What is wrong with it, and what would cure it; `null`: nothing. */
  private cure: Cure | null = null;
  /** It is being restarted, or exchanged. */
  private away = false;
  private hangs = false;
  /** It does not do what it should, though it answers. */
  degraded = false;
  private carried = true;

  constructor(readonly spec: PartSpec) {}

  get name(): string {
    return this.spec.name;
  }

  /** Something is wrong with it, whatever it hangs on. */
  get broken(): boolean {
    return this.cure !== null;
  }

  get works(): boolean {
    return this.carried && !this.away && this.cure === null;
  }

  get hung(): boolean {
    return this.hangs && this.works;
  }

  /** Whoever looks at it finds nothing wrong. */
  get isSound(): boolean {
    return this.works && !this.hangs && !this.degraded;
  }

  get state(): PartState {
    if (!this.works) return "gone";
    return this.hangs ? "hung" : "works";
  }

  /** What it hangs on works, or does not. */
  setCarried(carried: boolean): void {
    this.carried = carried;
    if (!carried) this.begin();
  }

  break(cure: Cure): void {
    this.cure = cure;
  }

  setHung(hung: boolean): void {
    this.hangs = hung;
  }

  takeAway(): void {
    this.away = true;
    this.begin();
  }

  /** It is back; what was wrong is cured if this cures it. */
  bringBack(by: Cure): void {
    this.away = false;
    if (this.cure !== null && CURES.indexOf(by) >= CURES.indexOf(this.cure)) this.cure = null;
    if (by === "replace" || by === "repair") this.degraded = false;
  }

  mend(): void {
    this.cure = null;
  }

  /** Whatever starts anew does not hang. */
  private begin(): void {
    this.hangs = false;
  }
}
