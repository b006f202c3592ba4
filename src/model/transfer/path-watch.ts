/** Agents notice when what they reach over Fibre Channel is not what it was: their place is told, as an adapter's driver tells. */
import type { Ground } from "../ground.js";
import type { Server } from "./way.js";

export class PathWatch {
  /** What each agent that ever looked was told last. */
  private readonly told = new Map<string, { readonly server: Server; arrays: readonly string[] }>();

  constructor(private readonly world: Ground) {}

  /** What an agent reaches now; from now on it is told when that changes. */
  look(agent: string, server: Server): readonly string[] {
    const { arrays } = server.reach;
    this.told.set(agent, { server, arrays });
    return arrays;
  }

  /** It died: when it lives again it looks again. */
  forget(agent: string): void {
    this.told.delete(agent);
  }

  /** Something may have changed. One that hangs notices when it goes on. */
  refresh(): void {
    for (const [agent, known] of this.told) {
      const { process, reach } = known.server;
      const { arrays } = reach;
      if (!process.running || isSame(arrays, known.arrays)) continue;
      known.arrays = arrays;
      this.tell(agent, known.server, arrays);
    }
  }

  private tell(agent: string, { process: { place } }: Server, arrays: readonly string[]): void {
    const { kernel } = this.world;
    // What has changed is told when all that belongs to it has changed.
    kernel.after(0, () => {
      const body = { kind: "paths-changed", agent, arrays } as const;
      place.receive({ from: place.name, over: null, heardAt: kernel.now, count: 1, body });
    });
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}
