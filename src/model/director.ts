/** The network director: the load balancer in front of the hosts. */
import type { Micros } from "../units/index.js";
import type { DirectorSpec } from "./spec.js";
import type { World } from "./world.js";

export class Director {
  private working = true;

  constructor(
    private readonly world: World,
    readonly spec: DirectorSpec,
  ) {}

  /** Orders reach it from the controller after this time. */
  get latency(): Micros {
    return this.world.network(this.spec.network).spec.latency;
  }

  /** Passes requests on. */
  get up(): boolean {
    return this.working;
  }

  setUp(up: boolean): void {
    if (this.working === up) return;
    this.working = up;
    this.world.refresh();
  }
}
