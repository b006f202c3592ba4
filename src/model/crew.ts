/** People who repair: so many at a time, first come first served. */
import { type Release, Resource } from "../sim/index.js";
import type { CrewSpec } from "./spec.js";

export class Crew {
  private readonly people: Resource;

  constructor({ size }: CrewSpec) {
    this.people = new Resource(size);
  }

  /** Calls `work` as soon as somebody is free; whoever works calls `release` when done. */
  request(work: (release: Release) => void): void {
    this.people.claim(work);
  }
}
