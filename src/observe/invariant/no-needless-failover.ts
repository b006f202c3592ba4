/** Nobody takes over from a host that works and of which the logic had heard all that it needs. */
import { instant, say, type NoteOf } from "../../control/index.js";
import { MANAGEMENT, watchersIn, type WorldSpec } from "../../model/index.js";
import { MINUTE, type Micros } from "../../units/index.js";
import { subjectsOf } from "../account/undertaking-account.js";
import type { Hearing, Observer } from "../hearing.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** How long what tells of a host must have come through where it is not known what the rule of the verdict waits for. */
const USUAL: Micros = MINUTE;

/** Longer than so many times its mean, jitter is next to never: e^-40 where it is exponential. */
const IN_MEAN = 40;
/** A rule that waits for several reports in a row misses them when they come later than one interval of these. */
const SPARE = 4;

/** Stands for the way of orders to relays, storage systems and people: no host is called so. */
const ORDERS = "way of orders";

/** Since when a rule that goes by silence has waited; `null` for those that go by what they were told. */
function silentSince({ because }: NoteOf<"verdict">): Micros | null {
  switch (because.rule) {
    case "reports-missed":
    case "suspicion":
      return because.heardAt;
    case "queries-missed":
      return because.askedAt;
    case "stale":
      return because.sentAt;
    default:
      return null;
  }
}

/** Since when all that tells of a host has come through undisturbed: its agent, the way, the controller. */
class Undisturbed implements Observer {
  /** When it was last disturbed; infinite as long as it is. */
  private readonly last = new Map<string, Micros>();
  private readonly troubled = new Set<string>();
  private everywhere: Micros = -Infinity;
  /** What messages go over: links to storage only where a controller on it talks over them. */
  private readonly ways: ReadonlySet<string>;
  private readonly hosts: ReadonlySet<string>;
  /** What orders go over, and nothing else. */
  private readonly orders: ReadonlySet<string>;
  /** Whoever waits no longer than that for what is said over networks may miss it by chance, or at the start by the way alone. */
  readonly late: Micros;

  constructor(spec: WorldSpec) {
    const { networks, connectors, hosts, controller, relays } = spec;
    this.hosts = new Set(hosts.map(({ name }) => name));
    const ofRelays = new Set(relays.flatMap(({ over }) => over ?? []));
    const isTalk = (network: string): boolean =>
      !ofRelays.has(network) ||
      connectors.some(({ joins }) => joins.includes(network)) ||
      hosts.some((host) => host.network === network || host.alsoOn?.includes(network));
    const talk = networks.filter(({ name }) => isTalk(name));
    this.ways = new Set([...talk, ...connectors, ...storageWays(spec)].map(({ name }) => name));
    this.orders = new Set([controller.management ?? MANAGEMENT, ...ofRelays]);
    this.late = talk.reduce(
      (most, each) => Math.max(most, SPARE * (each.latency + IN_MEAN * (each.jitter?.mean ?? 0))),
      0,
    );
  }

  readonly hears: Hearing = {
    HostHealthChanged: ({ host, to, at }) => this.disturb(host, "health", to !== "healthy", at),
    HostStageChanged: ({ host, to, at }) => this.disturb(host, "stage", to !== "online", at),
    AgentChanged: ({ host, alive, at }) => this.disturb(host, "agent", !alive, at),
    ReachChanged: ({ host, hears, isHeard, at }) => this.disturb(host, "reach", !hears || !isHeard, at),
    // Of a host what it says: what is said to it by others than itself, as to the controller, may concern all.
    TalkDisturbed: ({ from, to, over, disturbed, at }) => {
      const host = from !== null && this.hosts.has(from) ? from : null;
      this.disturb(host, `talk from ${from} to ${to} over ${over ?? "all"}`, disturbed, at);
    },
    ComponentChanged: ({ host, component, works, at }) => this.disturb(host, component, !works, at),
    LinkQualityChanged: ({ link, slowness, loss, at }) =>
      this.disturbLine(link, "quality", slowness > 1 || loss > 0, at),
    LinkChanged: ({ link, up, at }) => this.disturbLine(link, "cut", !up, at),
    RelayReachChanged: ({ relay, reachable, at }) => this.disturb(ORDERS, relay, !reachable, at),
    RelayDialled: ({ relay, answers, at }) => this.disturb(ORDERS, `call of ${relay}`, !answers, at),
    ControllerChanged: ({ place, alive, at }) => this.disturb(null, place, !alive, at),
  };

