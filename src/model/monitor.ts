/** How an agent watches one host: it reports at an interval, and at once when a component of the host does not work. */
import { type AgentsWord, completesSeries, type Message, type MessageOf, type MinorErrors } from "../control/index.js";
import type { Micros } from "../units/index.js";
import type { Ground } from "./ground.js";
import type { Host } from "./host.js";
import type { Heartbeat, Heartbeats } from "./heartbeat.js";
import { LoadMeter, type LoadMeterWorld } from "./load/load-meter.js";
import type { Place } from "./place.js";
import type { Post } from "./post.js";
import type { Routing } from "./routing.js";
import type { AgentSpec } from "./spec.js";

export interface MonitorWorld extends Ground, LoadMeterWorld {
  readonly post: Post;
  readonly routing: Routing;
  readonly heartbeats: Heartbeats;
  readonly reportListener: ((host: string, sentAt: Micros, at: Micros) => void) | null;
  place(name: string): Place;
}

/** The agent to which it belongs. */
interface Owner {
  readonly spec: AgentSpec;
  readonly host: Host;
  readonly works: boolean;
  readonly startedAt: Micros;
  tell(place: string, body: Message): void;
}

export class Monitor {
  readonly loadMeter: LoadMeter;
  private readonly reports: Heartbeat;
  /** Why the host cannot use its data, as far as it was told; `null` when it can. */
  private storageTrouble: string | null = null;
  /** Minor errors that it saw, as long as it lives. */
  private minorErrors: MinorErrors = {};
  /** The component whose failure is foretold, and nobody was told yet. */
  private foretold: string | null = null;
  /** Something about the storage could not be told: it looks again with the next report that can be sent. */
  private looksAgain = false;
  /** How often somebody has said that the host is in order. */
  private repairs = 0;

  constructor(
    private readonly world: MonitorWorld,
    readonly agent: Owner,
    readonly host: Host,
  ) {
    this.loadMeter = new LoadMeter(world, host, this);
    this.reports = world.heartbeats.add({
      from: agent.host.place,
      to: world.place(world.addressees.reports),
      also: [host.name],
      kind: "report",
      about: host.name,
      every: agent.spec.report,
      order: host.index,
      // They start anew with either of them.
      goesOn: () => host.isUp && agent.host.isUp,
      canSend: () => this.sees,
      sending: () => {
        if (this.looksAgain) this.checkStorage();
        this.foretell();
      },
      body: ({ sentAt }) => ({ kind: "report", host: host.name, sentAt }),
      arrived: ({ sentAt, heardAt }) => world.reportListener?.(host.name, sentAt, heardAt),
    });
  }

  /** The agent works, and so does the host, which it reaches: what it needs no network for to see its own. */
  get sees(): boolean {
    const { agent, host } = this;
    return agent.works && host.running && (agent.host === host || this.isReached);
  }

  private get isReached(): boolean {
    const from = this.agent.host;
    const { reach, network } = this.host;
    return from.reach.network && reach.network && this.world.routing.way(from.network, network) !== null;
  }

  /** It can say something now. */
  private get canTell(): boolean {
    const { post, addressees } = this.world;
    return this.sees && post.way({ from: this.agent.host.place, to: this.world.place(addressees.reports) }) !== null;
  }

  /** Both run now: it reports at once. */
  start(): void {
    this.storageTrouble = null;
    this.forgetMinorErrors();
    this.reportFromNow();
    this.checkStorage();
  }

  /** The next report leaves now. */
  reportFromNow(): void {
    this.reports.start();
  }

  /** Something is about to change that reports depend on. */
  beforeChange(): void {
    this.reports.beforeChange();
  }

  /** Looks whether the host can use its data, and reports when it cannot reach it, or when it is of no use. */
  checkStorage(): void {
    const { trouble } = this.host.storage;
    const message = trouble?.message ?? null;
    this.looksAgain = message !== this.storageTrouble && !this.canTell;
    if (message === this.storageTrouble || this.looksAgain) return;
    this.storageTrouble = message;
    if (trouble !== null) this.reportError(trouble.component, trouble.message, trouble.volume);
  }

  /** Somebody says that its host is in order: what it said before is older than that. */
  noteRepair(): void {
    this.repairs += 1;
  }

  get said(): { readonly repairs?: number } {
    return this.repairs === 0 ? {} : { repairs: this.repairs };
  }

  /**
   * It was repaired and tested: whatever is wrong with its data still is said once more. What decides about its paths looks whether
   * one is back at the end of that instant, and is waited for.
   */
  checkAnew(): void {
    const { kernel } = this.world;
    this.storageTrouble = null;
    this.forgetMinorErrors();
    if (this.host.storage.mayBeBack) kernel.schedule(kernel.now + 1, () => this.checkStorage());
    else this.checkStorage();
  }

  /** Says at once that a component does not work, or that the data of a volume is of no use to anybody. */
  reportError(component: string, message: string, volume?: string): void {
    const about = { host: this.host.name, component, message };
    this.tell({ kind: "error-report", ...about, ...(volume !== undefined && { volume }) });
  }

  /** Says that a component had an error that was put right. */
  reportMinorError(component: string): void {
    this.world.record({ kind: "MinorError", host: this.host.name, component });
    this.tell({ kind: "minor-error", host: this.host.name, component });
    const { foretells } = this.agent.spec;
    if (foretells === undefined || !this.sees) return;
    if (!completesSeries(this.minorErrors, component, this.world.kernel.now, foretells)) return;
    this.foretold = component;
    this.foretell();
  }

  /** What the agent knew of minor errors is gone, or of no account any more. */
  forgetMinorErrors(): void {
    this.minorErrors = {};
    this.foretold = null;
  }

  /** It says so at once, or with the next report that can be sent. */
  private foretell(): void {
    const { foretold: component, agent, host } = this;
    const { foretells } = agent.spec;
    if (component === null || foretells === undefined || !this.canTell) return;
    this.foretold = null;
    this.tell({ kind: "foretold", host: host.name, component, ...foretells });
  }

  /**
   * Something is wrong that diagnostics find, of one depth or deeper: at their next instant the agent looks, and tells what
   * it sees then. Instants at which there is nothing to be found are left out.
   */
  diagnoseNext(depth: "quick" | "extended", look: () => MessageOf<Exclude<AgentsWord, "report">> | null): void {
    const every = depth === "quick" ? this.agent.spec.quickDiagnostics : this.agent.spec.extendedDiagnostics;
    if (every === undefined) return;
    const { kernel } = this.world;
    const { startedAt } = this.agent;
    const passed = Math.floor((kernel.now - startedAt) / every) + 1;
    kernel.schedule(startedAt + passed * every, () => {
      const found = look();
      if (found !== null) this.tell(found);
    });
  }

  private tell(body: MessageOf<Exclude<AgentsWord, "report">>): void {
    if (this.canTell) this.agent.tell(this.world.addressees.reports, { ...body, ...this.said });
  }
}
