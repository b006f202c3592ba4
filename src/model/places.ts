/** All places of a world by their names: hosts and directors, and machines of their own. */
import type { Network } from "./network.js";
import { Place } from "./place.js";
import type { ControllerSpec } from "./spec.js";

/** The place of whoever moves services, or balances load where nobody moves any. */
export const CONTROLLER = "controller";

type Surroundings = ConstructorParameters<typeof Place>[0] & {
  readonly spec: { readonly controller: ControllerSpec };
  readonly engine: { readonly spec: { readonly on?: string }; setCarried(works: boolean): void } | null;
  readonly ringing: { rankOf(place: string): string };
  network(name: string): Network;
  readonly programs: { on(array: string): readonly { setCarried(carried: boolean): void }[] };
};

export class Places {
  private readonly all = new Map<string, Place>();

  constructor(private readonly world: Surroundings) {}

  add(place: Place): Place {
    if (this.all.has(place.name)) throw new Error(`there is a place ${place.name} already`);
    this.all.set(place.name, place);
    this.world.ringing.rankOf(place.name);
    return place;
  }

  /** What is no part of the world is a machine of its own. */
  at(name: string): Place {
    return this.all.get(name) ?? this.open(name);
  }

  /** A machine of its own, attached to the networks of the controller. */
  open(name: string): Place {
    const { networks, on, over, store = 0 } = this.world.spec.controller;
    const attached = networks.map((each) => this.world.network(each));
    const carried =
      name === CONTROLLER && on !== undefined ? { on, ...(over === "links" && { overLinks: true as const }) } : {};
    return this.add(new Place(this.world, { name, networks: attached, store, ...carried }));
  }

  /** What runs on the processor of a storage system stops with it, and starts again. */
  setProcessorAlive(array: string, alive: boolean): void {
    for (const place of this.all.values()) if (place.spec.on === array) place.setAlive(alive);
    for (const each of this.world.programs.on(array)) each.setCarried(alive);
    if (this.world.engine?.spec.on === array) this.world.engine.setCarried(alive);
  }
}
