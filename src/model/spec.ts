/** What a world is made of, as plain data: the scenario language decodes into these shapes, `World` is built from them. */
import type { DeviceAccess, Identity, KnownWay, Platform, Script, SeriesPolicy } from "../control/index.js";
import type { Distribution } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import type { DutySpec, MemberSetSpec, StorageServerSpec } from "./server/spec.js";
import type { DomainSpec } from "./domain/domain-spec.js";

/** Sizes are bytes, bandwidths bytes per second, rates per second, shares 0..1, durations microseconds. */
export interface WorldSpec {
  readonly networks: readonly NetworkSpec[];
  readonly connectors: readonly ConnectorSpec[];
  readonly links: readonly LinkSpec[];
  /** Switches between hosts and storage systems; none unless given. */
  readonly switches?: readonly SwitchSpec[];
  /** None unless given: then everybody sees everybody that switches lead to. */
  readonly zones?: readonly ZoneSpec[];
  readonly arrays: readonly ArraySpec[];
  /** Links between storage systems; none unless given. */
  readonly arrayLinks?: readonly ArrayLinkSpec[];
  /** Conversions that can be made, and which data needs none; none unless given. */
  readonly transformations?: readonly KnownWay[];
  /** What converts; each conversion for itself unless given. */
  readonly engine?: EngineSpec;
  readonly hosts: readonly HostSpec[];
  readonly relays: readonly RelaySpec[];
  readonly agents: readonly AgentSpec[];
  /** Programs with a place of their own; none unless given. */
  readonly processes?: readonly ProcessSpec[];
  readonly directors: readonly DirectorSpec[];
  /** Who tells users at which addresses services are; none unless given. */
  readonly nameServers?: readonly NameServerSpec[];
  readonly services: readonly ServiceSpec[];
  readonly crews: readonly CrewSpec[];
  readonly controller: ControllerSpec;
  readonly operator: OperatorSpec;
  /** Applications whose state scripts change; none unless given. */
  readonly applications?: readonly ApplicationSpec[];
  /** Devices to which hosts do their I/Os as path policies say; none unless given. */
  readonly exports?: readonly ExportSpec[];
  /** Storage servers with the parts that they consist of, and what sets of parts do; none unless given. */
  readonly servers?: readonly StorageServerSpec[];
  readonly duties?: readonly DutySpec[];
  /** Sets of control processors that settle roles among themselves; none unless given. */
  readonly memberSets?: readonly MemberSetSpec[];
  /** Server systems under common control; none unless given. */
  readonly domain?: DomainSpec;
  /** What is measured together; none unless given. */
  readonly cutSets?: readonly CutSetSpec[];
  /** Names of what is no part of the world but of a family, by the kind of subject; none unless given. */
  readonly subjects?: Readonly<Record<string, readonly string[]>>;
}

/** A volume as hosts see it over the ports of its storage system, whose paths they use as the policy says. */
export interface ExportSpec {
  readonly name: string;
  readonly volume: string;
  readonly array: string;
  /** The ports on which it is presented. */
  readonly via: readonly string[];
  /** The hosts that see it, and copies of it there; all that are cabled to it unless given. */
  readonly to?: readonly string[];
  /** It serves over all ports at once, or over those of one group at a time. */
  readonly access: DeviceAccess;
  /** The best first. */
  readonly portGroups: readonly (readonly string[])[];
  /** How long it takes until it serves over another group. */
  readonly trespass: Distribution;
}

/** What runs on a host and can be made ready for a copy by scripts. It is running whenever its host has just come online. */
export interface ApplicationSpec {
  readonly name: string;
  readonly host: string;
  /** The service whose users feel it when it does not run; absent: nobody does. */
  readonly service?: string;
  /** What they feel while it is quiesced or unmounted; in backup mode they feel nothing. */
  readonly quiesced: "refuses" | "waits";
  /** How long each script takes. */
  readonly scripts: Readonly<Record<Script, Distribution>>;
}

