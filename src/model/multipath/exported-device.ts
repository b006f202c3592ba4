/** A device that hosts see over several ports: it serves over all of them at once, or over those of one port group at a time. */
import { drawMicros, type Stream } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { Changes } from "../changes.js";
import type { Ground } from "../ground.js";
import type { ExportSpec } from "../spec.js";

type Surroundings = Ground & Pick<Changes, "refresh" | "beforeStorageChange">;

export class ExportedDevice {
  /** Index of the port group over which it serves, if not over all. */
  private serving = 0;
  private readonly trespassing: Stream;

  constructor(
    private readonly world: Surroundings,
    readonly spec: ExportSpec,
  ) {
    this.trespassing = world.streams.stream(`export/${spec.name}/trespass`);
  }

  servesAt(port: string): boolean {
    return this.spec.access === "active-active" || this.groupOf(port) === this.serving;
  }

  /** A port that stands in no group is in the last. */
  private groupOf(port: string): number {
    const { portGroups } = this.spec;
    const found = portGroups.findIndex((ports) => ports.includes(port));
    return found < 0 ? portGroups.length : found;
  }

  /** It is to serve over the group of a port; `ended` tells when it does. */
  serveAt(port: string, ended: () => void): void {
    this.world.kernel.after(this.drawTrespass(), () => {
      this.world.beforeStorageChange();
      this.serving = this.groupOf(port);
      this.world.record({ kind: "Trespassed", device: this.spec.name, port });
      this.world.refresh();
      ended();
    });
  }

  private drawTrespass(): Micros {
    return drawMicros(this.spec.trespass, this.trespassing);
  }
}
