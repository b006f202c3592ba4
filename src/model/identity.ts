/** The address of a host: the one that it would go online with, and the one that it answers for now. */
import type { Host } from "./host.js";

export class Identity {
  /** In its own configuration; a system volume's identity outranks it. */
  private configured: string;
  private announced: string | null = null;

  constructor(private readonly host: Host) {
    this.configured = host.spec.address;
  }

  /** The address that it would hold, online or not. */
  get address(): string {
    return this.host.storage.system?.identity ?? this.configured;
  }

  /** Writes another address into its configuration, for the next time that it goes online, and into a system volume that it got. */
  set(address: string): void {
    this.configured = address;
    const { system } = this.host.storage;
    if (system !== undefined) system.identity = address;
  }

  /** An address of its own, also where the system volume of somebody else carries another, and read-only use of volumes. */
  configure(address: string, volumes: readonly string[]): void {
    this.set(address);
    for (const device of this.host.storage.devices) {
      const { name, holds } = device.volume.spec;
      if (volumes.includes(name)) {
        device.shared = true;
        if (holds === "system") device.identity = address;
      } else if (device.shared) device.array.withdraw(device);
    }
  }

  /** Announces or withdraws its address, and lets the services see what that means for them. */
  update(isOnNetwork: boolean): void {
    const { host } = this;
    const wanted = isOnNetwork ? this.address : null;
    const former = this.announced;
    if (wanted !== former) {
      if (former !== null) host.network.withdraw(host, former);
      this.announced = wanted;
      if (wanted !== null) host.network.announce(host, wanted);
    }
    host.world.afterChange(host, former, wanted);
  }
}
