/** What the machine of a host's paths has done over one of them: a look whether it answers, an order to the device to serve there. */
import type { Kernel } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { ExportedDevice } from "./exported-device.js";
import type { Lane } from "./lane.js";
import type { Reach } from "./reach.js";

interface Around<L> {
  /** What is sent over a path gets lost, by chance. */
  isLost(lane: L): boolean;
  /** When something fails that is sent over it now, while it carries nothing. */
  failureOn(lane: L): Micros;
}

export class PathOrders<L extends Lane> {
  private readonly open = new Map<L, Order>();

  constructor(
    private readonly kernel: Kernel,
    private readonly exported: ExportedDevice,
    private readonly reach: Reach,
    private readonly around: Around<L>,
  ) {}

  /** Whether it answers within a time; called once. */
  check(lane: L, within: Micros, ended: (answers: boolean) => void): void {
    const answers = this.reach.carries(lane) && !this.around.isLost(lane) && this.isInTime(lane, within);
    if (answers) ended(true);
    else this.kernel.after(within, () => ended(false));
  }

  /** Whether one would be answered that does not get lost. */
  answers(lane: L, within: Micros): boolean {
    return this.reach.carries(lane) && this.isInTime(lane, within);
  }

  private isInTime(lane: L, within: Micros): boolean {
    return this.reach.costOf(lane).latency <= within;
  }

  /** Has the device serve at the port of a path, and tells whether the answer came: without it, it fails as I/Os fail there. */
  trespass(lane: L, within: Micros, ended: (done: boolean) => void): void {
    const order: Order = { latest: this.kernel.now + within, isServed: false, ended };
    this.open.set(lane, order);
    if (!this.reach.carries(lane) || this.reach.device === undefined) return this.awaitFailure(lane, order);
    this.exported.serveAt(lane.path.port.name, () => {
      order.isServed = true;
      if (this.reach.carries(lane)) this.end(lane, order, true);
    });
  }

  /** It carries nothing any more, or carries again. */
  pathChanged(lane: L): void {
    const order = this.open.get(lane);
    if (order === undefined) return;
    if (!this.reach.carries(lane)) this.awaitFailure(lane, order);
    else if (order.isServed) this.end(lane, order, true);
  }

  /** Unless the path is back before. */
  private awaitFailure(lane: L, order: Order): void {
    const { kernel, reach, around } = this;
    const at = Math.max(kernel.now, Math.min(order.latest, around.failureOn(lane)));
    kernel.schedule(at, () => {
      if (!reach.carries(lane) || reach.device === undefined) this.end(lane, order, false);
    });
  }

  private end(lane: L, order: Order, done: boolean): void {
    if (this.open.get(lane) !== order) return;
    this.open.delete(lane);
    order.ended(done);
  }
}

/** To serve elsewhere, which has not been answered. */
interface Order {
  /** It has failed when it is not answered by then. */
  readonly latest: Micros;
  /** It was carried out: the answer is on its way, or cannot come. */
  isServed: boolean;
  readonly ended: (done: boolean) => void;
}
