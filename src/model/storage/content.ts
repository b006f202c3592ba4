/** What one copy of a volume holds at one instant, and how much a volume has changed up to then. */
import type { Identity } from "../../control/index.js";
import { type Micros, SECOND } from "../../units/index.js";
import type { WriteRange } from "../true-state.js";

export interface Content {
  readonly holds: readonly WriteRange[];
  /** Position of the volume's meter of changed bytes. */
  readonly changed: number;
  /** Position of its meter of logged bytes. */
  readonly logged: number;
  readonly corrupt: boolean;
  /** The format of the platform that wrote it; `null` where nothing is known of platforms. */
  readonly format: string | null;
  /** What a host is known by that boots from it (system volumes). */
  readonly identity: Identity | null;
}

/** Counts bytes: at a rate while somebody uses the volume, and one by one. */
export class ByteMeter {
  private total = 0;
  private users = 0;
  private since: Micros = 0;

  /** @param rate bytes per second */
  constructor(
    private readonly rate: number,
    private readonly now: () => Micros,
  ) {}

  /** How many bytes there were up to now. */
  get position(): number {
    return this.total + (this.users === 0 ? 0 : (this.rate * (this.now() - this.since)) / SECOND);
  }

  add(bytes: number): void {
    this.total += bytes;
  }

  begin(): void {
    this.settle();
    this.users += 1;
  }

  end(): void {
    this.settle();
    this.users -= 1;
  }

  private settle(): void {
    this.total = this.position;
    this.since = this.now();
  }
}
