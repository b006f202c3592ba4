/** All of a domain that is in the world: server systems, clusters with their drivers, what consoles want done, and people who notice late. */
import type { Outcome } from "../../control/index.js";
import type { Ground } from "../ground.js";
import type { Host } from "../host.js";
import { known } from "../named.js";
import type { Network } from "../network.js";
import { Place } from "../place.js";
import type { Post, Sending } from "../post.js";
import type { Process } from "../process.js";
import type { Record as WorldRecord } from "../record.js";
import { Cluster } from "./cluster.js";
import { Courses } from "./courses.js";
import type { DomainSpec } from "./spec.js";
import { PairWatch } from "./pair-watch.js";
import { ServerSystem } from "./server-system.js";
import { personTakes, TaskLoad } from "./task-load.js";
import { drawMicros } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";

interface Surroundings extends Ground {
  readonly heartbeats: ConstructorParameters<typeof Place>[0]["heartbeats"] & {
    alsoBefore: ((place: string | undefined) => void) | null;
    readonly allInAt: Micros;
  };
  readonly options: { readonly everyEvent?: boolean };
  readonly post: Post;
  readonly processes: ReadonlyMap<string, Process>;
  readonly places: { add(place: Place): Place };
  host(name: string): Host;
  network(name: string): Network;
  place(name: string): Place;
  listen(listener: (record: WorldRecord) => void): void;
}

/** Nobody is there. */
const NOWHERE = "wrong-address";

export class Domain {
  readonly systems = new Map<string, ServerSystem>();
  readonly clusters = new Map<string, Cluster>();
  /** By the names of their agents and their drivers. */
  private readonly clustersBy = new Map<string, Cluster>();
  /** `null`: everybody is asked at each step. */
  readonly courses: Courses | null;
  private readonly systemsByDevice = new Map<string, ServerSystem>();
  private readonly loads: readonly TaskLoad[];
  private readonly pairs: PairWatch;

  constructor(
    private readonly world: Surroundings,
    private readonly spec: DomainSpec,
  ) {
    for (const each of spec.systems) {
      const system = new ServerSystem(world, each);
      this.systems.set(each.name, system);
      for (const { name } of each.devices) this.systemsByDevice.set(name, system);
    }
    const kinds = new Map(spec.tasks.map((each) => [each.name, each]));
    for (const each of spec.clusters) {
      const system = known(this.systems, each.system, "server system");
      const cluster = new Cluster(world, each, system, spec, kinds, (one) => this.courses?.completeIn(one));
      this.clusters.set(each.name, cluster);
      for (const name of [each.driver, ...each.agents.map((agent) => agent.name)]) this.clustersBy.set(name, cluster);
    }
    const others = [...spec.servers, ...spec.consoles].map(({ name }) => name);
    const isAsked = world.options.everyEvent === true;
    this.courses = isAsked ? null : new Courses(world, spec.store, this.clustersBy, new Set(others));
    world.heartbeats.alsoBefore = (place) => this.courses?.beforeChange(place);
    for (const { name, network } of [...spec.consoles, ...(spec.caretaker === null ? [] : [spec.caretaker])]) {
      world.places.add(new Place(world, { name, networks: [world.network(network)], store: 0 }));
    }
    const systemOf = (cluster: string) => this.cluster(cluster).system.spec.name;
    this.loads = spec.consoles.map((each) => new TaskLoad(world, each, spec.tasks, world.place(each.name), systemOf));
    this.pairs = new PairWatch(world, spec.clusters);
    world.listen((record) => {
      if (record.kind === "ProcessChanged") this.pairs.refreshOf(record.process);
    });
  }

  start(): void {
    for (const each of this.loads) each.start();
  }

  /** Something about networks, or about talk, has changed. */
  refresh(): void {
    this.pairs.refresh();
  }

  cluster(name: string): Cluster {
    return known(this.clusters, name, "cluster");
  }

  /** Something is said. @returns whether that, and what comes of it, takes its course as foreseen */
  follows(sending: Sending): boolean {
    return this.courses?.begin(sending) === true;
  }

  systemOfDevice(name: string): ServerSystem {
    return known(this.systemsByDevice, name, "device");
  }

  /** Starts a process on its cluster; one that runs is left alone. */
  launch(name: string, settle: (outcome: Outcome | null) => void): void {
    const { kernel, streams } = this.world;
    const process = known(this.world.processes, name, "process");
    if (process.place.alive) return settle({ status: "done" });
    const takes = drawMicros(this.spec.launch, streams.stream(`domain/${name}/launch`));
    const { life } = this.world.place(process.spec.on);
    kernel.after(takes, () => {
      if (this.world.place(process.spec.on).life !== life) return settle(null);
      process.setLaunched(true);
      settle({ status: "done" });
    });
  }

  /** Passes when a person has noticed something. */
  notice(who: string, noticed: () => void): void {
    const { caretaker, consoles } = this.spec;
    const person = caretaker?.name === who ? caretaker : consoles.find(({ name }) => name === who)!;
    this.world.kernel.after(personTakes(this.world, who, person.notices), noticed);
  }

  /** The person who looks after the servers tells an agent where to register, or something else, or forgets it. */
  visit(agent: string, server: string, visited: () => void): void {
    const { world } = this;
    const { name, each, wrong, forgets } = this.spec.caretaker!;
    const takes = personTakes(world, name, each);
    const luck = world.streams.stream(`person/${name}/mistakes`).uniform();
    world.kernel.after(takes, () => {
      if (luck >= forgets) {
        const told = luck < forgets + wrong ? NOWHERE : server;
        const [from, to] = [world.place(name), world.place(agent)];
        world.post.send({ from, to, body: { kind: "re-register", agent, server: told } });
      }
      visited();
    });
  }
}
