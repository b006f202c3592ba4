/** Hosts that are fenced for good: whatever becomes of their power, they come back without what they held and as nobody else. */
import type { ActionOf } from "../../control/index.js";
import type { HostSpec, VolumeSpec, WorldSpec } from "../../model/index.js";
import type { Hearing } from "../hearing.js";
import type { HostAccount } from "./host-account.js";

/** A device that a host has, or had last. */
interface Held {
  readonly device: string;
  /** The storage system took it away, and has not presented it again. */
  withdrawn: boolean;
  /** The host was off or in standalone since it worked with it. */
  down: boolean;
}

type Order = ActionOf<"withdraw"> | ActionOf<"set-identity">;

/**
 * Known from what was carried out, not from what was ordered: what the storage system has confirmed, and the identity that was
 * set in a host that is down. One that was off, or in standalone, and was rid of its devices since has nothing to go on with.
 */
export class FencedForGood {
  private readonly held = new Map<string, Map<string, Held>>();
  private readonly systems: ReadonlySet<string>;
  /** By host the address under which it would come up from a system of its own; `null` when that is in the balance. */
  private readonly comesAs = new Map<string, string | null>();
  /** By place and number. */
  private readonly open = new Map<string, Order>();

  constructor(
    private readonly spec: WorldSpec,
    private readonly hosts: HostAccount,
  ) {
    const volumes = spec.arrays.flatMap((array) => array.volumes);
    this.systems = new Set(volumes.filter(({ holds }) => holds === "system").map(({ name }) => name));
    for (const { name, identity } of spec.hosts) this.comesAs.set(name, identity.address);
    for (const { name, host } of volumes) this.give(host, name, name);
  }

  readonly hears: Hearing = {
    DataMounted: ({ host, volume, device }) => this.give(host, volume, device),
    DevicePresented: ({ host, volume, device }) => this.give(host, volume, device),
    HostStageChanged: ({ host, to }) => {
      if (to !== "off" && to !== "standalone") return;
      for (const each of this.of(host).values()) each.down = true;
    },
    AddressAnswered: ({ host, address }) => void this.comesAs.set(host, address),
    EffectSent: ({ place, id, action }) => {
      if (action.kind === "set-identity") this.comesAs.set(action.host, null);
      if (action.kind === "withdraw" || action.kind === "set-identity") this.open.set(`${place} ${id}`, action);
    },
    OutcomeDelivered: ({ place, id, outcome }) => {
      const action = this.open.get(`${place} ${id}`);
      this.open.delete(`${place} ${id}`);
      if (action === undefined || outcome.status !== "done") return;
      if (action.kind === "set-identity") return void this.comesAs.set(action.host, action.identity.address);
      const held = this.of(action.from).get(action.volume);
      if (held?.device === action.device) held.withdrawn = true;
    },
  };

  /** Of volumes, and so that nobody ever finds it at an address that another one takes over. */
  isSo(host: string, volumes: readonly string[], address: string): boolean {
    if (!this.isRid(host, volumes) || this.hosts.of(host).answers.has(address)) return false;
    return !this.mayStart(host) || this.hosts.isAvailable(host) || this.isAnother(host, address);
  }

  /** Its storage systems have taken all of these away, and it was down since. */
  isRid(host: string, volumes: readonly string[]): boolean {
    return volumes.every((volume) => {
      const held = this.of(host).get(volume);
      return held === undefined || (held.withdrawn && held.down);
    });
  }

  private isAnother(host: string, address: string): boolean {
    const comesAs = this.comesAs.get(host) ?? null;
    return comesAs !== null && comesAs !== address;
  }

  /** It has a system to start from: a volume, or a disk of its own, as one has that has volumes of which none is a system. */
  private mayStart(name: string): boolean {
    const own = volumesOf(this.spec, name);
    if (this.systems.size === 0 || (own.length > 0 && !own.some(({ holds }) => holds === "system"))) return true;
    return [...this.of(name)].some(([volume, { withdrawn }]) => this.systems.has(volume) && !withdrawn);
  }

  private of(host: string): Map<string, Held> {
    const known = this.held.get(host) ?? new Map<string, Held>();
    this.held.set(host, known);
    return known;
  }

  private give(host: string, volume: string, device: string): void {
    this.of(host).set(volume, { device, withdrawn: false, down: false });
  }
}

function volumesOf({ arrays }: WorldSpec, host: HostSpec["name"]): readonly VolumeSpec[] {
  return arrays.flatMap(({ volumes }) => volumes.filter((each) => each.host === host));
}
