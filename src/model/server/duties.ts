/** Who really does what in sets of parts: the switching circuits hold it, and refuse a Primary that was superseded. */
import type { Micros } from "../../units/index.js";
import type { Ground } from "../ground.js";
import { serverSpecWith } from "./server-with.js";
import type { DutySpec, StorageServerSpec } from "./spec.js";
import type { StorageServer } from "./storage-server.js";

interface Held {
  readonly spec: DutySpec;
  holder: string;
  /** The newest epoch under which it was given to somebody. */
  epoch: number;
  /** Whether it was served when that was told last. */
  served: boolean;
}

export class Duties {
  private readonly held: ReadonlyMap<string, Held>;

  constructor(
    private readonly world: Ground & { readonly servers: ReadonlyMap<string, StorageServer> },
    private readonly specs: readonly DutySpec[],
  ) {
    this.held = new Map(specs.map((spec) => [spec.duty, { spec, holder: spec.first, epoch: 0, served: true }]));
  }

  get all(): readonly DutySpec[] {
    return this.specs;
  }

  /** Why it cannot be given to somebody, or null. */
  refusal(duty: string, to: string, epoch: number): string | null {
    const held = this.held.get(duty);
    if (held === undefined) return `there is no duty ${duty}`;
    if (epoch < held.epoch) return `${duty} was given under a newer epoch`;
    held.epoch = epoch;
    return this.worksAs(held.spec, to) ? null : `${to} does not work`;
  }

  assign(duty: string, to: string): void {
    const held = this.held.get(duty)!;
    held.holder = to;
    this.world.record({ kind: "DutyAssigned", set: held.spec.set, duty, to });
    this.look();
  }

  /** Tells which duties are done from now on, or are not. */
  look(): void {
    for (const held of this.held.values()) {
      const served = this.worksAs(held.spec, held.holder);
      if (served === held.served) continue;
      held.served = served;
      this.world.record({ kind: "DutyServed", set: held.spec.set, duty: held.spec.duty, served });
    }
  }

  /** All parts of a member. */
  partsOf(duty: string, member: string): readonly string[] {
    return partsOfMember(this.specs, this.held.get(duty)?.spec, member);
  }

  /** How long it takes to make anew what somebody has to hold who did not do it before. */
  rebuildFor(duty: string, to: string): Micros {
    const held = this.held.get(duty);
    if (held === undefined || held.holder === to) return 0;
    const servers = [...this.world.servers.values()].map(({ spec }) => spec);
    return rebuildOf(this.specs, held.spec, servers);
  }

  private worksAs(spec: DutySpec, name: string): boolean {
    const member = spec.members.find((each) => each.name === name);
    return member !== undefined && this.memberWorks(member);
  }

  private memberWorks({ parts, set }: DutySpec["members"][number]): boolean {
    if (set === undefined) return parts.every((part) => this.partWorks(part));
    const inner = this.specs.find((each) => each.set === set);
    return inner?.members.some((each) => this.memberWorks(each)) === true;
  }

  private partWorks(name: string): boolean {
    return [...this.world.servers.values()].some((server) => server.works(name));
  }
}

/** All parts that a member consists of, and those of the members of the set that it is. */
export function partsOfMember(
  specs: readonly DutySpec[],
  duty: DutySpec | undefined,
  member: string,
): readonly string[] {
  const found = duty?.members.find(({ name }) => name === member);
  return found === undefined ? [] : partsIn(found, specs);
}

function partsIn({ parts, set }: DutySpec["members"][number], specs: readonly DutySpec[]): readonly string[] {
  if (set === undefined) return parts;
  const inner = specs.find((each) => each.set === set);
  return inner === undefined ? [] : inner.members.flatMap((each) => partsIn(each, specs));
}

/** What the stores hold of whoever does it from the beginning is the same wherever it is done later. */
export function rebuildOf(
  specs: readonly DutySpec[],
  duty: DutySpec | undefined,
  servers: readonly StorageServerSpec[] | undefined,
): Micros {
  const parts = duty === undefined ? [] : partsOfMember(specs, duty, duty.first);
  const times = parts.map(
    (part) => serverSpecWith(servers, part)?.parts.find(({ name }) => name === part)?.rebuild ?? 0,
  );
  return Math.max(0, ...times);
}
