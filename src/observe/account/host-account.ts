/** What is true of every host at this moment, and how long it has been powered, online and available. */
import type { HostStage } from "../../control/index.js";
import type { HostHealth, HostSpec } from "../../model/index.js";
import { TimeWeighted } from "../../stats/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { ObservationContext } from "./context.js";

export interface HostTruth {
  readonly name: string;
  powered: boolean;
  stage: HostStage;
  health: HostHealth;
  /** Addresses that it answers for. */
  readonly answers: Set<string>;
  /** It was in standalone and has not begun to boot since: what breaks and is repaired there comes back there. */
  keptDown: boolean;
  /** When somebody made it of something else, the last time. */
  upgradedAt: Micros | null;
}

/** Times after the warm-up at level 1. */
interface HostClocks {
  readonly powered: TimeWeighted;
  readonly online: TimeWeighted;
  readonly available: TimeWeighted;
}

/** A host starts as its specification says: with power it is online and healthy at time 0, without it is off. */
export class HostAccount {
  private readonly truths = new Map<string, HostTruth>();
  private readonly clocks = new Map<string, HostClocks>();
  private readonly warmUp: Micros;

  constructor({ spec, warmUp }: ObservationContext) {
    this.warmUp = warmUp;
    for (const host of spec.hosts) this.open(host);
  }

  private open(host: HostSpec): void {
    const powered = host.power === "on";
    const level = powered ? 1 : 0;
    const stage = powered ? "online" : "off";
    this.truths.set(host.name, {
      name: host.name,
      powered,
      stage,
      health: "healthy",
      answers: new Set(),
      keptDown: false,
      upgradedAt: null,
    });
    this.clocks.set(host.name, {
      powered: new TimeWeighted(this.warmUp, level),
      online: new TimeWeighted(this.warmUp, level),
      available: new TimeWeighted(this.warmUp, level),
    });
  }

  readonly hears: Hearing = {
    HostPowerChanged: ({ host, powered, at }) => {
      this.of(host).powered = powered;
      this.tick(host, at);
    },
    HostStageChanged: ({ host, to, at }) => {
      const truth = this.of(host);
      truth.stage = to;
      if (to === "standalone") truth.keptDown = true;
      else if (to === "booting" || to === "online") truth.keptDown = false;
      this.tick(host, at);
    },
    HostUpgraded: ({ host, at }) => void (this.of(host).upgradedAt = at),
    HostHealthChanged: ({ host, to, at }) => {
      this.of(host).health = to;
      this.tick(host, at);
    },
    AddressAnswered: ({ host, address }) => void this.of(host).answers.add(address),
    AddressSilenced: ({ host, address }) => void this.of(host).answers.delete(address),
  };

  /** Somebody made it of something else at this instant; what is no host never was. */
  wasUpgraded(name: string, at: Micros): boolean {
    return this.truths.get(name)?.upgradedAt === at;
  }

  of(name: string): HostTruth {
    const found = this.truths.get(name);
    if (found === undefined) throw new Error(`a record names host ${name}, which the world does not have`);
    return found;
  }

  /** Online with power, and neither hung nor failed: degraded it still answers. */
  isAvailable(name: string): boolean {
    const { powered, stage, health } = this.of(name);
    return powered && stage === "online" && (health === "healthy" || health === "degraded");
  }

  /** Cannot serve any more: without power, or shut down in order. A crashed host with power is not fenced. */
  isFenced(name: string): boolean {
    const { powered, stage, health, keptDown } = this.of(name);
    if (!powered || keptDown) return true;
    return stage === "off" && health !== "failed" && health !== "hung";
  }

  /** Microseconds with power after the warm-up. */
  poweredTime(name: string, until: Micros): Micros {
    return this.clocksOf(name).powered.timeAt(1, until);
  }

  onlineTime(name: string, until: Micros): Micros {
    return this.clocksOf(name).online.timeAt(1, until);
  }

  availableTime(name: string, until: Micros): Micros {
    return this.clocksOf(name).available.timeAt(1, until);
  }

  private clocksOf(name: string): HostClocks {
    const found = this.clocks.get(name);
    if (found === undefined) throw new Error(`no host is named ${name}`);
    return found;
  }

  private tick(name: string, at: Micros): void {
    const { powered, stage } = this.of(name);
    const clocks = this.clocksOf(name);
    // Whatever changed during the warm-up is taken to have changed at its end.
    const from = Math.max(at, this.warmUp);
    clocks.powered.set(from, powered ? 1 : 0);
    clocks.online.set(from, powered && stage === "online" ? 1 : 0);
    clocks.available.set(from, this.isAvailable(name) ? 1 : 0);
  }
}