/** A local network: everything on it hears everything else on it. */
export interface NetworkSpec {
  readonly name: string;
  readonly latency: Micros;
  /** By how much longer a message or a request takes, drawn for each; no longer unless given. */
  readonly jitter?: Distribution;
  readonly bandwidth: number;
}

/** A router or bridge that joins networks and drops addresses that are not theirs. */
export interface ConnectorSpec {
  readonly name: string;
  readonly joins: readonly string[];
}

/** A cable of the storage network. */
export interface LinkSpec {
  readonly name: string;
  /** Hosts, switches or port adapters; `null`: it lies there unused. */
  readonly joins: readonly [string, string] | null;
  readonly protocol: string;
  readonly bandwidth: number;
  readonly latency: Micros;
  /** The network that it leads over, whose latency, losses and cuts are its own; absent: it is a cable. */
  readonly over?: string;
}

/** A switch of the storage network: links end on it. */
export interface SwitchSpec {
  readonly name: string;
}

/** Who sees whom through switches; where there is any, only those in a common one do. */
export interface ZoneSpec {
  readonly name: string;
  /** Hosts with all their links, single links of a host (its adapter), and port adapters. */
  readonly members: readonly string[];
}

/** A link between two storage systems: copies and mirrors go over it. */
export interface ArrayLinkSpec {
  readonly name: string;
  readonly joins: readonly [string, string];
  readonly bandwidth: number;
  readonly latency: Micros;
}

/** A storage system. */
export interface ArraySpec {
  readonly name: string;
  readonly portAdapters: readonly AdapterSpec[];
  readonly diskAdapters: readonly AdapterSpec[];
  readonly volumes: readonly VolumeSpec[];
  /** How long splitting a mirror takes. */
  readonly split: Distribution;
  /** How long it takes to present devices on another port adapter. */
  readonly reassign: Distribution;
  /** The network on which hosts reach it that are not attached. */
  readonly network?: string;
}

export interface AdapterSpec {
  readonly name: string;
  readonly bandwidth: number;
}

export interface VolumeSpec {
  readonly name: string;
  readonly size: number;
  readonly holds: "system" | "programs" | "data";
  /** The disk adapter behind which its first device lies. */
  readonly on: string;
  /** The port adapters on which that device is presented: its host needs one of them. */
  readonly via: readonly string[];
  /** The host whose volume it is. */
  readonly host: string;
  /** The disk adapter of its mirror, if it has one. */
  readonly mirrorOn?: string;
  /** Bytes that change per second while the host is online (beside the writes of requests). */
  readonly changeRate: number;
  /** Bytes per second that its transaction log grows by while the host is online (beside the writes of requests). */
  readonly logRate: number;
  readonly log?: LogSpec;
  readonly backup?: BackupSpec;
  readonly remoteMirror?: RemoteMirrorSpec;
}

/** The transaction log of a volume. */
export interface LogSpec {
  /** The disk adapter behind which it lies. */
  readonly on: string;
  /** A write is in the log when it is acknowledged, or when its host flushes it. */
  readonly written: "commit" | "flush";
  /** Bytes per second that can be applied. */
  readonly replay: number;
}

/** Backups of a volume; one stands at the beginning. */
export interface BackupSpec {
  readonly name: string;
  readonly every: Micros;
  /** Bytes per second at which a backup is written, and restored. */
  readonly bandwidth: number;
  /** The storage system on which it is kept, and with which it is lost; wherever the volume is unless given. */
  readonly array?: string;
}

/** A mirror in another storage system. */
export interface RemoteMirrorSpec {
  readonly array: string;
  /** The disk adapter there. */
  readonly on: string;
  /** Synchronous: a write is on both before it counts as stored. */
  readonly mode: "synchronous" | "asynchronous";
  /** How long an asynchronous mirror keeps writes back before it sends them. */
  readonly lag: Micros;
}

