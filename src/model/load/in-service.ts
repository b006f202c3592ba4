/** The requests in service at a host, in a list within the pool, and how long its servers were at work for them. */
import type { Kernel } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { HostSpec } from "../spec.js";
import { NONE, type RequestPool } from "./request-pool.js";
import { Standstill } from "./standstill.js";

export class InService {
  inService = 0;
  // Fractions at first, so that V8 stores these as doubles from the beginning; the constructor sets the true values.
  /** Microseconds that its servers were at work, and that requests spent with storage, up to `counted`. */
  busy = 0.5;
  storage = 0.5;
  private counted: Micros = 0.5;
  /** How many of those in service are with storage now, on average. */
  protected withStorage = 0.5;
  /** Who came last. */
  protected serving = NONE;
  /** Requests whose service ended while the host was hung. */
  protected parked: number[] = [];
  /** `null` where a host that hangs loses who comes. */
  protected readonly standstill: Standstill | null;
  /** So many are served at full pace. */
  private readonly paces: number;

  constructor(
    protected readonly kernel: Kernel,
    protected readonly requests: RequestPool,
    { hung, concurrency }: HostSpec["serves"],
  ) {
    this.busy = this.storage = this.counted = this.withStorage = 0;
    this.standstill = hung === "kept" ? new Standstill() : null;
    this.paces = concurrency;
  }

  protected get standsStill(): boolean {
    return this.standstill !== null && this.standstill.lasts;
  }

  /** To be called before anything changes who is at work. */
  protected integrate(): void {
    const { now } = this.kernel;
    const elapsed = now - this.counted;
    if (elapsed === 0) return;
    this.counted = now;
    if (this.standsStill) return;
    const working = this.inService - this.parked.length;
    if (working <= 0) return;
    const { paces } = this;
    const stored = this.withStorage * elapsed;
    this.busy += (working <= paces ? working : paces) * elapsed;
    this.storage += working <= paces ? stored : stored * (paces / working);
  }

  /** Takes a place among those in service. */
  protected enter(slot: number): void {
    const { requests, serving } = this;
    this.integrate();
    requests.previous[slot] = NONE;
    requests.next[slot] = serving;
    if (serving !== NONE) requests.previous[serving] = slot;
    this.serving = slot;
    this.inService += 1;
  }

  protected leave(slot: number): void {
    const { next, previous, storage } = this.requests;
    const after = next[slot]!;
    const before = previous[slot]!;
    if (before === NONE) this.serving = after;
    else next[before] = after;
    if (after !== NONE) previous[after] = before;
    this.inService -= 1;
    this.withStorage = this.inService === 0 ? 0 : this.withStorage - storage[slot]!;
  }

  /** It is not with storage any more. */
  protected endStorage(slot: number): void {
    this.withStorage -= this.requests.storage[slot]!;
    this.requests.storage[slot] = 0;
  }

  protected some(isMeant: (slot: number) => boolean): boolean {
    for (let slot = this.serving; slot !== NONE; slot = this.requests.next[slot]!) if (isMeant(slot)) return true;
    return false;
  }

  /** Those of them that are meant, who came last first. */
  protected list(isMeant: (slot: number) => boolean): readonly number[] {
    const found: number[] = [];
    for (let slot = this.serving; slot !== NONE; slot = this.requests.next[slot]!) if (isMeant(slot)) found.push(slot);
    return found;
  }
}
