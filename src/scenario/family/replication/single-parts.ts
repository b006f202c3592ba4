/** Parts of the storage network without which nobody of an order could carry a transfer out. */
import type { TransferConfig } from "../../../control/index.js";
import { cablingOf, type WorldSpec } from "../../../model/index.js";
import type { AgentMeaning } from "./meaning.js";

/** Who reaches which storage systems while a part of the storage network is broken; worked out once for many transfers. */
export class SingleParts {
  private readonly reached = new Map<string, ReadonlySet<string>>();
  /** Switches, links and ports. */
  private readonly parts: readonly string[];

  constructor(private readonly world: WorldSpec) {
    const { switches = [], links, arrays } = world;
    const ports = arrays.flatMap(({ portAdapters }) => portAdapters);
    this.parts = [...switches, ...links, ...ports].map(({ name }) => name);
  }

  /** Each of which, when it fails alone, leaves nobody of them who could. */
  of({ source, target, linked }: TransferConfig, movers: readonly AgentMeaning[]): readonly string[] {
    const ends = [source.array, target.array];
    const isEnough = (without: string | null): boolean => {
      const reached = movers.map(({ on }) => this.reachedFrom(on, without));
      if (linked) return reached.some((each) => ends.some((end) => each.has(end)));
      // One that reaches both, or for each end one that serves it.
      return ends.every((end) => reached.some((each) => each.has(end)));
    };
    return isEnough(null) ? this.parts.filter((part) => !isEnough(part)) : [];
  }

  private reachedFrom(on: string, without: string | null): ReadonlySet<string> {
    const key = `${on} ${without}`;
    const known = this.reached.get(key);
    if (known !== undefined) return known;
    const home = this.world.arrays.find(({ name }) => name === on);
    const starts = home === undefined ? [on] : home.portAdapters.map(({ name }) => name);
    const paths = starts
      .filter((start) => start !== without)
      .flatMap((start) => cablingOf(this.world).pathsFrom(start, (name) => name !== without))
      .filter(({ port }) => port !== without);
    const found = new Set([...(home === undefined ? [] : [on]), ...paths.map(({ array }) => array)]);
    this.reached.set(key, found);
    return found;
  }
}
