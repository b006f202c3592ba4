/** What paths of the storage network lead through: a switch, on which links end, or a zone; while it is cut nothing passes. */
import type { SwitchSpec, ZoneSpec } from "../spec.js";
import type { CableWorld } from "./link.js";

export class Passage<Spec extends SwitchSpec | ZoneSpec> {
  up = true;

  constructor(
    private readonly world: CableWorld,
    readonly spec: Spec,
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
