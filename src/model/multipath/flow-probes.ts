/** Load that is a flow does its I/Os unseen: that a path in use carries nothing is found as by single I/Os, one at a time on each path. */
import type { Handle, Kernel } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { Lane } from "./lane.js";
import type { Reach } from "./reach.js";

interface Finding<L> {
  /** It is in use, by a host that works. */
  isUsed(lane: L): boolean;
  /** When an I/O fails that is sent over it now. */
  failureOn(lane: L): Micros;
  found(lane: L, isPassive: boolean): void;
}

export class FlowProbes<L extends Lane> {
  private readonly open = new Map<L, Handle>();
  /** There is load that is a flow. */
  private flows = false;

  constructor(
    private readonly kernel: Kernel,
    private readonly reach: Reach,
    private readonly about: Finding<L>,
  ) {}

  begin(lanes: readonly L[]): void {
    if (this.flows) return;
    this.flows = true;
    for (const lane of lanes) this.look(lane);
  }

  /** Something about a path, or about who uses it, has changed. */
  look(lane: L): void {
    if (!this.flows) return;
    const { kernel, reach, about } = this;
    if (!about.isUsed(lane) || reach.device === undefined || reach.isServed(lane)) return this.end(lane);
    if (this.open.has(lane)) return;
    const at = reach.isPassive(lane) ? kernel.now : about.failureOn(lane);
    const found = () => {
      this.open.delete(lane);
      if (!about.isUsed(lane) || reach.isServed(lane)) return;
      about.found(lane, reach.isPassive(lane));
      this.look(lane);
    };
    this.open.set(lane, kernel.schedule(at, found));
  }

  end(lane: L): void {
    this.kernel.cancel(this.open.get(lane) ?? 0);
    this.open.delete(lane);
  }
}
