/** What a world is made of, as plain data: the scenario language decodes into these shapes, `World` is built from them. */
import type { Identity, KnownWay, Platform, Script, SeriesPolicy } from "../control/index.js";
import type { Distribution } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import type { DomainSpec } from "./domain/spec.js";
import type { LinkSpec, SwitchSpec, ZoneSpec } from "./fabric/spec.js";
import type { LoadSpec } from "./load/spec.js";
import type { ExportSpec } from "./multipath/spec.js";
import type { DutySpec, MemberSetSpec, StorageServerSpec } from "./server/spec.js";
import type { ArrayLinkSpec, ArraySpec, EngineSpec } from "./storage/spec.js";

export type * from "./domain/spec.js";
export type * from "./fabric/spec.js";
export type * from "./load/spec.js";
export type * from "./multipath/spec.js";
export type * from "./server/spec.js";
export type * from "./storage/spec.js";

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

/** Hosts, services and links of which one is enough. */
export interface CutSetSpec {
  readonly name: string;
  readonly of: readonly string[];
}

/** People who repair: at most `size` repairs at a time, first come first served. */
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
