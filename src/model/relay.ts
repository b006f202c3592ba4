/** The switch in a host's power line: it acknowledges commands, and its contacts may stick all the same. */
import { drawMicros, type Stream } from "../sim/index.js";
import { RelayLine, type RelayLineWorld } from "./relay-line.js";
import type { HostSpec, RelaySpec } from "./spec.js";

export type Contacts = "open" | "closed";

interface RelayWorld extends RelayLineWorld {
  /** Hosts of which no machine decides whether they have power. */
  readonly undecided: ReadonlySet<string>;
}

/** A host whose power goes through it. */
interface Switched {
  readonly spec: Pick<HostSpec, "name" | "power">;
  readonly power: { readonly on: boolean; update(): void };
}

export class Relay {
  contacts: Contacts;
  stuck = false;
  /** Its command path works; otherwise it neither hears nor answers. */
  reachable = true;
  /** Over which orders reach it. */
  readonly line: RelayLine;
  /** Before it got stuck. */
  private hadPower = false;
  private readonly switching: Stream;
  private readonly reading: Stream;

  constructor(
    private readonly world: RelayWorld,
    readonly spec: RelaySpec,
    /** The hosts whose power goes through it. */
    private readonly hosts: readonly Switched[],
  ) {
    this.line = new RelayLine(world, spec);
    this.contacts = hosts.some((host) => host.spec.power !== "off") ? "closed" : "open";
    this.switching = world.streams.stream(`relay/${spec.name}/switching`);
    this.reading = world.streams.stream(`relay/${spec.name}/reading`);
  }

  /** Names of the hosts whose power goes through it. */
  get feeds(): readonly string[] {
    return this.hosts.map(({ spec }) => spec.name);
  }

  /** Commands the relay; it acknowledges whether its contacts moved or not. */
  command(to: "on" | "off", acknowledged: () => void): void {
    this.world.kernel.after(drawMicros(this.spec.switching, this.switching), () => {
      this.world.record({ kind: "RelayCommanded", relay: this.spec.name, to });
      if (!this.stuck) this.move(to === "on" ? "closed" : "open");
      acknowledged();
    });
  }

  /** Reads the position of the contacts, as it is when the answer is given. */
  read(answer: (contacts: Contacts) => void): void {
    this.world.kernel.after(drawMicros(this.spec.reading, this.reading), () => answer(this.contacts));
  }

  setReachable(reachable: boolean): void {
    this.reachable = reachable;
    this.world.record({ kind: "RelayReachChanged", relay: this.spec.name, reachable });
  }

  /** The contacts weld together or break off: they go to this position and stay. */
  stick(contacts: Contacts): void {
    if (!this.stuck) this.hadPower = this.contacts === "closed";
    this.move(contacts);
    this.stuck = true;
    this.world.record({ kind: "RelayStuck", relay: this.spec.name, contacts });
  }

  /** Another host gets its power through it: whoever stands before it sees that. */
  feedsOthersThan(name: string): boolean {
    return this.contacts === "closed" && this.hosts.some(({ spec, power }) => spec.name !== name && power.on);
  }

  /** False when it is stuck closed. */
  openByHand(): boolean {
    if (!this.stuck) this.move("open");
    return this.contacts === "open";
  }

  /** False when it is stuck open. */
  closeByHand(): boolean {
    if (!this.stuck) this.move("closed");
    return this.contacts === "closed";
  }

  /**
   * Whoever repairs it leaves its contacts where they are: what was ordered meanwhile may not be wanted any more. But hosts of
   * which nobody else decides get the power back that they had.
   */
  free(): void {
    if (!this.stuck) return;
    this.stuck = false;
    this.world.record({ kind: "RelayFreed", relay: this.spec.name });
    const isNobodys = this.hosts.every(({ spec }) => this.world.undecided.has(spec.name));
    if (this.hadPower && isNobodys) this.move("closed");
  }

  private move(contacts: Contacts): void {
    if (this.contacts === contacts) return;
    this.contacts = contacts;
    this.world.record({ kind: "RelayMoved", relay: this.spec.name, contacts });
    for (const host of this.hosts) host.power.update();
  }
}
