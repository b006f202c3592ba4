/** A zone of the storage network: active, or taken out of the zoning by mistake. */
import type { ZoneSpec } from "../spec.js";
import type { CableWorld } from "./link.js";

export class Zone {
  up = true;

  constructor(
    private readonly world: CableWorld,
    readonly spec: ZoneSpec,
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
