/** A host that keeps its requests while it hangs: what is in service stands still, and goes on for as long as it still needed when the host wakes. */
import type { Micros } from "../../units/index.js";

export class Standstill {
  /** When it began; `null` while the host does not hang. */
  private since: Micros | null = null;
  /** Of those whose end came while it lasted, and of those that were to begin: what they still need. */
  private readonly left = new Map<number, Micros>();
  /** Of those whose end is still to come: by how much later than that they are ready. */
  private readonly owed = new Map<number, Micros>();

  get lasts(): boolean {
    return this.since !== null;
  }

  begin(now: Micros): void {
    this.since = now;
  }

  /** @returns whether it lasts, so that nothing may go on */
  holds(slot: number, needs: Micros): boolean {
    if (this.since === null) return false;
    this.left.set(slot, needs);
    return true;
  }

  /**
   * The end of a service has come, as it was when the service began.
   * @returns what is still to be done after that, without any of it while this lasts; `null` while it does
   */
  atEnd(slot: number, now: Micros): Micros | null {
    const owed = this.owed.get(slot) ?? 0;
    this.owed.delete(slot);
    if (this.since === null) return owed;
    this.left.set(slot, now - this.since + owed);
    return null;
  }

  /** @param inService all of those; @returns who goes on, for how long */
  end(now: Micros, inService: readonly number[]): readonly (readonly [slot: number, needs: Micros])[] {
    const lasted = now - (this.since ?? now);
    this.since = null;
    for (const slot of inService) if (!this.left.has(slot)) this.owed.set(slot, (this.owed.get(slot) ?? 0) + lasted);
    const goOn = [...this.left];
    this.left.clear();
    return goOn;
  }

  /** The host has lost all of them. */
  forget(): void {
    this.since = null;
    this.left.clear();
    this.owed.clear();
  }
}
