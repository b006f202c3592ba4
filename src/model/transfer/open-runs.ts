/** The runs of transfers that were opened: what each copies is fixed then, and so is what it builds upon. */
import type { Condition, CopyGrade, CopyOrder } from "../../control/index.js";
import type { Ground } from "../ground.js";
import type { Programs } from "../programs.js";
import type { Device } from "../storage/volume.js";
import type { Endpoints } from "./endpoints.js";
import { bytesToCopy, OpenRun } from "./run.js";

export interface OpenRunsWorld extends Pick<Ground, "kernel"> {
  readonly programs: Pick<Programs, "application">;
}

export class OpenRuns {
  /** By transfer: the run that was opened last, and the one before it. */
  private readonly runs = new Map<string, readonly OpenRun[]>();

  constructor(
    private readonly world: OpenRunsWorld,
    private readonly ends: Endpoints,
  ) {}

  of({ transfer, run }: CopyOrder): OpenRun | undefined {
    return this.runs.get(transfer)?.find((each) => each.order.run === run);
  }

  /** A later run has been opened. */
  isOver({ transfer, run }: CopyOrder): boolean {
    return this.runs.get(transfer)?.some((each) => each.order.run > run) === true;
  }

  /** Takes the place of an earlier one of the same number, if there was one. */
  open(order: CopyOrder, source: Device, conditions: readonly Condition[]): OpenRun {
    const run = this.fix(order, source, conditions);
    const others = (this.runs.get(order.transfer) ?? []).filter((each) => each.order.run !== order.run);
    this.runs.set(order.transfer, [...others.slice(-1), run]);
    return run;
  }

  private fix(order: CopyOrder, source: Device, conditions: readonly Condition[]): OpenRun {
    const content = source.volume.contentOf(source);
    const { device, losses } = this.ends.targetOf(order.target);
    const bytes = bytesToCopy(order.mode, content, device);
    // A copy is copied back as what it is.
    const copied = order.source.copy === null ? null : (this.ends.targetOf(order.source).complete ?? null);
    if (copied !== null) return new OpenRun(order, source, content, bytes, copied.grade, copied.asOf, losses);
    const isReady = conditions.every(
      (each) => this.world.programs.application(each)?.meets(each.script, order) === true,
    );
    const grade: CopyGrade = isReady && conditions.length > 0 ? "application-consistent" : "crash-consistent";
    return new OpenRun(order, source, content, bytes, grade, this.world.kernel.now, losses);
  }

  /** What the target held when it was opened is there still. */
  standsOn({ order, losses }: OpenRun): boolean {
    return this.ends.targetOf(order.target).losses === losses;
  }
}
