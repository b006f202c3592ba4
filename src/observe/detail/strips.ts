/** The state of every actor as consecutive intervals that cover the whole run. */
import type { Strip } from "../../result/index.js";
import type { STATE_CONDITIONS } from "../../result/index.js";
import { toSeconds, type Micros } from "../../units/index.js";
import type { Accounts } from "../account/accounts.js";
import type { Hearing } from "../hearing.js";

type State = keyof typeof STATE_CONDITIONS;

class StripBeingDrawn {
  private readonly intervals: { from: Micros; state: State }[] = [];

  constructor(
    readonly actor: string,
    readonly kind: Strip["kind"],
    state: State,
  ) {
    this.intervals.push({ from: 0, state });
  }

  /** Of several states at one instant the last counts. */
  set(state: State, at: Micros): void {
    const last = this.intervals.at(-1);
    if (last?.state === state) return;
    if (last?.from === at) this.intervals.pop();
    if (this.intervals.at(-1)?.state !== state) this.intervals.push({ from: at, state });
  }

  result(): Strip {
    const intervals = this.intervals.map(({ from, state }) => [toSeconds(from), state] as const);
    return { actor: this.actor, kind: this.kind, intervals };
  }
}

export class Strips {
  private readonly strips: StripBeingDrawn[] = [];
  private readonly byActor = new Map<string, StripBeingDrawn>();
  /** Hosts whose power supply a fault has taken away. */
  private readonly withoutSupply = new Map<string, number>();
  private readonly deadAgents = new Set<string>();
  private readonly contacts = new Map<string, "open" | "closed">();

  constructor(private readonly accounts: Accounts) {
    const { spec } = accounts.context;
    for (const { name } of spec.services) this.add(name, "service", "down");
    for (const { name, power } of spec.hosts) this.add(name, "host", power === "on" ? "online" : "off");
    for (const { host } of spec.agents) {
      this.add(host, "agent", spec.hosts.find(({ name }) => name === host)?.power === "on" ? "up" : "off");
    }
    for (const { name } of spec.relays) {
      const feeds = spec.hosts.some(({ relay, power }) => relay === name && power !== "off");
      this.contacts.set(name, feeds ? "closed" : "open");
      this.add(name, "relay", feeds ? "up" : "off");
    }
    for (const { name } of spec.links) this.add(name, "link", "up");
    for (const { name } of spec.arrays) this.add(name, "array", "up");
  }

  readonly hears: Hearing = {
    ServiceUp: ({ service, at }) => this.set("service", service, "serving", at),
    ServiceDown: ({ service, at }) => this.set("service", service, "down", at),
    FaultInjected: ({ effect, target, at }) => this.onSupply(effect, target, 1, at),
    FaultCleared: ({ effect, target, at }) => this.onSupply(effect, target, -1, at),
    HostPowerChanged: ({ host, at }) => this.onHost(host, at),
    HostStageChanged: ({ host, at }) => this.onHost(host, at),
    HostHealthChanged: ({ host, at }) => this.onHost(host, at),
    AgentChanged: ({ host, alive, at }) => {
      if (alive) this.deadAgents.delete(host);
      else this.deadAgents.add(host);
      this.setAgent(host, at);
    },
    RelayMoved: ({ relay, contacts, at }) => {
      this.contacts.set(relay, contacts);
      this.set("relay", relay, contacts === "closed" ? "up" : "off", at);
    },
    RelayStuck: ({ relay, contacts, at }) => {
      this.contacts.set(relay, contacts);
      this.set("relay", relay, "stuck", at);
    },
    RelayFreed: ({ relay, at }) => this.set("relay", relay, this.contacts.get(relay) === "open" ? "off" : "up", at),
    LinkChanged: ({ link, up, at }) => this.set("link", link, up ? "up" : "cut", at),
    ArrayPowerChanged: ({ array, powered, at }) => this.set("array", array, powered ? "up" : "unpowered", at),
  };

  results(): readonly Strip[] {
    return this.strips.map((strip) => strip.result());
  }

  private add(actor: string, kind: Strip["kind"], state: State): void {
    const strip = new StripBeingDrawn(actor, kind, state);
    this.strips.push(strip);
    this.byActor.set(`${kind} ${actor}`, strip);
  }

  private set(kind: Strip["kind"], actor: string, state: State, at: Micros): void {
    this.byActor.get(`${kind} ${actor}`)?.set(state, at);
  }

  private onSupply(effect: string, target: string, change: number, at: Micros): void {
    if (effect !== "power-loss" || !this.byActor.has(`host ${target}`)) return;
    this.withoutSupply.set(target, (this.withoutSupply.get(target) ?? 0) + change);
    this.onHost(target, at);
  }

  private onHost(host: string, at: Micros): void {
    this.set("host", host, this.hostState(host), at);
    this.setAgent(host, at);
  }

  /** What its state means to who needs it: a host that was switched off is off, one whose supply failed is unpowered. */
  private hostState(host: string): State {
    const { powered, stage, health } = this.accounts.hosts.of(host);
    if (!powered) return (this.withoutSupply.get(host) ?? 0) > 0 ? "unpowered" : "off";
    if (health === "failed") return "crashed";
    if (health === "hung") return "hung";
    return stage === "online" && health === "degraded" ? "degraded" : stage;
  }

  /** An agent runs where its host does: without that it is off, and one that died alone is lost. */
  private setAgent(host: string, at: Micros): void {
    const state = !this.accounts.hosts.isAvailable(host) ? "off" : this.deadAgents.has(host) ? "lost" : "up";
    this.set("agent", host, state, at);
  }
}
