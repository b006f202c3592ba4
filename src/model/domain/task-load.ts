/** What people at a console want done: tasks at a rate, and single ones at their times. */
import { drawMicros, type Stream } from "../../sim/index.js";
import type { Ground } from "../ground.js";
import { ArrivalProcess } from "../load/arrival-process.js";
import type { Place } from "../place.js";
import type { ConsoleSpec, TaskKindSpec } from "./spec.js";

/** A cluster, and its server system. */
interface Target {
  readonly cluster: string;
  readonly system: string;
}

export class TaskLoad {
  private readonly chance: Stream;
  private readonly shares: number;
  private readonly targets: readonly Target[];

  constructor(
    private readonly world: Ground,
    private readonly spec: ConsoleSpec,
    private readonly kinds: readonly TaskKindSpec[],
    private readonly place: Place,
    private readonly systemOf: (cluster: string) => string,
  ) {
    this.chance = world.streams.stream(`console/${spec.name}/tasks`);
    this.targets = spec.clusters.map((cluster) => ({ cluster, system: systemOf(cluster) }));
    this.shares = kinds.reduce((sum, { share }) => sum + share, 0);
  }

  start(): void {
    const { kernel, streams } = this.world;
    const { name, rate, gives } = this.spec;
    for (const { at, task, cluster, server } of gives)
      kernel.schedule(at, () => this.want(task, { cluster, system: this.systemOf(cluster) }, server));
    if (rate === 0) return;
    const curve = { stretch: () => ({ rate, until: Infinity }), peak: rate };
    new ArrivalProcess(kernel, curve, streams.stream(`console/${name}/arrivals`), () => this.wantAny()).start();
  }

  private wantAny(): void {
    const { targets, chance } = this;
    const target = targets[Math.floor(chance.uniform() * targets.length)]!;
    let left = chance.uniform() * this.shares;
    const kind = this.kinds.find(({ share }) => (left -= share) < 0) ?? this.kinds.at(-1)!;
    this.want(kind.name, target, null);
  }

  private want(task: string, { cluster, system }: Target, server: string | null): void {
    const { now } = this.world.kernel;
    const body = { kind: "task-wanted", task, cluster, system, server } as const;
    this.place.receive({ from: this.place.name, over: null, heardAt: now, count: 1, body });
  }
}

/** How long a person takes, from a stream of their own. */
export function personTakes({ streams }: Ground, who: string, what: Parameters<typeof drawMicros>[0]) {
  return drawMicros(what, streams.stream(`person/${who}`));
}