export interface HostSpec {
  readonly name: string;
  /** Where it is at home: there it answers for its address. */
  readonly network: string;
  /** Further networks over which its machines can be reached; none unless given. */
  readonly alsoOn?: readonly string[];
  readonly identity: Identity;
  readonly relay?: string;
  /** With power it is online at the beginning, or waits in standalone. */
  readonly power: "on" | "off" | "standalone";
  readonly boot: {
    readonly diagnostics: Distribution;
    readonly standalone: Distribution;
    readonly online: Distribution;
    /** True: goes from power-on straight to online; false: stops in standalone and waits for the boot command. */
    readonly auto: boolean;
  };
  readonly shutdown: Distribution;
  /** Unwritten data older than this does not exist: the host flushes at this interval. */
  readonly flush: Micros;
  readonly platform?: Platform;
  readonly serves: ServesSpec;
  /**
   * What the system itself uses and what each request does, waiting or in service; without it memory is never short. `reused`:
   * so much is read over and over, and kept in what is left as far as that goes; nothing is, unless given.
   */
  readonly memory?: {
    readonly size: number;
    readonly base: number;
    readonly perRequest: number;
    readonly reused?: number;
  };
}

/** `concurrency` requests at a time; each takes a service time with mean concurrency / rate; the rest wait in a queue of at most `queue`. */
export interface ServesSpec {
  readonly rate: number;
  readonly concurrency: number;
  readonly queue: number;
  /** All at once, at a shared pace; first come first served unless given. */
  readonly discipline?: "shared";
  /** While it hangs who comes waits, and what is in service stands still; who comes is lost unless given. */
  readonly hung?: "kept";
  /** Distribution of the service time in microseconds. */
  readonly time: Distribution;
}

export interface RelaySpec {
  readonly name: string;
  /** From command to acknowledgement, its command path included but for what follows. */
  readonly switching: Distribution;
  readonly reading: Distribution;
  /** The network over which orders reach it; that of all orders unless given. */
  readonly over?: string;
  /** Absent: nobody needs to dial. */
  readonly modem?: ModemSpec;
}

/** A modem that is called for each order, over a line that carries one call at a time. */
export interface ModemSpec {
  /** From dialling until it answers, or the line is found busy. */
  readonly dial: Distribution;
  /** Probability with which somebody else speaks on the line. */
  readonly busy: number;
  /** After this time it is dialled again. */
  readonly redial: Micros;
  /** How often it is dialled at most. */
  readonly tries: number;
}

export interface AgentSpec {
  /** On which it runs. */
  readonly host: string;
  /** The hosts that it watches, each of them alone; the one on which it runs unless given. */
  readonly watches?: readonly string[];
  readonly report: Micros;
  readonly quickDiagnostics?: Micros;
  readonly extendedDiagnostics?: Micros;
  /** It recognises series of minor errors by itself; not unless given. */
  readonly foretells?: SeriesPolicy;
}

/** A program that is reached by a name of its own: a transfer server, or an agent that moves data. */
export interface ProcessSpec {
  readonly name: string;
  /** The host, or the storage system, on which it runs. */
  readonly on: string;
  /** How long it takes until something that it stores is durable; no time unless given. */
  readonly store?: Micros;
  /** Bytes per second of data that it can move; as many as its paths carry unless given. */
  readonly bandwidth?: number;
  /** It does not start with what carries it: somebody launches it. */
  readonly isLaunched?: true;
}

export interface EngineSpec {
  /** Bytes per second that it converts, of all that is converted at a time. */
  readonly capacity: number;
  /** The storage system on whose processor it runs; a machine of its own unless given. */
  readonly on?: string;
}

export interface DirectorSpec {
  readonly name: string;
  readonly network: string;
  /** The host on which it is a program; a machine of its own unless given. */
  readonly on?: string;
  /** No machine and no program: whoever serves a service passes its requests on. */
  readonly byPrimary?: true;
  /** Another one that acts in its place so long after it has failed. */
  readonly standby?: { readonly director: string; readonly takeover: Micros };
}

export interface NameServerSpec {
  readonly name: string;
  readonly network: string;
  /** For so long whoever has asked goes on with the answer. */
  readonly ttl: Micros;
}

