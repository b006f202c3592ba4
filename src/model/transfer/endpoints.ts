/** Where transfers lead from and to: devices of storage systems, and what has arrived at those that are targets. */
import type { Endpoint } from "../../control/index.js";
import { known } from "../named.js";
import type { Device, StorageSystem, Volume } from "../storage/volume.js";
import { Target } from "./target.js";

export interface EndpointsWorld {
  readonly arrays: ReadonlyMap<string, StorageSystem>;
  volume(name: string): Volume;
}

export class Endpoints {
  private readonly targets = new Map<Device, Target>();

  constructor(private readonly world: EndpointsWorld) {}

  targetOf(endpoint: Endpoint): Target {
    const device = this.deviceOf(endpoint);
    const target = this.targets.get(device) ?? new Target(device);
    this.targets.set(device, target);
    return target;
  }

  /** The volume as its host uses it, or the copy that a transfer makes of it: that is created when somebody first speaks of it. */
  deviceOf({ volume: name, array, copy, on }: Endpoint): Device {
    const volume = this.world.volume(name);
    const here = volume.devices.filter((each) => each.array.spec.name === array);
    if (copy === null) return here.find((each) => each === volume.current) ?? here[0] ?? volume.current;
    const own = `${name}/${copy}`;
    const made = here.find((each) => each.name === own);
    return made ?? known(this.world.arrays, array, "array").createCopy(volume, own, volume.current.adapter, on);
  }

  /** Disks may have broken: what had arrived on them is gone. */
  refresh(): void {
    for (const target of this.targets.values()) {
      const { device } = target;
      if (device.broken && device.volume.disksOf(device).length === 0) target.lose();
    }
  }
}
