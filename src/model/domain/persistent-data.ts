/** The persistent data of a cluster: what was stored survives the cluster, what was still being stored when its writer died does not. */
import type { Devices, StoredTask, TaskOrder } from "../../control/index.js";
import type { Kernel } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { Place } from "../place.js";

interface Asker {
  readonly agent: string;
  readonly order: TaskOrder;
}

export class PersistentData {
  version = 0;
  devices: Devices = {};
  /** Who asked for which task. */
  private readonly askers = new Map<string, Asker>();

  /** @param complete called before anybody looks at, or changes, who asked: what was left out is made up for */
  constructor(
    private readonly kernel: Kernel,
    private readonly storing: Micros,
    private readonly complete: () => void,
  ) {}

  /** @param writer whose death meanwhile means that it was never stored */
  store(writer: Place, put: () => void): void {
    if (this.storing === 0) return put();
    const { life } = writer;
    this.kernel.after(this.storing, () => {
      if (writer.life === life) put();
    });
  }

  putAsker(slot: string, agent: string, order: TaskOrder): void {
    this.complete();
    this.putLeftOut(slot, agent, order);
  }

  /** Of one who asked before all that come from now on. */
  putLeftOut(slot: string, agent: string, order: TaskOrder): void {
    this.askers.set(slot, { agent, order });
  }

  askerIn(slot: string): string | null {
    this.complete();
    return this.askers.get(slot)?.agent ?? null;
  }

  /** Whoever asked was told. */
  clear(slot: string): void {
    this.complete();
    this.askers.delete(slot);
  }

  /** All tasks that stand there, in the order in which they were asked for. */
  get tasks(): readonly StoredTask[] {
    this.complete();
    return [...this.askers].map(([slot, { order }]) => ({ slot, order }));
  }

  /** Tasks that stand there in the name of an agent. */
  tasksOf(agent: string): readonly StoredTask[] {
    this.complete();
    const found: StoredTask[] = [];
    for (const [slot, asker] of this.askers) if (asker.agent === agent) found.push({ slot, order: asker.order });
    return found;
  }
}
