/** What a scenario is made of and how it hangs together, for pictures. */

export type TopologyKind =
  | "service"
  | "director"
  | "network"
  | "connector"
  | "controller"
  | "host"
  | "relay"
  | "port-adapter"
  | "disk-adapter"
  | "volume"
  | "array";

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
  /** `data`: requests and blocks flow. `control`: orders. `power`. `belongs`: where it runs or lies at the beginning. */
  readonly kind: "data" | "control" | "power" | "belongs";
  readonly label: string;
}

export interface Topology {
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
}
