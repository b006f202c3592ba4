/** A router or bridge that joins networks; it can be cut. */
import type { Changes } from "./changes.js";
import type { Ground } from "./ground.js";
import type { ConnectorSpec } from "./spec.js";

export class Connector {
  up = true;

  constructor(
    private readonly world: Ground & Changes,
    readonly spec: ConnectorSpec,
  ) {}

  setUp(up: boolean): void {
    if (this.up === up) return;
    this.world.beforeTopologyChange();
    this.up = up;
    this.world.record({ kind: "LinkChanged", link: this.spec.name, up });
    this.world.afterTopologyChange();
  }
}
