/** What happened, in the past tense. Measures, invariants, trace and explanation listen to records and to nothing else. */
import type {
  Action,
  ActionKind,
  ApplicationState,
  ClassRoute,
  CopyGrade,
  Devices,
  Endpoint,
  HostStage,
  Identity,
  MissingWrites,
  Platform,
  Note,
  Outcome,
  Reason,
  Script,
  TaskOrder,
} from "../control/index.js";
import type { Micros } from "../units/index.js";
import type { LatencyCounts } from "./load/flow/latency-counts.js";

/** `gone`: what carries it does not work, or it crashed alone. */
export type ProcessState = "works" | "hung" | "gone";

/** `gone`: it broke, is being exchanged, or what it hangs on does not work. */
export type PartState = "works" | "hung" | "gone";

export type HostHealth = "healthy" | "degraded" | "hung" | "failed";

/** Write numbers of one volume, `from` included, `to` excluded. They count from 0 in the order of acknowledgement. */
export interface WriteRange {
  readonly from: number;
  readonly to: number;
}

export type HappeningKind = Happening["kind"];

export type Record = Happening & { readonly at: Micros };

export type Happening =
  // Faults: what was done to the world from outside.
  | { readonly kind: "FaultInjected"; readonly fault: string; readonly effect: string; readonly target: string }
  /** Its time came, and nothing was there to be struck: the host was off, say. */
  | { readonly kind: "FaultMissed"; readonly fault: string; readonly effect: string; readonly target: string }
  | { readonly kind: "FaultCleared"; readonly fault: string; readonly effect: string; readonly target: string }
  // Hosts and their agents.
  | { readonly kind: "HostPowerChanged"; readonly host: string; readonly powered: boolean }
  /** Its users are told that it is to be shut down, and nobody is let in any more; or somebody is, because nothing came of it. */
  | { readonly kind: "HostClosed"; readonly host: string; readonly isClosed: boolean }
  | { readonly kind: "HostStageChanged"; readonly host: string; readonly from: HostStage; readonly to: HostStage }
  | { readonly kind: "HostHealthChanged"; readonly host: string; readonly from: HostHealth; readonly to: HostHealth }
  | { readonly kind: "HostBootFailed"; readonly host: string; readonly why: string }
  /** The host begins or ends to answer for an address on its network, and to be known by a name in a domain. */
  | ({ readonly kind: "AddressAnswered"; readonly host: string } & Identity)
  | ({ readonly kind: "AddressSilenced"; readonly host: string } & Identity)
  | { readonly kind: "AgentChanged"; readonly host: string; readonly alive: boolean }
  /** A program with a name of its own started, crashed or hung, alone or with what carries it. */
  | { readonly kind: "ProcessChanged"; readonly process: string; readonly on: string; readonly state: ProcessState }
  /** A part of a storage server broke, hangs or works again, by itself or with what it hangs on. */
  | { readonly kind: "PartChanged"; readonly server: string; readonly part: string; readonly state: PartState }
  /** Another part does from now on what one did; and what a set is for is done, or is not. */
  | { readonly kind: "DutyAssigned"; readonly set: string; readonly duty: string; readonly to: string }
  | { readonly kind: "DutyServed"; readonly set: string; readonly duty: string; readonly served: boolean }
  // Relays: what they were told, and what their contacts did.
  | { readonly kind: "RelayCommanded"; readonly relay: string; readonly to: "on" | "off" }
  | { readonly kind: "RelayMoved"; readonly relay: string; readonly contacts: "open" | "closed" }
  /** Its modem was called: it answered, or the line was busy or dead. */
  | { readonly kind: "RelayDialled"; readonly relay: string; readonly answers: boolean }
  | { readonly kind: "RelayStuck"; readonly relay: string; readonly contacts: "open" | "closed" }
  | { readonly kind: "RelayFreed"; readonly relay: string }
  /** The processor of a storage system stopped taking orders, or takes them again. */
  | { readonly kind: "ProcessorChanged"; readonly array: string; readonly alive: boolean }
  /** Something went wrong in a component of a host and was put right. */
  | { readonly kind: "MinorError"; readonly host: string; readonly component: string }
  /** A component of a host broke, or works again. */
  | { readonly kind: "ComponentChanged"; readonly host: string; readonly component: string; readonly works: boolean }
  /** Whom messages between the controller and a host reach. */
  | { readonly kind: "ReachChanged"; readonly host: string; readonly hears: boolean; readonly isHeard: boolean }
  /** What is told from one place to another gets lost, comes late or comes twice, or does so no more. */
  | {
      readonly kind: "TalkDisturbed";
      readonly from: string | null;
      readonly to: string | null;
      readonly over?: string;
      readonly disturbed: boolean;
    }
  | { readonly kind: "RelayReachChanged"; readonly relay: string; readonly reachable: boolean }
  /** The machine that the controller runs on stopped, or started again. */
  | { readonly kind: "ControllerChanged"; readonly place: string; readonly alive: boolean }
  // Links and storage.
  | { readonly kind: "LinkChanged"; readonly link: string; readonly up: boolean }
  /** By how much a link or a network is slower than when all is well, and the share of what it carries that gets lost. */
  | { readonly kind: "LinkQualityChanged"; readonly link: string; readonly slowness: number; readonly loss: number }
  /** `byHand`: somebody has switched it off on purpose. */
  | {
      readonly kind: "ArrayPowerChanged";
      readonly array: string;
      readonly powered: boolean;
      readonly byHand?: true;
    }
  | { readonly kind: "BackupStarted"; readonly volume: string; readonly backup: string; readonly bytes: number }
  | {
      readonly kind: "BackupTaken";
      readonly volume: string;
      readonly backup: string;
      readonly holds: readonly WriteRange[];
    }
  /** All backups of a volume are gone. */
  | { readonly kind: "BackupsLost"; readonly volume: string; readonly backup: string }
  /** A stand-in's own data was laid over by another volume's; its mirror too, where that was not split off before. */
  | {
      readonly kind: "DeviceOverwritten";
      readonly host: string;
      readonly volume: string;
      readonly device: string;
      readonly by: string;
    }
  /** The disk of a device broke, with all that it held, or another was put in its place. */
  | { readonly kind: "DiskChanged"; readonly volume: string; readonly device: string; readonly works: boolean }
  | { readonly kind: "DeviceCorrupted"; readonly volume: string; readonly device: string }
  /** A name server names another address for a service from now on. */
  | { readonly kind: "NameRegistered"; readonly server: string; readonly service: string; readonly address: string }
  /** A director sends what is for one address to another; to itself: as before. */
  | { readonly kind: "AddressRedirected"; readonly director: string; readonly from: string; readonly to: string }
  | {
      readonly kind: "MirrorEstablished";
      readonly volume: string;
      readonly device: string;
      readonly source: string;
    }
  | { readonly kind: "MirrorSplit"; readonly volume: string; readonly device: string }
  | { readonly kind: "DevicePresented"; readonly volume: string; readonly device: string; readonly host: string }
  | {
      readonly kind: "CopyStarted";
      readonly volume: string;
      readonly source: string;
      readonly target: string;
      readonly bytes: number;
    }
  | {
      readonly kind: "CopyEnded";
      readonly volume: string;
      readonly target: string;
      readonly bytes: number;
      readonly result: "done" | "failed";
      readonly why: string | null;
      /** What the target holds now. */
      readonly holds: readonly WriteRange[];
    }
  // Transfers by agents: what storage systems and hosts did about them, as it really was.
  /** A run was opened, for the first time or because the target had lost what it had: what it copies is what the source held then. */
  | {
      readonly kind: "RunOpened";
      readonly transfer: string;
      readonly run: number;
      readonly epoch: number;
      readonly agent: string;
      readonly source: Endpoint;
      readonly target: Endpoint;
      readonly extents: number;
      readonly bytes: number;
      readonly grade: CopyGrade;
    }
  /** The target takes extents from somebody from whom it took none just before: from now on this agent writes there, for this run. */
  | {
      readonly kind: "WritingBegan";
      readonly transfer: string;
      readonly run: number;
      readonly epoch: number;
      readonly agent: string;
      readonly target: Endpoint;
      /** The first extent that it sends. */
      readonly from: number;
    }
  /** Extents became durable at the target: from `from` up to, not including, `to`. `again`: bytes that it held already. */
  | {
      readonly kind: "ExtentsWritten";
      readonly transfer: string;
      readonly run: number;
      readonly epoch: number;
      readonly agent: string;
      readonly from: number;
      readonly to: number;
      readonly bytes: number;
      readonly again: number;
    }
  /** The target refused something of an older epoch than the newest that it has seen. */
  | {
      readonly kind: "EpochRefused";
      readonly transfer: string;
      readonly run: number;
      readonly epoch: number;
      readonly newest: number;
      readonly agent: string;
    }
  /** The target was declared complete: it is the newest copy, of the source as it was `asOf`. */
  | {
      readonly kind: "RunClosed";
      readonly transfer: string;
      readonly run: number;
      readonly epoch: number;
      readonly agent: string;
      /** As it is in truth: `broken` where nobody could use it, whatever it was declared to be. */
      readonly grade: CopyGrade | "broken";
      readonly asOf: Micros;
      readonly volume: string;
      readonly device: string;
      /** What it holds now. */
      readonly holds: readonly WriteRange[];
    }
  /** By a script of a transfer, or by itself when its host starts or stops (`by` is null). */
  | {
      readonly kind: "ApplicationChanged";
      readonly host: string;
      readonly application: string;
      readonly from: ApplicationState | "down";
      readonly to: ApplicationState | "down";
      readonly by: { readonly transfer: string; readonly run: number; readonly epoch: number } | null;
    }
  /** A script ended on a host, whether or not whoever ran it hears of it; `superseded`: the host refused its epoch. */
  | {
      readonly kind: "ScriptEnded";
      readonly host: string;
      readonly application: string;
      readonly script: Script;
      readonly transfer: string;
      readonly run: number;
      readonly epoch: number;
      readonly result: "done" | "failed" | "superseded";
    }
  // A domain: what really happened in its clusters.
  /** A device that the clusters of a server system share. */
  | {
      readonly kind: "SharedDeviceChanged";
      readonly system: string;
      readonly device: string;
      readonly change: "added" | "removed" | "available" | "unavailable";
    }
  /** Configuration and state are durable in the persistent data of a cluster. */
  | {
      readonly kind: "ConfigurationStored";
      readonly cluster: string;
      readonly version: number;
      readonly devices: Devices;
    }
  /** An agent and a server can do something together in a cluster, or cannot any more; be it that they do not know each other. */
  | {
      readonly kind: "PairChanged";
      readonly cluster: string;
      readonly agent: string;
      readonly server: string;
      readonly works: boolean;
    }
  /** A console gave a task to a server, for the first time or again. */
  | { readonly kind: "TaskGiven"; readonly order: TaskOrder; readonly server: string; readonly times: number }
  /** A console knows what became of a task, or gives it up: from whom, after so many times. */
  | {
      readonly kind: "TaskSettled";
      readonly order: TaskOrder;
      readonly result: "done" | "failed" | "lost";
      readonly server: string | null;
      readonly times: number;
      readonly why: string | null;
    }
  /** A driver has a task from an agent. */
  | { readonly kind: "TaskHandedOn"; readonly order: TaskOrder; readonly agent: string; readonly cluster: string }
  /** A task took effect. */
  | {
      readonly kind: "TaskExecuted";
      readonly order: TaskOrder;
      readonly cluster: string;
      readonly result: "done" | "failed";
    }
  /** A driver read who had asked for a task (`null`: nobody stood there), and told that agent, if it was there. */
  | {
      readonly kind: "AskerNotified";
      readonly order: TaskOrder;
      readonly cluster: string;
      readonly agent: string | null;
      readonly isTold: boolean;
      /** All who asked have been read by now. */
      readonly isLast: boolean;
    }
  // Data, write by write but told in batches.
  | {
      readonly kind: "WritesAcknowledged";
      readonly host: string;
      readonly volume: string;
      readonly range: WriteRange;
      /** When the first of them was acknowledged. */
      readonly oldestAt: Micros;
      readonly bytes: number;
    }
  | { readonly kind: "WritesStored"; readonly volume: string; readonly device: string; readonly range: WriteRange }
  /** The memory that held them is gone; whether the service lost them depends on the data it goes on with. */
  | { readonly kind: "WritesDropped"; readonly host: string; readonly volume: string; readonly range: WriteRange }
  /** A host goes online with this device as its copy of a volume, which holds these writes. */
  | {
      readonly kind: "DataMounted";
      readonly host: string;
      readonly volume: string;
      readonly device: string;
      readonly holds: readonly WriteRange[];
    }
  /** A host goes online with a device that it may only read, beside the host that the volume belongs to. */
  | { readonly kind: "CopyMounted"; readonly host: string; readonly volume: string; readonly device: string }
  /** Helpers answered reads of data that changes, some of them from copies that were staler than allowed; since the last such record. */
  | { readonly kind: "CopiesRead"; readonly service: string; readonly reads: number; readonly stale: number }
  // Services: who helps them, and whether they can answer.
  | { readonly kind: "RouteChanged"; readonly service: string; readonly routes: readonly ClassRoute[] }
  // Up on another host without having been down: two hosts answered at once. `by`: of a pool that was down, the member
  // with which enough can answer again; of any service the director that passes on again.
  | { readonly kind: "ServiceUp"; readonly service: string; readonly host: string; readonly by?: string }
  | { readonly kind: "ServiceDown"; readonly service: string; readonly why: string }
  // Logic: what it said, asked for and heard. `place` is where it runs.
  | { readonly kind: "NoteMade"; readonly place: string; readonly note: Note }
  | {
      readonly kind: "EffectSent";
      readonly place: string;
      readonly id: number;
      readonly action: Action;
      readonly because: Reason;
    }
  | {
      readonly kind: "OutcomeDelivered";
      readonly place: string;
      readonly id: number;
      readonly action: ActionKind;
      readonly outcome: Outcome;
    }
  | { readonly kind: "OutcomeLost"; readonly place: string; readonly id: number; readonly action: ActionKind }
  /** A machine hears of a host that it has given up, for the first time since, or since it did something about that. */
  | {
      readonly kind: "HostHeard";
      readonly place: string;
      readonly host: string;
      readonly by: "report" | "answer";
      readonly saidAt: Micros;
    }
  | { readonly kind: "LossReported"; readonly place: string; readonly missing: readonly MissingWrites[] }
  // People.
  /** An operator told the controller that a host is to take its services back. */
  /** A host is made of something else from now on. */
  | { readonly kind: "HostUpgraded"; readonly host: string; readonly platform: Platform }
  | { readonly kind: "FailbackOrdered"; readonly host: string }
  | { readonly kind: "PersonPaged"; readonly subject: string }
  | { readonly kind: "PersonAnswered"; readonly subject: string }
  | { readonly kind: "PersonArrived"; readonly subject: string }
  // Paths of hosts to exported devices.
  /** A path carries nothing any more, or carries again, as it really is. */
  | {
      readonly kind: "PathChanged";
      readonly host: string;
      readonly device: string;
      readonly path: string;
      readonly carries: boolean;
    }
  /** A device serves at the group of this port, and at no other. */
  | { readonly kind: "Trespassed"; readonly device: string; readonly port: string }
  // I/Os to exported devices, counted when requests are.
  | ({ readonly kind: "IosAudited" } & IoAudit)
  // Requests, counted: taken whenever a host or a service changes, every simulated hour, and at the end.
  | ({ readonly kind: "RequestsAudited" } & RequestAudit)
  // What copies move, counted at the same times; only channels through which some passed since the last time.
  | { readonly kind: "ChannelsAudited"; readonly channels: readonly ChannelAudit[] };