  /** A line of messages touches all; one of orders and their answers, only what rests on those. */
  private disturbLine(link: string, by: "quality" | "cut", isTrouble: boolean, at: Micros): void {
    // One that is whole again may still lose much of what it carries.
    const what = `${by} of ${link}`;
    if (this.ways.has(link)) this.disturb(null, what, isTrouble, at);
    else if (this.orders.has(link)) this.disturb(ORDERS, what, isTrouble, at);
  }

  /** @param hosts or `ORDERS` */
  since(...hosts: readonly string[]): Micros {
    const wanted = new Set(["", ...hosts]);
    for (const each of this.troubled) if (wanted.has(each.slice(0, each.indexOf("\n")))) return Infinity;
    return Math.max(this.everywhere, ...hosts.map((host) => this.last.get(host) ?? -Infinity));
  }

  /** @param host `null`: all may be touched by it */
  private disturb(host: string | null, what: string, isTrouble: boolean, at: Micros): void {
    const key = `${host ?? ""}\n${what}`;
    const before = this.troubled.has(key);
    if (isTrouble) this.troubled.add(key);
    else this.troubled.delete(key);
    // What is told of the very beginning is no change.
    if (at === 0 || (!isTrouble && !before && what !== "stage")) return;
    if (host === null) this.everywhere = at;
    else this.last.set(host, at);
  }
}

/** All that carries talk over the links of a storage system; nothing where the controller talks over networks. */
function storageWays({
  controller,
  links,
  switches = [],
  zones = [],
  arrays,
}: WorldSpec): readonly { readonly name: string }[] {
  if (controller.over !== "links") return [];
  return [...links, ...switches, ...zones, ...arrays.flatMap(({ portAdapters }) => portAdapters)];
}

/**
 * Evaluated at each takeover. Needless against the policy's own rule: the host serves its users, and what its verdict rests
 * on was silence although nothing had disturbed what tells of the host since it was last heard; or the reason is another than
 * a verdict, and nothing had disturbed that for as long as the rule waits. Whatever rests on what the logic was told is by
 * its rule; on the truth it may be needless all the same, which is a measure.
 */
export const noNeedlessFailover: Invariant = {
  name: "no-needless-failover",
  about:
    "Nobody takes over from a host that serves its users while everything came in time that the policy's own rule needs to " +
    "know that: it would be an outage made by what should prevent it.",
  idle: "nobody took over from anybody",
  appliesTo: runs("failover"),
  watch: (finding, { verdicts, services, context }) => {
    const inputs = new Undisturbed(context.spec);
    const watchers = watchersIn(context.spec.agents);
    /** The last bad verdict on each host: since when its rule had waited then, and how long. */
    const silence = new Map<string, { readonly since: Micros | null; readonly waited: Micros }>();
    const hearVerdict = (note: NoteOf<"verdict">, at: Micros): void => {
      if (note.verdict === "healthy") return void silence.delete(note.host);
      const since = silentSince(note);
      silence.set(note.host, { since, waited: since === null ? USUAL : at - since });
    };
    return {
      hears: {
        ...inputs.hears,
        NoteMade: ({ note, at }) => {
          if (note.kind === "verdict") return hearVerdict(note, at);
          if (note.kind !== "begun" || !note.of.recovers || note.of.kind !== "takeover") return;
          const { from, to } = note.of;
          if (from === undefined || from === to) return;
          finding.stake();
          const isVerdict = note.because.rule === "verdict";
          // Silence is of reports and queries; whatever else moves it may be an answer that never came.
          const orders = isVerdict ? [] : [ORDERS];
          const undisturbed = inputs.since(from, watchers.get(from)?.host ?? from, ...orders);
          const known = silence.get(from);
          // It was told so; whether it acts at once, or waited for a stand-in first.
          if (known?.since === null) return;
          if (isVerdict && known === undefined) return;
          if ((known?.waited ?? USUAL) <= inputs.late) return;
          const needed = isVerdict ? (known?.since ?? at) : at - (known?.waited ?? USUAL);
          // Where an attempt that was given up has left what is to be served there is nothing to be spared.
          const serves = subjectsOf(note.of, "service").every((name) => services.of(name).host === from);
          if (undisturbed >= needed || !serves || !verdicts.servesUsers(from)) return;
          finding.violated(
            at,
            say`${to ?? "nobody"} takes over from ${from}, which serves, and of which all was heard since ${instant(Math.max(0, undisturbed))}`,
          );
        },
      },
    };
  },
};
