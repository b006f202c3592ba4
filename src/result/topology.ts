/** What a scenario is made of and how it hangs together, for pictures. */

export const TOPOLOGY_KINDS = [
  ...([
    "service",
    "director",
    "name-server",
    "network",
    "connector",
    "controller",
    "host",
    "relay",
    "switch",
    "zone",
  ] as const),
  ...(["port-adapter", "disk-adapter", "volume", "array"] as const),
] as const;
export type TopologyKind = (typeof TOPOLOGY_KINDS)[number];

/** `data`: requests and blocks flow. `control`: orders. `power`. `belongs`: where it runs or lies at the beginning. */
export const TOPOLOGY_LINES = ["data", "control", "power", "belongs"] as const;

export interface TopologyNode {
  /** Unique; kinds share no names, so it is kind and name. */
  readonly id: string;
  readonly kind: TopologyKind;
  readonly name: string;
  /** What matters beside the name, a line each. */
  readonly facts: readonly string[];
  /** The storage system that it is a part of. */
  readonly within: string | null;
}

export interface TopologyEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: (typeof TOPOLOGY_LINES)[number];
  readonly label: string;
}

export interface Topology {
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
}