export interface ServiceSpec {
  readonly name: string;
  readonly runsOn: string;
  /** All hosts that it runs on, where they are several: none of them is special. */
  readonly pool?: readonly string[];
  /** It is up while so many of them can answer; one unless given. */
  readonly needs?: number;
  readonly director?: string;
  /** The name server that its users ask for its address. */
  readonly foundBy?: string;
  readonly load?: LoadSpec;
  /** What of it is not what is usual. */
  readonly objective?: Partial<ServiceObjective>;
}

/** Of those who ask within a window so many are to be answered within a time. */
export interface ServiceObjective {
  readonly answered: number;
  readonly within: Micros;
  readonly window: Micros;
}

export interface LoadSpec {
  /** Of requests; of users who come, where they come for a session. */
  readonly rate: RateCurve;
  /** The time from one to the next: by chance unless given, or always the same. */
  readonly gaps?: "even";
  readonly session?: SessionSpec;
  /** Instead of chance: requests as they were recorded; `rate` tells of them by the minute. */
  readonly trace?: Trace;
  readonly classes: readonly RequestClassSpec[];
  readonly timeout: Micros;
  /** `varies`: the pause is drawn, and `backoff` is its mean. */
  readonly retry: { readonly times: number; readonly backoff: Micros; readonly varies?: Distribution };
  readonly mode: "requests" | "flow";
}

/** A user asks so many times on average, the number being geometric, and thinks before each time but the first. */
export interface SessionSpec {
  readonly requests: number;
  /** Instead of users who come and leave: so many who are always there, and think before the first time too. */
  readonly users?: number;
  readonly think: Distribution;
}

/** Instants in rising order, and for each the index of its class. */
export interface Trace {
  readonly at: readonly Micros[];
  readonly requestClass: readonly number[];
}

export interface RequestClassSpec {
  readonly name: string;
  readonly share: number;
  /** The volume that it modifies; absent for reads. */
  readonly writes?: string;
  /** Whether a copy may answer it (reads only). */
  readonly shareable: boolean;
  /** The volume with the data that changes and that it reads; absent when what it reads never changes. */
  readonly of?: string;
  /** For how long what it reads may lack a write before it is stale; not at all unless given. */
  readonly fresh?: Micros;
  /** By how much its service times are longer than those of others; as long unless given. */
  readonly work?: number;
  /** The higher the sooner it is served of those that wait; 0 unless given. */
  readonly priority?: number;
  /** Bytes read from or written to storage for one request. */
  readonly size: number;
}

/** A rate that is constant over stretches of time. */
export interface RateCurve {
  /** The stretch that holds `at`: its rate (per second) and the first instant after it (`Infinity` when it never changes). */
  stretch(at: Micros): { readonly rate: number; readonly until: Micros };
  /** The highest rate of all. */
  readonly peak: number;
}

/** People who repair: at most `size` repairs at a time, first come first served. */
/** Hosts, services and links of which one is enough. */
export interface CutSetSpec {
  readonly name: string;
  readonly of: readonly string[];
}

export interface CrewSpec {
  readonly name: string;
  readonly size: number;
  /** Time until a class of repairs that waits is picked by somebody who is free; first come first served unless given. */
  readonly picks?: Distribution;
}

export interface ControllerSpec {
  /** The storage system on whose processor it runs, and with which it fails; absent: it has a machine of its own. */
  readonly on?: string;
  /** It talks to hosts over the links with which they are cabled to that storage system; absent: over networks. */
  readonly over?: "links";
  /** How long it takes until something stored is durable; absent: no time. */
  readonly store?: Micros;
  /** The network over which it orders relays, storage systems and people; unless given a path of its own named `management`. */
  readonly management?: string;
  /** The networks that the controller is attached to. */
  readonly networks: readonly string[];
}

/** Delays of the person who is paged. */
export interface OperatorSpec {
  /** Until the page is answered. */
  readonly page: Distribution;
  /** From the answer until the person stands before the machines. */
  readonly arrive: Distribution;
  /** Moving the cables, until the stand-in can be powered on. */
  readonly work: Distribution;
}
