/** What happened, in words: actor, what it did, and the reason that it gave. */
import { hasNames, sayIdentity, sayReason, sayTime, type MissingWrites, type Note } from "../../control/index.js";
import { type AgentSpec, watchersIn } from "../../model/index.js";
import type { ChronicleEntry } from "../../result/index.js";
import { toSeconds, type Micros } from "../../units/index.js";
import type { Accounts } from "../account/accounts.js";
import type { Hearing, RecordOf } from "../hearing.js";
import type { Finding } from "../invariant/invariant.js";

interface Line {
  readonly at: Micros;
  readonly actor: string;
  readonly what: string;
  readonly because: string | null;
  readonly minor: boolean;
}

/** Heartbeats, queries, single requests and writes are not told. */
export class Chronicle {
  private readonly lines: Line[] = [];

  private readonly watchers: ReadonlyMap<string, AgentSpec>;
  private readonly named: boolean;

  constructor(private readonly accounts: Accounts) {
    const { agents, hosts } = accounts.context.spec;
    this.watchers = watchersIn(agents);
    this.named = hasNames(hosts);
    accounts.writes.onLoss(({ at, service, volume, host, writes, bytes }) => {
      const because = `the data with which ${host} goes on does not hold them`;
      this.tell(at, service, `lost ${writes} acknowledged ${noun(writes)} (${bytes} bytes) of ${volume}`, because);
    });
  }

  readonly hears: Hearing = {
    FaultInjected: ({ fault, effect, target, at }) => this.tell(at, target, `hit by ${effect}`, `fault ${fault}`),
    FaultCleared: ({ fault, effect, target, at }) => this.tell(at, target, `${effect} is over`, `fault ${fault}`),
    HostPowerChanged: ({ host, powered, at }) => this.tell(at, host, powered ? "has power" : "has no power"),
    HostStageChanged: ({ host, from, to, at }) => this.tell(at, host, `${to}, before that ${from}`),
    HostHealthChanged: ({ host, from, to, at }) => this.tell(at, host, `${to}, before that ${from}`),
    HostBootFailed: ({ host, why, at }) => this.tell(at, host, "could not boot", why),
    AddressAnswered: ({ host, at, ...own }) => this.mention(at, host, `answers for ${sayIdentity(own, this.named)}`),
    AddressSilenced: ({ host, at, ...own }) =>
      this.mention(at, host, `does not answer for ${sayIdentity(own, this.named)} any more`),
    AgentChanged: ({ host, alive, at }) =>
      this.tell(at, host, `its agent${this.sayWatched(host)} ${alive ? "works" : "is gone"}`),
    RelayCommanded: ({ relay, to, at }) => this.mention(at, relay, `acknowledges: switch ${to}`),
    RelayMoved: ({ relay, contacts, at }) => this.mention(at, relay, contacts),
    RelayStuck: ({ relay, contacts, at }) => this.tell(at, relay, `stuck ${contacts}`),
    RelayFreed: ({ relay, at }) => this.tell(at, relay, "not stuck any more"),
    LinkChanged: ({ link, up, at }) => this.tell(at, link, up ? "up" : "cut"),
    ArrayPowerChanged: ({ array, powered, at }) => this.tell(at, array, powered ? "has power" : "has no power"),
    MirrorSplit: ({ volume, device, at }) => this.tell(at, volume, `mirror ${device} split off`),
    DevicePresented: ({ volume, device, host, at }) => this.mention(at, volume, `${device} presented to ${host}`),
    CopyStarted: ({ volume, source, target, bytes, at }) =>
      this.tell(at, volume, `copy from ${source} to ${target} begins (${bytes} bytes)`),
    CopyEnded: ({ volume, target, result, why, at }) => this.tell(at, volume, `copy to ${target} ${result}`, why),
    DataMounted: ({ host, volume, device, at }) => this.mention(at, host, `goes on with ${device} as ${volume}`),
    ServiceUp: ({ service, host, at }) => this.tell(at, service, `up on ${host}`),
    ServiceDown: ({ service, why, at }) => this.tell(at, service, "down", why),
    FailbackOrdered: ({ host, at }) => this.tell(at, "operator", `orders ${host} to take its services back`),
    PersonPaged: ({ subject, at }) => this.tell(at, "operator", `paged: ${subject}`),
    PersonAnswered: ({ subject, at }) => this.tell(at, "operator", `answers: ${subject}`),
    PersonArrived: ({ subject, at }) => this.tell(at, "operator", `stands before the machines: ${subject}`),
    NoteMade: (record) => this.onNote(record),
    OutcomeLost: ({ place, action, at }) => this.tell(at, place, `the outcome of ${action} was lost`),
    LossReported: ({ place, missing, at }) => {
      for (const each of missing) this.tell(at, place, `reports ${sayMissing(each)}`);
    },
  };