/** The bytes of all copies that ever passed through one adapter or link, counted independently by it and by the copies. */
export interface ChannelAudit {
  readonly channel: string;
  /** Bytes per second when it was widest. */
  readonly bandwidth: number;
  /** How many copies there were; one that reads and writes the channel counts twice here and in all that follows. */
  readonly copies: number;
  /** What the channel carried: the rate of copies through it, summed over time. */
  readonly sent: number;
  /** What the copies had to move that came to their end, what those moved that broke off, and those under way so far. */
  readonly delivered: number;
  readonly lost: number;
  readonly underWay: number;
}

/** Where the requests of one service are, counted independently at the clients and at the hosts. */
export interface RequestAudit {
  readonly service: string;
  /** At the clients. Attempts: a retry is a new request. */
  readonly issued: number;
  readonly served: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly refused: number;
  /** Issued and not ended. */
  readonly open: number;
  /** Sums of the numbers of all requests issued, ended and open (modulo 2^32): equal only when each ended once. */
  readonly fingerprint: { readonly issued: number; readonly ended: number; readonly open: number };
  /** At the hosts: of all services together. */
  readonly hosts: readonly {
    readonly host: string;
    readonly received: number;
    readonly queued: number;
    readonly inService: number;
    readonly completed: number;
    readonly turnedAway: number;
    readonly dropped: number;
  }[];
}

