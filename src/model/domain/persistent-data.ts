/** The persistent data of a cluster: what was stored survives the cluster, what was still being stored when its writer died does not. */
import type { Devices, StoredTask, TaskOrder } from "../../control/index.js";
import type { Kernel } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { Place } from "../place.js";

export interface Asker {
  readonly agent: string;
  /** For which it asks. */
  readonly server: string;
  readonly order: TaskOrder;
}

interface Placed extends Asker {
  /** In the order of those who ask. */
  readonly place: number;
}

export class PersistentData {
  version = 0;
  devices: Devices = {};
  /** Who asked for which task. */
  private readonly askers = new Map<string, Placed>();
  private places = 0;

  /** @param complete called before anybody looks who asked: what was left out is made up for */
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

  /** The place of whoever asks now. */
  nextPlace(): number {
    return this.places++;
  }

  putAsker(slot: string, { agent, server, order }: Asker, place = this.nextPlace()): void {
    this.askers.set(slot, { agent, server, order, place: this.askers.get(slot)?.place ?? place });
  }

  askerIn(slot: string): Asker | null {
    return this.askers.get(slot) ?? null;
  }

  /** Whoever asked was told. */
  clear(slot: string): void {
    this.askers.delete(slot);
  }

  /** All tasks that stand there, in the order in which they were asked for. */
  get tasks(): readonly StoredTask[] {
    return this.found(() => true);
  }

  /** Tasks that stand there in the name of an agent. */
  tasksOf(agent: string): readonly StoredTask[] {
    return this.found((asker) => asker.agent === agent);
  }

  private found(isWanted: (asker: Placed) => boolean): readonly StoredTask[] {
    this.complete();
    const found = [...this.askers].filter(([, asker]) => isWanted(asker));
    return found
      .sort(([, one], [, other]) => one.place - other.place)
      .map(([slot, { order, server }]) => ({ slot, order, server }));
  }
}
