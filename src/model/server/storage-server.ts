/** A storage server: parts that hang on one another by power, backplane, card and stack links. */
import type { Micros } from "../../units/index.js";
import { drawMicros } from "../../sim/index.js";
import type { Ground } from "../ground.js";
import type { Network } from "../network.js";
import { type Carrier, Place } from "../place.js";
import type { PartState } from "../true-state.js";
import { type Cure, Part } from "./part.js";
import type { PartKind, StorageServerSpec } from "./spec.js";

type Surroundings = Ground &
  ConstructorParameters<typeof Place>[0] & {
    network(name: string): Network;
    /** An adapter of a storage system that is a part of this server works, or does not. */
    setAdapterCarried(adapter: string, carried: boolean): void;
    readonly duties: { look(): void };
  };

/** Parts on which something runs that talks: a data store may be the witness of a set. */
const TALK: readonly PartKind[] = ["control-processor", "store"];

export class StorageServer {
  readonly parts: ReadonlyMap<string, Part>;
  /** Of its control processors and data stores. */
  readonly places = new Map<string, Place>();
  private readonly told = new Map<string, PartState>();

  constructor(
    private readonly world: Surroundings,
    readonly spec: StorageServerSpec,
  ) {
    this.parts = new Map(spec.parts.map((each) => [each.name, new Part(each)]));
    const networks = spec.networks.map((each) => world.network(each));
    for (const part of this.parts.values()) {
      if (!TALK.includes(part.spec.kind)) continue;
      const carrier: Carrier = {
        isConnected: true,
        get hung() {
          return part.hung;
        },
      };
      this.places.set(part.name, new Place(world, { name: part.name, networks, store: spec.store }, carrier));
    }
  }

  /** Everything begins to work. */
  start(): void {
    for (const part of this.parts.values()) this.told.set(part.name, "works");
    for (const place of this.places.values()) place.setAlive(true);
  }

  part(name: string): Part {
    return this.parts.get(name)!;
  }

  works(name: string): boolean {
    return this.parts.get(name)?.works === true;
  }

  /** Does something to a part; what hangs on it follows. */
  change(name: string, act: (part: Part) => void): void {
    if (this.places.has(name)) this.world.heartbeats.beforeChange(name);
    act(this.part(name));
    for (const part of this.parts.values()) part.setCarried(this.isCarried(part));
    for (const part of this.parts.values()) this.tell(part);
    for (const part of this.parts.values()) this.carry(part);
    this.world.duties.look();
  }

  private isCarried({ spec }: Part): boolean {
    return spec.needs.every((group) => group.some((each) => this.works(each)));
  }

  private tell(part: Part): void {
    const { name, state } = part;
    const before = this.told.get(name);
    if (before === state) return;
    this.told.set(name, state);
    this.world.record({ kind: "PartChanged", server: this.spec.name, part: name, state });
    const place = this.places.get(name);
    if (place === undefined) return;
    place.setAlive(part.works);
    if (before === "hung" && state === "works") place.wake();
  }

  /** Nothing passes a port while no switching circuit works. */
  private carry({ spec, works }: Part): void {
    if (spec.adapter === undefined) return;
    const circuits = [...this.parts.values()].filter((each) => each.spec.kind === "switching-circuit");
    const passes = spec.kind !== "port" || circuits.length === 0 || circuits.some((each) => each.works);
    this.world.setAdapterCarried(spec.adapter, works && passes);
  }

  isSound(name: string): boolean {
    return this.part(name).isSound;
  }

  /** Tries to bring a part back: it is away meanwhile, and so is what hangs on it. */
  correct(name: string, by: Cure, ended: (works: boolean) => void): void {
    this.change(name, (part) => part.takeAway());
    this.after(by, `${name}/${by}`, () => {
      this.change(name, (part) => part.bringBack(by));
      // Who has come sees what it hangs on, and what hangs on it.
      if (by === "repair") for (const each of this.around(name)) this.change(each, (part) => part.mend());
      ended(this.works(name));
    });
  }

  /** What a part hangs on, and what hangs on it. */
  private around(name: string): readonly string[] {
    const above = [...this.parts.keys()].filter((each) => this.under(each).includes(name));
    return [...this.under(name), ...above];
  }

  /** What a part hangs on, and what that does. */
  private under(name: string): readonly string[] {
    const direct = this.part(name).spec.needs.flat();
    return [...new Set(direct.flatMap((each) => [...this.under(each), each]))];
  }

  /** Time that something takes here. */
  after(what: keyof StorageServerSpec["takes"], about: string, then: () => void): void {
    const time: Micros = drawMicros(this.spec.takes[what], this.world.streams.stream(`server/${about}`));
    this.world.kernel.after(time, then);
  }
}
