/** A local network: who is attached can talk to each other as long as it is up, and each address is answered by whoever holds it. */
import type { Identity } from "../control/index.js";
import type { Distribution } from "../sim/index.js";
import type { Changes } from "./changes.js";
import type { Ground } from "./ground.js";
import { Line } from "./line.js";
import type { Named } from "./named.js";
import type { NetworkSpec } from "./spec.js";

/** @typeParam Host who is attached */
export class Network<Host extends Named = Named> extends Line<NetworkSpec, Ground & Changes> {
  /** As a way that leads over nothing else. */
  readonly over: readonly string[] = [this.spec.name];
  readonly jitter: readonly Distribution[] = this.spec.jitter === undefined ? [] : [this.spec.jitter];
  /** Who answers for an address, in the order in which they began to. */
  private readonly answering = new Map<string, Host[]>();

  /** Who gets what is sent to an address: the last one who announced it, or nobody. */
  holderOf(address: string): Host | null {
    if (!this.up) return null;
    const hosts = this.answering.get(address);
    return hosts === undefined ? null : (hosts[hosts.length - 1] ?? null);
  }

  announce(host: Host, identity: Identity): void {
    const { address } = identity;
    const hosts = this.answering.get(address) ?? [];
    hosts.push(host);
    this.answering.set(address, hosts);
    this.world.record({ kind: "AddressAnswered", host: host.name, ...identity });
  }

  withdraw(host: Host, identity: Identity): void {
    const { address } = identity;
    const hosts = this.answering.get(address) ?? [];
    const index = hosts.indexOf(host);
    if (index < 0) return;
    hosts.splice(index, 1);
    this.world.record({ kind: "AddressSilenced", host: host.name, ...identity });
  }

  protected override beforeChange(): void {
    this.world.beforeTopologyChange();
  }

  protected override afterChange(): void {
    this.world.afterTopologyChange();
  }
}
