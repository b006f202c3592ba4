/** Where machines run: it can be reached over networks, has a disk, and lives and dies with what carries it. */
import type { Beat, Input } from "../control/index.js";
import type { Micros } from "../units/index.js";
import { Disk } from "./disk.js";
import type { Ground } from "./ground.js";
import type { Network } from "./network.js";

/** What somebody said to somebody else, or said several times with nothing in between. */
export type Letter = Omit<Extract<Input, { kind: "message" }>, "kind">;

/** Who left something out for a machine is told what that is about to do. */
export interface Hold {
  /** It sets a timer that what is left out puts off. */
  readonly setAnew: () => void;
  /** It waits until what it stores is durable, and what comes meanwhile waits too. @param isHeard whether such a timer is set */
  readonly waits: (isHeard: boolean) => void;
}

/** A machine at a place. */
export interface Resident {
  receive(letter: Letter): void;
  /**
   * Receives what comes again and again. True when nothing came of it but to put off a timer to later than the next one
   * will come (`within`): as long as such messages keep coming they change nothing, and may be left out.
   */
  receiveRoutinely(letter: Letter, beat: Beat, within: Micros): boolean;
  /** Keeps what they put off from ringing while they are left out. */
  hold(beat: Beat, hold: Hold): void;
  /** Ends that: `made` stands for all that were left out and arrived, if any did. */
  release(beat: Beat, made: Letter | null): void;
  /** The place goes on after it hung: what came due meanwhile is done now. */
  wake(): void;
  /** The place died: timers ring no more, and outcomes reach nobody. */
  stop(): void;
  /** The place works again: the logic starts with nothing but what it had stored. */
  restart(): void;
}

export interface PlaceSpec {
  readonly name: string;
  /** The networks on which it can be reached; the first one is where it is at home. */
  readonly networks: readonly Network[];
  /** How long storing takes. */
  readonly store: Micros;
  /** The storage system on whose processor it runs, and with which it fails. */
  readonly on?: string;
  /** It talks to the hosts that are cabled to that storage system over their links, not over networks. */
  readonly overLinks?: true;
  /** The host of which it is a part: what is wrong with the talk of that is wrong with its own. */
  readonly partOf?: string;
}

/** What a place is part of: its network card may break, and it may hang. */
export interface Carrier {
  readonly isConnected: boolean;
  readonly hung: boolean;
}

interface Surroundings extends Ground {
  readonly heartbeats: { beforeChange(place: string): void; beforeAudienceChange(place: string): void };
}

export class Place {
  readonly name: string;
  readonly disk: Disk;
  /** Its own, and that of the host of which it is a part. */
  readonly names: readonly string[];
  /** Counts its lives. */
  life = 0;
  private living: boolean;
  private readonly residents: Resident[] = [];

  /** @param carrier what it is part of, and begins to live with later; `null`: a machine of its own, which lives from the beginning */
  constructor(
    private readonly world: Surroundings,
    readonly spec: PlaceSpec,
    private readonly carrier: Carrier | null = null,
  ) {
    this.name = spec.name;
    this.living = carrier === null;
    this.disk = new Disk(world.kernel, spec.store);
    this.names = spec.partOf === undefined ? [spec.name] : [spec.name, spec.partOf];
  }

  get networks(): readonly Network[] {
    return this.spec.networks;
  }

  /** The storage system over whose links it talks to hosts; `undefined`: over networks. */
  get overLinksOf(): string | undefined {
    return this.spec.overLinks === undefined ? undefined : this.spec.on;
  }

  /** It can be reached over a network; a machine of its own over any that somebody names. */
  isOn(network: Network): boolean {
    return this.isOwn || this.networks.includes(network);
  }

  /** It is not a part of anything else in the world that has a network. */
  get isOwn(): boolean {
    return this.carrier === null;
  }

  /** It is on its networks at all. */
  get isConnected(): boolean {
    return this.carrier?.isConnected ?? true;
  }

  get alive(): boolean {
    return this.living;
  }

  /** Whoever runs here hears what is said to it. */
  get hears(): boolean {
    return this.living && this.carrier?.hung !== true;
  }

  /** Some machine runs here, or would if the place lived. */
  get isManned(): boolean {
    return this.residents.length > 0;
  }

  /** A machine begins here. */
  enter(resident: Resident): void {
    this.world.heartbeats.beforeAudienceChange(this.name);
    this.residents.push(resident);
  }

  /** It ends for good. */
  leave(resident: Resident): void {
    const index = this.residents.indexOf(resident);
    if (index < 0) return;
    this.world.heartbeats.beforeAudienceChange(this.name);
    this.residents.splice(index, 1);
  }

  /** Delivers to every machine here but the one that speaks. */
  receive(letter: Letter, speaker: Resident | null = null): void {
    if (!this.hears) return;
    const [only] = this.residents;
    if (only !== undefined && this.residents.length === 1) {
      if (only !== speaker) only.receive(letter);
      return;
    }
    for (const each of [...this.residents]) if (each !== speaker) each.receive(letter);
  }

  /** Hands something to every machine here, without a network: one that hangs takes it when it goes on. */
  hand(letter: Letter): void {
    if (!this.living) return;
    for (const each of [...this.residents]) each.receive(letter);
  }

  /** Those to whom a routine message is delivered. */
  get listeners(): readonly Resident[] {
    return this.hears ? this.residents : [];
  }

  /** What carries it hangs no more. */
  wake(): void {
    for (const each of [...this.residents]) each.wake();
  }

  /** What carries it stops or works again. */
  setAlive(alive: boolean): void {
    if (this.living === alive) return;
    this.world.heartbeats.beforeChange(this.name);
    this.living = alive;
    this.life += 1;
    if (!alive) this.disk.interrupt();
    if (this.isOwn && this.isManned) this.world.record({ kind: "ControllerChanged", place: this.name, alive });
    for (const each of [...this.residents]) {
      if (alive) each.restart();
      else each.stop();
    }
  }
}
