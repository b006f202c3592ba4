/** What starts on a host with its applications: the agent that runs there, and the recovery that settles what users were promised. */
import { recovery } from "../control/index.js";
import { SECOND } from "../units/index.js";
import { Driver } from "./driver.js";
import type { Host } from "./host.js";

/** After this time an unanswered question of the recovery is asked again. */
const RETRY_AFTER = 60 * SECOND;

export class Applications {
  private recovery: Driver | null = null;

  constructor(private readonly host: Host) {}

  start(): void {
    const { world, name, storage } = this.host;
    world.agents.get(name)?.start();
    const monitor = world.monitors.get(name);
    if (monitor?.agent.host !== this.host) monitor?.start();
    // Who only reads what others write has promised nothing.
    if (storage.mounted.every(({ shared }) => shared)) return;
    const machine = world.options.recovery ?? recovery;
    this.recovery = Driver.start(world, `${name}/recovery`, machine, { host: name, retryAfter: RETRY_AFTER });
  }

  /** They end with the host's memory, or in order. */
  stop(): void {
    const { world, name } = this.host;
    world.agents.get(name)?.stop();
    world.monitors.get(name)?.loadMeter.stop();
    this.recovery?.stop();
    this.recovery = null;
  }
}
