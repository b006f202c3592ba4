/** What agents have the world do for their transfers: runs are opened at sources, extents copied, targets asked and runs closed. */
import type { ActionOf, CopyOrder, Found, Outcome } from "../../control/index.js";
import type { Ground } from "../ground.js";
import { known } from "../named.js";
import type { Process } from "../process.js";
import type { Programs } from "../programs.js";
import type { BandwidthPool } from "../storage/bandwidth.js";
import { Channel } from "../storage/channel.js";
import type { Device } from "../storage/volume.js";
import { type ReachWorld, AgentReach } from "./agent-reach.js";
import { type EndpointsWorld, Endpoints } from "./endpoints.js";
import { ExtentCopy } from "./extent-copy.js";
import { OpenRuns } from "./open-runs.js";
import { PathWatch } from "./path-watch.js";
import type { OpenRun } from "./run.js";
import type { Target } from "./target.js";
import { type Server, type WayWorld, Ways } from "./way.js";

type Answer = (outcome: Outcome) => void;

interface Surroundings extends Ground, ReachWorld, WayWorld, EndpointsWorld {
  readonly programs: Pick<Programs, "application" | "haveUnmounted">;
  readonly bandwidth: BandwidthPool;
  readonly options: { readonly everyEvent?: boolean };
  readonly processes: ReadonlyMap<string, Process>;
}

export class Transfers {
  private readonly servers = new Map<string, Server>();
  private readonly ways: Ways;
  private readonly ends: Endpoints;
  private readonly runs: OpenRuns;
  private readonly copies = new Set<ExtentCopy>();
  private readonly paths: PathWatch;

  constructor(private readonly world: Surroundings) {
    this.ways = new Ways(world, (agent) => this.serverOf(agent));
    this.ends = new Endpoints(world);
    this.runs = new OpenRuns(world, this.ends);
    this.paths = new PathWatch(world);
  }

  /** An agent, and what it reaches. */
  serverOf(agent: string): Server {
    let server = this.servers.get(agent);
    if (server === undefined) {
      const process = known(this.world.processes, agent, "process");
      const { bandwidth } = process.spec;
      const channel = bandwidth === undefined ? null : new Channel(agent, bandwidth);
      server = { process, reach: new AgentReach(this.world, process, this.servers.size), channel };
      this.servers.set(agent, server);
      process.employ({
        stop: () => this.stopAt(agent),
        stall: () => this.forEachOf(agent, (copy) => copy.stall()),
        goOn: () => {
          this.forEachOf(agent, (copy) => copy.goOn());
          this.paths.refresh();
        },
      });
    }
    return server;
  }

  /** Something of the fabric, the networks or the storage systems has changed. */
  refresh(): void {
    this.paths.refresh();
    this.ends.refresh();
    if (this.copies.size === 0) return;
    this.ways.refresh((channel, bandwidth) => this.world.bandwidth.resize(channel, bandwidth));
    for (const copy of [...this.copies]) copy.refresh();
  }

  private stopAt(agent: string): void {
    this.paths.forget(agent);
    this.forEachOf(agent, (copy) =>
      copy.breakOff(copy.stretch.agent === agent ? "died" : { failed: `${agent} does not work` }),
    );
  }

  /** Those that an agent sends, or helps with. */
  private forEachOf(agent: string, act: (copy: ExtentCopy) => void): void {
    for (const copy of [...this.copies]) {
      const { way } = copy.stretch;
      if (copy.stretch.agent === agent || (way.by !== "both" && way.helper === agent)) act(copy);
    }
  }

  // ---- what agents ask for

  /** The storage systems that an agent reaches; it is told when they change. */
  look(agent: string): readonly string[] {
    return this.paths.look(agent, this.serverOf(agent));
  }

  /** Fixes what a run copies; asked again, it answers the same, unless what an increment would build upon is lost. */
  open({ agent, order, way, conditions }: ActionOf<"open-run">, answer: Answer): void {
    const source = this.ends.deviceOf(order.source);
    this.at(this.ways.toEnd(agent, way, "source", source), answer, () => {
      const before = this.runs.of(order);
      if (before !== undefined && this.runs.standsOn(before)) return done(before.found);
      if (this.runs.isOver(order)) return failed(`run ${order.run} is over`);
      const [disk] = source.volume.disksOf(source);
      if (disk === undefined) return failed(`the disk of ${source.name} is broken`);
      if (disk.blank || !disk.consistent) return failed(`${source.name} is not complete`);
      const run = this.runs.open(order, source, conditions);
      const { extents, bytes, grade } = run;
      const { transfer, run: number, epoch, target } = order;
      const told = { transfer, run: number, epoch, agent, source: order.source, target, extents, bytes, grade };
      this.world.record({ kind: "RunOpened", ...told });
      return done(run.found);
    });
  }

  /** What the target holds; from now on it refuses older epochs. */
  ask({ agent, order, way }: ActionOf<"ask-target">, answer: Answer): void {
    const target = this.ends.targetOf(order.target);
    this.at(this.ways.toEnd(agent, way, "target", target.device), answer, () => {
      const refused = this.refusal(agent, order, target);
      return refused === null ? done(target.foundFor(order)) : failed(refused);
    });
  }

  copy(action: ActionOf<"copy-extents">, answer: Answer, lost: () => void): void {
    const { agent, order, way } = action;
    const target = this.ends.targetOf(order.target);
    for (const each of [...target.copies]) {
      const { stretch } = each;
      if (stretch.agent === agent && stretch.order.transfer === order.transfer)
        each.breakOff({ failed: `${agent} was told something else` });
    }
    const run = this.runs.of(order);
    if (run === undefined) return answer(failed(`run ${order.run} of ${order.transfer} is not open`));
    const find = () => this.ways.find(agent, way, run.source, target.device);
    const admit = (from: number) => this.admit(action, from, target, copy);
    const copy: ExtentCopy = new ExtentCopy(this.world, action, run, target, find, admit, (end) => {
      this.copies.delete(copy);
      target.copies.delete(copy);
      if (end === "died") lost();
      else answer(end === "done" ? done(target.foundFor(order)) : failed(end.failed));
    });
    this.copies.add(copy);
    target.copies.add(copy);
    copy.begin();
  }

