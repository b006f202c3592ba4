/** An open relay means a host without power, and what is read of a relay is true. */
import type { Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { WorldSpec } from "../../model/index.js";
import { hasRelays } from "./applies.js";
import type { Finding, Invariant } from "./invariant.js";

/**
 * Power is evaluated once all that an instant brings is heard, since contacts move just before the power goes. A reading
 * takes time, so it must agree with a position that the contacts had between the question and the answer.
 */
export const relayMatchesHost: Invariant = {
  name: "relay-matches-host",
  about:
    "An open relay means a host without power, and a reading tells the true position: fencing rests on nothing else.",
  idle: "no relay told of its contacts, and none was stuck",
  appliesTo: hasRelays,
  watch: (finding, { context }) => {
    const power = new PowerLines(context.spec, finding);
    return { hears: power.hears, finish: (at) => power.settle(at + 1) };
  },
};

type Contacts = "open" | "closed";

class PowerLines {
  private readonly contacts = new Map<string, Contacts>();
  private readonly powered = new Map<string, boolean>();
  private readonly fed = new Map<string, string[]>();
  /** By host. */
  private readonly feeds = new Map<string, string>();
  /** Relays of which something changed at `changedAt`. */
  private readonly changed = new Set<string>();
  private changedAt: Micros = 0;
  /** Questions under way, with the positions that the contacts had since. */
  private readonly asked = new Map<string, { readonly relay: string; readonly seen: Set<Contacts> }>();

  constructor(
    spec: WorldSpec,
    private readonly finding: Finding,
  ) {
    for (const { name } of spec.relays) this.fed.set(name, []);
    for (const { name, relay, power } of spec.hosts) {
      this.powered.set(name, power !== "off");
      if (relay === undefined) continue;
      this.fed.get(relay)?.push(name);
      if (this.fed.has(relay)) this.feeds.set(name, relay);
      if (power !== "off" || !this.contacts.has(relay)) this.contacts.set(relay, power === "off" ? "open" : "closed");
    }
  }

  readonly hears: Hearing = {
    RelayMoved: ({ relay, contacts, at }) => this.move(relay, contacts, at),
    RelayStuck: ({ relay, contacts, at }) => this.move(relay, contacts, at),
    HostPowerChanged: ({ host, powered, at }) => {
      this.settle(at);
      this.powered.set(host, powered);
      const relay = this.feeds.get(host);
      if (relay !== undefined) this.changed.add(relay);
    },
    EffectSent: ({ place, id, action }) => {
      if (action.kind !== "read-relay") return;
      const seen = new Set<Contacts>();
      const now = this.contacts.get(action.relay);
      if (now !== undefined) seen.add(now);
      this.asked.set(`${place}\n${id}`, { relay: action.relay, seen });
    },
    OutcomeLost: ({ place, id }) => void this.asked.delete(`${place}\n${id}`),
    OutcomeDelivered: ({ place, id, outcome, at }) => {
      const question = this.asked.get(`${place}\n${id}`);
      this.asked.delete(`${place}\n${id}`);
      if (question === undefined || outcome.status !== "done" || outcome.found?.what !== "relay") return;
      this.finding.stake();
      const { contacts } = outcome.found;
      if (question.seen.has(contacts)) return;
      this.finding.violated(
        at,
        `${question.relay} was read as ${contacts}, and was ${[...question.seen].join(" and ")}`,
      );
    },
  };

  /** Evaluates what changed before this time. */
  settle(at: Micros): void {
    if (at > this.changedAt) {
      for (const relay of this.changed) this.evaluate(relay);
      this.changed.clear();
    }
    this.changedAt = at;
  }

  private move(relay: string, contacts: Contacts, at: Micros): void {
    this.settle(at);
    this.contacts.set(relay, contacts);
    this.changed.add(relay);
    for (const question of this.asked.values()) if (question.relay === relay) question.seen.add(contacts);
  }

  private evaluate(relay: string): void {
    if (this.contacts.get(relay) !== "open") return;
    this.finding.stake();
    for (const host of this.fed.get(relay) ?? []) {
      if (this.powered.get(host) !== true) continue;
      this.finding.violated(this.changedAt, `${relay} is open, and ${host} has power`);
    }
  }
}
