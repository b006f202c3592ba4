/** People who repair, so many at a time: first come first served, or whichever class of repairs somebody picks first. */
import { type Release, Resource } from "../sim/index.js";
import type { Ground } from "./ground.js";
import { PickingCrew } from "./picking-crew.js";
import type { CrewSpec } from "./spec.js";

export class Crew {
  private readonly people: Resource | PickingCrew;

  constructor(world: Ground, spec: CrewSpec) {
    this.people = spec.picks === undefined ? new Resource(spec.size) : new PickingCrew(world, spec, spec.picks);
  }

  /**
   * Calls `work` as soon as somebody is free; whoever works calls `release` when done.
   * @param of the class of the repair: of one class they come in the order of the failures
   */
  request(of: string, work: (release: Release) => void): void {
    this.people.claim(work, of);
  }
}
