/** A switch of the storage network, on which links end; when it is cut, nothing passes. */
import type { SwitchSpec } from "../spec.js";
import type { CableWorld } from "./link.js";

export class Switch {
  up = true;

  constructor(
    private readonly world: CableWorld,
    readonly spec: SwitchSpec,
  ) {}

  setUp(up: boolean): void {
    if (this.up === up) return;
    this.world.beforeCablesChange();
    this.up = up;
    this.world.record({ kind: "LinkChanged", link: this.spec.name, up });
    this.world.fabric.changed();
    this.world.refresh();
  }
}
