/** The identity of a host: the one that it would go online with, and the one that it is known by now. */
import { type Identity, isSameIdentity } from "../control/index.js";
import type { HostChanges } from "./changes.js";
import type { Network } from "./network.js";
import type { HostSpec } from "./spec.js";
import type { HostStorage } from "./storage/host-storage.js";

/** The host whose identity it is. */
interface Owner {
  readonly name: string;
  readonly spec: Pick<HostSpec, "identity">;
  readonly world: HostChanges;
  readonly network: Network;
  readonly storage: Pick<HostStorage, "system" | "devices">;
}

export class HostIdentity {
  /** On a disk of its own; where it starts from a system volume, that has it. */
  private configured: Identity;
  private announced: Identity | null = null;

  constructor(private readonly host: Owner) {
    this.configured = host.spec.identity;
  }

  /** What it would be known by, online or not. */
  get current(): Identity {
    return this.host.storage.system?.identity ?? this.configured;
  }

  /** Writes another one into the system that it starts from, for the next time that it goes online. */
  set(identity: Identity): void {
    const { system } = this.host.storage;
    if (system === undefined) this.configured = identity;
    else system.array.media.identify(system, identity);
  }

  /** One of its own, also where the system volume of somebody else carries another, and read-only use of volumes. */
  configure(identity: Identity, volumes: readonly string[]): void {
    for (const device of this.host.storage.devices) {
      if (volumes.includes(device.volume.spec.name)) device.shared = true;
      else if (device.shared) device.array.presentations.withdraw(device);
    }
    this.set(identity);
  }

  /** Announces or withdraws it, and lets the services see what that means for them. */
  update(isOnNetwork: boolean): void {
    const { host } = this;
    const wanted = isOnNetwork ? this.current : null;
    const former = this.announced;
    if (wanted === null || former === null || !isSameIdentity(wanted, former)) {
      if (former !== null) host.network.withdraw(host, former);
      this.announced = wanted;
      if (wanted !== null) host.network.announce(host, wanted);
    }
    host.world.afterChange(host, former?.address ?? null, wanted?.address ?? null);
  }
}
