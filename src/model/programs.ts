/** What is installed on hosts and storage systems beside their agents: programs with a place of their own, and applications. */
import { Application } from "./application.js";
import type { Ground } from "./ground.js";
import type { Host } from "./host.js";
import { grouped } from "./named.js";
import type { Network } from "./network.js";
import type { Place } from "./place.js";
import { CONTROLLER } from "./places.js";
import { Process } from "./process.js";
import type { ApplicationSpec, ArraySpec, ProcessSpec } from "./spec.js";

type Surroundings = Ground &
  ConstructorParameters<typeof Process>[0] &
  ConstructorParameters<typeof Application>[0] & {
    readonly hosts: ReadonlyMap<string, Host>;
    readonly arrays: ReadonlyMap<string, { readonly spec: ArraySpec }>;
    readonly services: readonly { readonly name: string; readonly volumes: readonly string[] }[];
    readonly places: { add(place: Place): Place };
    host(name: string): Host;
    place(name: string): Place;
    network(name: string): Network<Host>;
  };

export class Programs {
  /** Those with a place of their own. */
  readonly processes = new Map<string, Process>();
  private processesBy: ReadonlyMap<string, readonly Process[]> = new Map();
  private applicationsBy: ReadonlyMap<string, readonly Application[]> = new Map();

  constructor(private readonly world: Surroundings) {}

  installProcesses(specs: readonly ProcessSpec[]): void {
    for (const each of specs) this.processes.set(each.name, this.process(each));
    this.processesBy = grouped(this.processes.values(), (each) => each.spec.on);
  }

  installApplications(specs: readonly ApplicationSpec[]): void {
    const applications = specs.map((each) => new Application(this.world, each, this.world.host(each.host)));
    this.applicationsBy = grouped(applications, (each) => each.spec.host);
  }

  /** A program of a storage system is on the network of that, or where the controller is. */
  private process(spec: ProcessSpec): Process {
    const { world } = this;
    const host = world.hosts.get(spec.on);
    const { network } = world.arrays.get(spec.on)?.spec ?? {};
    const networks = network === undefined ? world.place(CONTROLLER).networks : [world.network(network)];
    const process = new Process(world, spec, host?.place.networks ?? networks, host ?? null);
    world.places.add(process.place);
    return process;
  }

  /** The programs with a place of their own that a host or a storage system carries. */
  on(carrier: string): readonly Process[] {
    return this.processesBy.get(carrier) ?? [];
  }

  applicationsOn(host: string): readonly Application[] {
    return this.applicationsBy.get(host) ?? [];
  }

  application({ host, application }: { readonly host: string; readonly application: string }): Application | undefined {
    return this.applicationsOn(host).find(({ spec }) => spec.name === application);
  }

  /** Every application of a host that has to do with a volume has unmounted it, and there is one. */
  haveUnmounted(host: string, volume: string): boolean {
    const concerned = this.applicationsOn(host).filter(({ spec: { service } }) => {
      if (service === undefined) return true;
      return this.world.services.some((each) => each.name === service && each.volumes.includes(volume));
    });
    return concerned.length > 0 && concerned.every(({ state }) => state === "unmounted");
  }
}
