/** What starts on a host with its applications: the agent that runs there, and the recovery that settles what users were promised. */
import { type Effect, type Input, type Machine, recovery, type RecoveryConfig } from "../control/index.js";
import { SECOND } from "../units/index.js";
import type { Application } from "./application.js";
import type { Machines, Running } from "./machines.js";
import type { HostStorage } from "./storage/host-storage.js";

/** After this time an unanswered question of the recovery is asked again. */
const RETRY_AFTER = 60 * SECOND;

/** The host on which they run. */
interface Owner {
  readonly name: string;
  readonly world: Software;
  readonly storage: Pick<HostStorage, "mounted">;
  readonly life: { readonly isClosed: boolean };
}

/** What is installed on hosts: agents by the host on which they run, monitors by the one that they watch. */
export interface Software extends Machines {
  readonly options: { readonly recovery?: Machine<RecoveryConfig, unknown, Input, Effect> };
  readonly agents: ReadonlyMap<string, { start(): void; stop(): void }>;
  readonly monitors: ReadonlyMap<string, Watching>;
  readonly programs: {
    applicationsOn(host: string): readonly Application[];
    /** Those with a place of their own that a host carries. */
    on(host: string): readonly { setCarried(carried: boolean): void; changed(): void }[];
  };
}

interface Watching {
  readonly agent: { readonly host: { readonly name: string } };
  readonly loadMeter: { stop(): void };
  start(): void;
}

export class Applications {
  private recovery: Running | null = null;

  constructor(private readonly host: Owner) {}

  start(): void {
    const { world, name, storage } = this.host;
    world.agents.get(name)?.start();
    for (const each of world.programs.applicationsOn(name)) each.start();
    for (const each of world.programs.on(name)) each.setCarried(true);
    const monitor = world.monitors.get(name);
    if (monitor?.agent.host.name !== name) monitor?.start();
    // Who only reads what others write has promised nothing.
    if (storage.mounted.every(({ shared }) => shared)) return;
    const machine = world.options.recovery ?? recovery;
    this.recovery = world.run(`${name}/recovery`, machine, { host: name, retryAfter: RETRY_AFTER });
  }

  /** They end with the host's memory, or in order. */
  stop(): void {
    const { world, name } = this.host;
    world.agents.get(name)?.stop();
    for (const each of world.programs.on(name)) each.setCarried(false);
    for (const each of world.programs.applicationsOn(name)) each.stop();
    world.monitors.get(name)?.loadMeter.stop();
    this.recovery?.end();
    this.recovery = null;
  }
  /** Requests of a service wait for now. */
  holds(service: string): boolean {
    return this.of(service).some(({ isHeld }) => isHeld);
  }

  /** Why requests of a service are refused, `null` when they are not. */
  refusalOf(service: string): string | null {
    if (this.host.life.isClosed) return `${this.host.name} lets nobody in any more`;
    return this.of(service).find(({ refusal }) => refusal !== null)?.refusal ?? null;
  }

  private of(service: string): readonly Application[] {
    return this.host.world.programs.applicationsOn(this.host.name).filter(({ spec }) => spec.service === service);
  }

  /** The host hangs, or goes on. */
  changed(): void {
    const { world, name } = this.host;
    for (const each of world.programs.on(name)) each.changed();
  }
}
