/** A local network: who is attached can talk to each other as long as it is up, and each address is answered by whoever holds it. */
import type { Host } from "./host.js";
import type { NetworkSpec } from "./spec.js";
import type { World } from "./world.js";

export class Network {
  up = true;
  /** Probability with which a message between the controller and a host on it gets lost. */
  loss = 0;
  /** Who answers for an address, in the order in which they began to. */
  private readonly answering = new Map<string, Host[]>();

  constructor(
    private readonly world: World,
    readonly spec: NetworkSpec,
  ) {}

  /** Who gets what is sent to an address: the last one who announced it, or nobody. */
  holderOf(address: string): Host | null {
    if (!this.up) return null;
    const hosts = this.answering.get(address);
    return hosts === undefined ? null : (hosts[hosts.length - 1] ?? null);
  }

  announce(host: Host, address: string): void {
    const hosts = this.answering.get(address) ?? [];
    hosts.push(host);
    this.answering.set(address, hosts);
    this.world.record({ kind: "AddressAnswered", host: host.name, address });
  }

  withdraw(host: Host, address: string): void {
    const hosts = this.answering.get(address) ?? [];
    const index = hosts.indexOf(host);
    if (index < 0) return;
    hosts.splice(index, 1);
    this.world.record({ kind: "AddressSilenced", host: host.name, address });
  }

  setLoss(loss: number): void {
    this.world.beforeTopologyChange();
    this.loss = loss;
    this.world.record({ kind: "LossChanged", network: this.spec.name, loss });
  }

  setUp(up: boolean): void {
    if (this.up === up) return;
    this.world.beforeTopologyChange();
    this.up = up;
    this.world.record({ kind: "LinkChanged", link: this.spec.name, up });
    this.world.afterTopologyChange();
  }
}
