/** A path that has carried nothing for long is gone for the transport of the host (`dev_loss_tmo`): it is found anew when it carries again. */
import type { Handle, Kernel } from "../../sim/index.js";
import { type Micros, SECOND } from "../../units/index.js";
import type { Lane } from "./lane.js";

interface About<L> {
  /** For how long, as the host has been told; `null`: it never is. */
  readonly after: () => Micros | null;
  /** Nobody on the host hears of anything: it hangs. */
  readonly isDeaf: () => boolean;
  gone(lane: L): void;
  found(lane: L): void;
}

/** How often the transport says again that it has found a path, until it is heard. */
const AGAIN = SECOND;

export class LostPaths<L extends Lane> {
  private readonly waiting = new Map<L, Handle>();
  private readonly lost = new Set<L>();

  constructor(
    private readonly kernel: Kernel,
    private readonly about: About<L>,
  ) {}

  /** It may carry nothing any more, or carry again. */
  look(lane: L): void {
    if (lane.deadSince === null) return this.lives(lane);
    const after = this.about.after();
    if (after === null || this.waiting.has(lane) || this.lost.has(lane)) return;
    const at = Math.max(this.kernel.now, lane.deadSince + after);
    const lose = (): void => {
      this.waiting.delete(lane);
      this.lost.add(lane);
      this.about.gone(lane);
    };
    this.waiting.set(lane, this.kernel.schedule(at, lose));
  }

  private lives(lane: L): void {
    const waiting = this.waiting.get(lane);
    if (waiting !== undefined) {
      this.kernel.cancel(waiting);
      this.waiting.delete(lane);
    }
    if (!this.lost.has(lane)) return;
    if (this.about.isDeaf()) return this.tryAgain(lane);
    this.lost.delete(lane);
    this.about.found(lane);
  }

  private tryAgain(lane: L): void {
    const again = (): void => {
      this.waiting.delete(lane);
      this.look(lane);
    };
    this.waiting.set(lane, this.kernel.after(AGAIN, again));
  }
}