  /** Bytes of the stretch that an agent copies which are through; `null`: it is at none. */
  progressOf(agent: string, transfer: string): number | null {
    for (const { stretch, moved } of this.copies)
      if (stretch.agent === agent && stretch.order.transfer === transfer) return moved;
    return null;
  }

  /** Why the target does not take extents from there on, `null` when it does. */
  private admit({ agent, order }: ActionOf<"copy-extents">, from: number, target: Target, by: ExtentCopy) {
    const refused = this.refusal(agent, order, target) ?? this.usedBy(target.device) ?? this.over(order, target);
    if (refused !== null) return refused;
    const held = target.heldFor(order);
    if (from > held) return `extents ${held} to ${from} are missing`;
    target.begin(order);
    // An older run of the same transfer is at it still only where there are no epochs: then nobody can tell.
    for (const each of [...target.copies]) {
      const { transfer } = each.stretch.order;
      if (each !== by && transfer !== order.transfer)
        each.breakOff({ failed: `run ${order.run} of ${order.transfer} has begun` });
    }
    if (target.take(agent, order)) {
      const { transfer, run, epoch } = order;
      this.world.record({ kind: "WritingBegan", transfer, run, epoch, agent, target: order.target, from });
    }
    return null;
  }

  /** Why nothing more of a run can be of use, `null` when it can. */
  private over(order: CopyOrder, target: Target): string | null {
    const run = this.runs.of(order);
    if (run === undefined) return `run ${order.run} of ${order.transfer} is not open`;
    if (!this.runs.standsOn(run)) return `what run ${order.run} of ${order.transfer} builds upon is lost`;
    return target.isPast(order) && target.closed ? `run ${target.run} of ${order.transfer} is complete` : null;
  }

  /** The run is complete: from now on it is the newest copy. */
  close({ agent, order, way }: ActionOf<"close-run">, answer: Answer): void {
    const target = this.ends.targetOf(order.target);
    this.at(this.ways.toEnd(agent, way, "target", target.device), answer, () => {
      const run = this.runs.of(order);
      const refused = this.refusal(agent, order, target) ?? this.usedBy(target.device) ?? this.over(order, target);
      if (refused !== null || run === undefined) return failed(refused ?? "it is not open");
      if (target.isPast(order)) return failed(`run ${target.run} has begun`);
      const held = target.heldFor(order);
      if (held < run.extents) return failed(`extents ${held} to ${run.extents} are missing`);
      target.begin(order);
      if (!target.closed) this.declare(agent, order, run, target);
      return done(target.foundFor(order));
    });
  }

  private declare(agent: string, order: CopyOrder, { content, bytes, grade, asOf }: OpenRun, target: Target): void {
    const { device } = target;
    // What changed, laid over what is corrupt, does not heal it.
    const staysCorrupt = device.corrupt && bytes < device.volume.spec.size;
    const corrupt = content.corrupt || staysCorrupt || target.isTorn;
    device.array.media.fill(device, { ...content, corrupt, identity: device.identity ?? content.identity });
    target.close({ grade, asOf });
    const { transfer, run, epoch } = order;
    const copy = { volume: device.volume.spec.name, device: device.name, holds: content.holds };
    const told = { transfer, run, epoch, agent, grade: corrupt ? "broken" : grade, asOf, ...copy } as const;
    this.world.record({ kind: "RunClosed", ...told });
  }

  /** Why the target does not listen to this epoch, `null` when it does; then older ones are refused, in the middle of a copy too. */
  private refusal(agent: string, order: CopyOrder, target: Target): string | null {
    const { transfer, epoch } = order;
    const newest = target.newestEpoch(transfer);
    if (epoch < newest) return this.refuse(agent, order, newest);
    if (!target.learnEpoch(order)) return null;
    for (const copy of [...target.copies]) {
      const { stretch } = copy;
      if (stretch.order.transfer !== transfer || stretch.order.epoch >= epoch) continue;
      copy.breakOff({ failed: this.refuse(stretch.agent, stretch.order, epoch) });
    }
    return null;
  }

  private refuse(agent: string, { transfer, run, epoch }: CopyOrder, newest: number): string {
    this.world.record({ kind: "EpochRefused", transfer, run, epoch, newest, agent });
    return `superseded by epoch ${newest}`;
  }

  /** What a host works with is not exchanged under it, unless it has unmounted it. */
  private usedBy(device: Device): string | null {
    const { volume, host } = device;
    if (host === null || !volume.uses(device)) return null;
    return this.world.programs.haveUnmounted(host, volume.spec.name) ? null : `${host} works with ${device.name}`;
  }

  /** Goes to an end, does something there, and comes back. */
  private at(leg: ReturnType<Ways["toEnd"]>, answer: Answer, act: () => Outcome): void {
    if ("obstacle" in leg) return answer(failed(leg.obstacle));
    const { kernel } = this.world;
    const broken = "the path was lost";
    kernel.after(leg.latency, () => {
      if (!leg.stands()) return answer(failed(broken));
      const outcome = act();
      kernel.after(leg.latency, () => answer(leg.stands() ? outcome : { status: "unknown", why: broken }));
    });
  }
}

function done(found: Found): Outcome {
  return { status: "done", found };
}

function failed(why: string): Outcome {
  return { status: "failed", why };
}
