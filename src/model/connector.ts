/** A router or bridge that joins networks; it can be cut. */
import type { ConnectorSpec } from "./spec.js";
import type { World } from "./world.js";

export class Connector {
  up = true;

  constructor(
    private readonly world: World,
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