  /** In the order of time; violations of invariants stand at theirs, and what never was at stake at the end. */
  results(until: Micros, findings: readonly Finding[]): readonly ChronicleEntry[] {
    for (const finding of findings) {
      for (const { at, what } of finding.examples) this.tell(at, finding.name, `violated: ${what}`);
    }
    const idle = findings.filter((finding) => finding.neverAtStake).map(({ name }) => name);
    if (idle.length > 0) this.tell(until, "invariants", `never at stake: ${idle.join(", ")}`);
    return this.lines
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, actor, what, because, minor }) => {
        return { atSeconds: toSeconds(at), actor, what, because, ...(minor ? { minor } : {}) };
      });
  }

  private tell(at: Micros, actor: string, what: string, because: string | null = null): void {
    this.lines.push({ at, actor, what, because, minor: false });
  }

  /** Small print: how something came about that another line tells. */
  private mention(at: Micros, actor: string, what: string): void {
    this.lines.push({ at, actor, what, because: null, minor: true });
  }

  private onNote({ place, note, at }: RecordOf<"NoteMade">): void {
    const told = this.sayNote(note, at);
    if (told !== null)
      this.tell(at, place, told, "because" in note && note.because !== null ? sayReason(note.because) : null);
  }

  /** `null` for notes that other records tell. */
  private sayNote(note: Note, at: Micros): string | null {
    switch (note.kind) {
      case "verdict":
        return `verdict on ${note.host}${this.sayWatcher(note.host)}: ${note.verdict}`;
      case "takeover-started":
        return `takeover of ${note.services.join(", ")} from ${note.from} to ${note.to} begins, routine ${note.routine}`;
      case "step-started":
        return `step ${note.step}${note.figure === null ? "" : ` (${note.figure})`} begins`;
      case "step-ended":
        return `step ${note.step} ${note.result}${this.sayStepTime(note.services, at)}`;
      case "takeover-ended":
        return `takeover of ${note.services.join(", ")} from ${note.from} to ${note.to} ${note.result}`;
      case "waiting":
        return `waits with ${note.services.join(", ")}`;
      case "order-refused":
        return `refuses to give ${note.host} its services back`;
      case "data-discarded":
        return `gives up what ${note.host} has itself: ${note.volumes.join(", ")}`;
      case "load-judged":
        return `${note.service} has ${{ deficient: "too few hosts", sufficient: "enough hosts", idle: "more hosts than it needs" }[note.verdict]}`;
      case "scaling-started":
        return note.direction === "grow"
          ? `${note.host} is to help with ${note.service}`
          : `${note.host} is to leave ${note.service}`;
      case "scaling-step":
        return `${note.host}: step ${note.step}${note.figure === null ? "" : ` (${note.figure})`} ${note.result === "begun" ? "begins" : note.result}`;
      case "scaling-ended":
        return `${note.host} ${{ grow: "helps with", shrink: "has left" }[note.direction]} ${note.service}: ${note.result}`;
      case "host-leased":
        return note.service === null ? `${note.host} is free` : `${note.host} goes to ${note.service}`;
      case "no-host-free":
        return `no host for ${note.service}`;
      case "loss-report":
        return null;
    }
  }

  /** Whom an agent watches, if not just its own host. */
  private sayWatched(host: string): string {
    const watches = this.accounts.context.spec.agents.find((each) => each.host === host)?.watches;
    return watches === undefined ? "" : `, which watches ${watches.join(", ")},`;
  }

  /** Where reports of a host come from, if not from itself. */
  private sayWatcher(host: string): string {
    const from = this.watchers.get(host)?.host ?? host;
    return from === host ? "" : `, watched from ${from}`;
  }

  private sayStepTime(services: readonly string[], at: Micros): string {
    const [first = ""] = services;
    const step = this.accounts.takeovers.of(first)?.steps.at(-1);
    return step === undefined || step.startedAt === at ? "" : ` after ${sayTime(at - step.startedAt)}`;
  }
}

function sayMissing({ service, volume, writes, bytes, oldestAt }: MissingWrites): string {
  return `${writes} ${noun(writes)} (${bytes} bytes) of ${volume} of ${service} lost, the oldest of ${sayTime(oldestAt)}`;
}

function noun(writes: number): string {
  return writes === 1 ? "write" : "writes";
}