/** The I/Os of a host to an exported device since the beginning, as the host counts them. */
export interface IoAudit {
  readonly host: string;
  readonly device: string;
  readonly issued: number;
  readonly done: number;
  readonly failed: number;
  /** Of requests that nobody waits for any more. */
  readonly withdrawn: number;
  readonly open: number;
  /** When the first of the open ones was issued; `null`: none is open. */
  readonly oldest: Micros | null;
  /** Sums of the numbers of all I/Os issued, ended and open (modulo 2^32): equal only when each ended once. */
  readonly fingerprint: { readonly issued: number; readonly ended: number; readonly open: number };
}

/** How an I/O to an exported device ended. */
export interface IoEnd {
  readonly device: string;
  /** Over which it was answered; `null`: it failed. */
  readonly path: string | null;
  readonly at: Micros;
  /** From when it was asked for until it was sent for the last time. */
  readonly stall: Micros;
  /** How often it was sent again. */
  readonly retries: number;
  readonly done: boolean;
}

/** How a request ended, as its client saw it. */
export type RequestEnd = "served" | "failed" | "timed out" | "refused";

/** Many requests of one class at once, where load is a flow: whole numbers, spread evenly between two instants. */
export interface RequestFlow {
  readonly service: number;
  readonly requestClass: number;
  readonly from: Micros;
  readonly to: Micros;
  /** First attempts, and those that were made after an earlier one. */
  readonly asked: number;
  readonly retried: number;
  /** Attempts that ended. */
  readonly ended: { readonly [End in RequestEnd]: number };
  /** Requests that ended for good: those after which no retry follows. */
  readonly settled: number;
  /** Of those served: latencies from the first attempt, and how many had each. */
  readonly latencies: LatencyCounts;
}

/** How a link, a port or an adapter was used by I/Os to exported devices, up to now. */
export interface NarrowUse {
  readonly name: string;
  readonly ios: number;
  /** How long somebody passed through it, in parts of microseconds. */
  readonly busy: number;
  /** The same for each I/O from when it came until it was through, all together. */
  readonly there: number;
}

/** Hears each request; called a million times, so it gets numbers: indices into the services and classes of the spec. */
export interface RequestListener {
  /** An I/O to an exported device. */
  ioEnded?(end: IoEnd): void;
  /** How links, ports and adapters were used up to then; told when the warm-up is over, and at the end. */
  passed?(at: Micros, uses: readonly NarrowUse[]): void;
  /** Served from a copy that has lacked a write for `lag`; told before the end of the request. */
  readFromCopy?(service: number, requestClass: number, at: Micros, lag: Micros): void;
  issued(service: number, requestClass: number, at: Micros, isRetry: boolean): void;
  /** `final`: it will not be tried again; `latency` counts from the first attempt. */
  ended(service: number, requestClass: number, end: RequestEnd, at: Micros, latency: Micros, final: boolean): void;
  /** Instead of both, where load is a flow. */
  flowed(flow: RequestFlow): void;
}
