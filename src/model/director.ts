/** The network director: the load balancer in front of the hosts. */
import type { DirectorSpec } from "./spec.js";

export class Director {
  up = true;

  constructor(readonly spec: DirectorSpec) {}
}
