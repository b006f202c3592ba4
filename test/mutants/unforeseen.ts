/** What no logic can prevent, and no random trial may expect of one: a fence that breaks by itself while nothing else could be had. */
import type { World } from "../../src/model/index.js";
import type { InvariantResult } from "../../src/result/index.js";

/** What two hosts at work come to, until the logic has stopped the one that came by itself. */
const CONSEQUENCES: ReadonlySet<string> = new Set([
  "unique-identity",
  "at-most-one-primary",
  "fence-before-takeover",
  "no-acked-write-lost-silently",
  "no-resurrected-write",
]);

/**
 * Hosts whose relay closed by itself after it had been open, and that went online by that, without being told to, although
 * the logic had ordered that their devices be withdrawn, and no storage system has answered yet: nobody looks at a relay all
 * the time, and a host cannot be stopped before it is there.
 */
export class Unforeseen {
  private readonly slipped = new Set<string>();
  private readonly poweredAt = new Map<string, number>();
  /** Withdrawals that were ordered and not confirmed, by host and device. */
  private readonly unconfirmed = new Map<string, Set<string>>();
  private readonly orders = new Map<string, { readonly from: string; readonly device: string }>();
  readonly cameBack = new Set<string>();

  constructor(world: World) {
    const { spec, kernel } = world;
    world.listen((record) => {
      switch (record.kind) {
        case "HostPowerChanged":
          this.slipped.delete(record.host);
          return void (record.powered && this.poweredAt.set(record.host, kernel.now));
        case "RelayStuck":
          for (const { name, relay } of spec.hosts) {
            const isFed = relay === record.relay && record.contacts === "closed";
            if (isFed && this.poweredAt.get(name) === kernel.now) this.slipped.add(name);
          }
          return;
        case "EffectSent":
          if (record.action.kind === "boot") this.slipped.delete(record.action.host);
          if (record.action.kind !== "withdraw") return;
          this.orders.set(`${record.place} ${record.id}`, record.action);
          return void this.unconfirmedAt(record.action.from).add(record.action.device);
        case "OutcomeDelivered": {
          const order = this.orders.get(`${record.place} ${record.id}`);
          if (order !== undefined && record.outcome.status === "done") this.unconfirmedAt(order.from).delete(order.device);
          return;
        }
        case "HostStageChanged":
          if (record.to === "standalone") this.slipped.delete(record.host);
          if (record.to !== "online" || !this.slipped.has(record.host)) return;
          if (this.unconfirmedAt(record.host).size > 0) this.cameBack.add(record.host);
      }
    });
  }

  private unconfirmedAt(host: string): Set<string> {
    const known = this.unconfirmed.get(host) ?? new Set();
    this.unconfirmed.set(host, known);
    return known;
  }

  /** What is left to be held against the logic. */
  judged(found: readonly InvariantResult[]): readonly InvariantResult[] {
    return this.cameBack.size === 0 ? found : found.filter(({ name }) => !CONSEQUENCES.has(name));
  }
}
