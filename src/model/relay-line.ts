/** The way that orders take to a relay: that of all orders, or one of its own, at whose end a modem may have to be called. */
import { drawMicros } from "../sim/index.js";
import type { Ground } from "./ground.js";
import type { ManagementPath } from "./management-path.js";
import type { ModemSpec, RelaySpec } from "./spec.js";

export interface RelayLineWorld extends Ground {
  readonly management: ManagementPath;
  /** The ways to relays that are not that of all orders, by the network. */
  pathOver(network: string): ManagementPath;
}

/** What becomes of an order: `connected` when it gets there, with what ends the call. */
interface Call {
  readonly connected: (hangUp: () => void) => void;
  readonly lost: () => void;
  /** The caller knows that it did not get there. */
  readonly refused: (why: string) => void;
}

export class RelayLine {
  /** Carries answers. */
  readonly path: ManagementPath;

  constructor(
    private readonly world: RelayLineWorld,
    private readonly spec: RelaySpec,
  ) {
    this.path = spec.over === undefined ? world.management : world.pathOver(spec.over);
  }

  carry(call: Call): void {
    const { modem } = this.spec;
    if (modem === undefined) this.path.carry(() => call.connected(() => undefined), call.lost);
    else this.dial(modem, 1, call);
  }

  private dial(modem: ModemSpec, turn: number, call: Call): void {
    const { world, spec, path } = this;
    const { kernel, streams } = world;
    kernel.after(drawMicros(modem.dial, streams.stream(`relay/${spec.name}/dial`)), () => {
      if (!path.isOpen) return this.end(call, "does not answer");
      if (!this.isBusy(modem)) return this.connect(call);
      if (turn === modem.tries) return this.end(call, `was busy ${turn === 1 ? "once" : `${turn} times`}`);
      world.record({ kind: "RelayDialled", relay: spec.name, answers: false });
      kernel.after(modem.redial, () => this.dial(modem, turn + 1, call));
    });
  }

  private connect(call: Call): void {
    const { path } = this;
    this.world.record({ kind: "RelayDialled", relay: this.spec.name, answers: true });
    path.inUse = true;
    const hangUp = (): void => void (path.inUse = false);
    const lost = (): void => {
      hangUp();
      call.lost();
    };
    path.carry(() => call.connected(hangUp), lost);
  }

  /** Whoever dials hears it. */
  private end({ refused }: Call, why: string): void {
    const { name } = this.spec;
    this.world.record({ kind: "RelayDialled", relay: name, answers: false });
    refused(`the line to ${name} ${why}`);
  }

  /** By another order, or by people; these are drawn only where there are any. */
  private isBusy({ busy }: ModemSpec): boolean {
    if (this.path.inUse) return true;
    return busy > 0 && this.world.streams.stream(`relay/${this.spec.name}/busy`).uniform() < busy;
  }
}
