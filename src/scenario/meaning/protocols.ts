/** What links carry by the protocol that is spoken on them, and which ends take which. */
import type { Micros } from "../../units/index.js";
import type { LinkSpec } from "../../model/index.js";
import type { Checks, Parts } from "../section/parts.js";

interface Figures {
  /** Bytes per second. */
  readonly bandwidth: number;
  readonly latency: Micros;
}

/** Where neither a link nor its port says what is spoken. */
const USUAL = "fibre-channel";

/**
 * Of one link alone, as they were around 2000.
 * - fibre-channel: 1.0625 Gbaud with eight bits in ten, less what frames take (FC-PH, ANSI X3.230-1994): 100 MB/s.
 * - scsi: Fast-20 on a bus of two bytes (ANSI X3.277-1996): 40 MB/s. Selection and reselection each take 0.8 µs of bus free,
 *   2.4 µs of arbitration, 0.8 µs to clear the bus and 0.4 µs to settle; ten bytes of command and five of messages go at
 *   5 MB/s: 11.8 µs before any data moves.
 * - escon: 200 Mbit/s, of which channels move 17 MB/s of data, one way at a time (IBM, Enterprise Systems Connection); of its
 *   latency no figure is known that would set it apart.
 */
const PROTOCOLS: Readonly<Record<string, Figures>> = {
  [USUAL]: { bandwidth: 100e6, latency: 10 },
  scsi: { bandwidth: 40e6, latency: 12 },
  escon: { bandwidth: 17e6, latency: 10 },
};

/** What a link speaks that leads over a network: its latency is that of the network. */
const OVER_NETWORKS = "ip";

type LinkEntry = Parts["links"]["list"][number];

/** By the name of a port: what it takes, where it says so. */
function takenByPorts({ storage }: Parts): ReadonlyMap<string, string> {
  return new Map(
    storage.list.flatMap(({ value }) => {
      const ports = value["port-adapters"];
      if (Array.isArray(ports)) return [];
      return Object.entries(ports).flatMap(([name, { protocol }]) =>
        protocol === undefined ? [] : [[name, protocol] as const],
      );
    }),
  );
}

/** Gives each link its protocol and the figures of that, one after the other. */
export class Protocols {
  /** By ends that pass on or take what is spoken: what that is. */
  private readonly taken: Map<string, string>;
  private readonly switches: ReadonlySet<string>;
  private readonly hosts: ReadonlySet<string>;
  private readonly networks: Parts["networks"]["list"];

  constructor(
    parts: Parts,
    private readonly checks: Checks,
  ) {
    this.taken = new Map(takenByPorts(parts));
    this.switches = new Set(parts.switches.list.map(({ name }) => name));
    this.networks = parts.networks.list;
    this.hosts = new Set(parts.hosts.list.map(({ name }) => name));
  }

  /** What a link says of itself goes before what others leave open. */
  claim({ value }: LinkEntry, joins: LinkSpec["joins"]): void {
    const protocol = value.protocol ?? (value.over === undefined ? undefined : OVER_NETWORKS);
    if (protocol === undefined) return;
    for (const end of joins ?? []) if (!this.hosts.has(end) && !this.taken.has(end)) this.taken.set(end, protocol);
  }

  lineOf(link: LinkEntry, joins: LinkSpec["joins"]): Pick<LinkSpec, "protocol" | "bandwidth" | "latency"> {
    const { value, path } = link;
    const ends = (joins ?? []).filter((end) => !this.hosts.has(end));
    const network = this.networks.find(({ name }) => name === value.over)?.value;
    const protocol =
      value.protocol ??
      (value.over === undefined ? undefined : OVER_NETWORKS) ??
      ends.map((end) => this.taken.get(end)).find((each) => each !== undefined) ??
      USUAL;
    const known = PROTOCOLS[protocol];
    if (
      known === undefined &&
      network === undefined &&
      (value.bandwidth === undefined || value.latency === undefined)
    ) {
      this.checks.error([...path, "protocol"], {
        message: `nothing is known of what ${protocol} carries`,
        expected: `${Object.keys(PROTOCOLS).join(", ")}, or \`bandwidth\` and \`latency\` beside it`,
      });
    }
    for (const end of ends) this.checkEnd(end, link, protocol);
    const of =
      network === undefined ? { ...PROTOCOLS[USUAL]!, ...known } : { bandwidth: network.bandwidth, latency: 0 };
    const { bandwidth = of.bandwidth, latency = of.latency } = value;
    return { protocol, bandwidth, latency, ...(value.over !== undefined && { over: value.over }) };
  }

  /** A port or a switch takes one kind. */
  private checkEnd(end: string, { name, path, value }: LinkEntry, protocol: string): void {
    const taken = this.taken.get(end);
    const at = value.protocol === undefined ? path : [...path, "protocol"];
    if (protocol === "scsi" && this.switches.has(end)) {
      const expected = "a link from a host to a port adapter";
      this.checks.error(at, { message: `${name} is a SCSI bus, which passes no switch (${end})`, expected });
    } else if (taken === undefined) this.taken.set(end, protocol);
    else if (taken !== protocol) {
      const message = `${name} speaks ${protocol}, and ${end} takes ${taken}`;
      this.checks.error(at, { message, expected: `\`protocol: ${taken}\`, or another end` });
    }
  }
}
