/** A drawn scenario as plain data, as far as what is added to one looks into it. */
import type { Dice } from "../drawn/dice.js";

export type Mapping = Record<string, unknown>;

export interface DrawnHost extends Mapping {
  network: string | readonly string[];
  relay?: string;
  power: string;
  storage: Record<string, { readonly link: string; readonly port: string }>;
  platform?: { hardware: string; system: string; applications: readonly string[] };
}

export interface DrawnVolume extends Mapping {
  readonly holds: string;
  readonly for?: string;
  mirror?: object;
  readonly log?: object;
  backup?: Mapping;
}

export interface Document {
  readonly networks: Record<string, object>;
  readonly links: Record<string, Mapping>;
  readonly storage: Record<string, Mapping & { readonly volumes?: Record<string, DrawnVolume> }>;
  readonly hosts: Record<string, DrawnHost>;
  readonly agents: Record<string, Mapping>;
  readonly services: Record<string, Mapping & { readonly "runs-on": string; director?: string }>;
  readonly policies: { readonly drawn: { readonly failover: Failover; readonly balancing?: Mapping } };
  controller: Mapping;
  orders?: readonly object[];
  [section: string]: unknown;
}

export interface Failover extends Mapping {
  preset: string;
  data: readonly string[];
  "stand-ins"?: readonly string[];
  readonly detect: Mapping & { readonly queries?: Mapping };
  readonly shutdown: Mapping;
  readonly limits: Mapping;
}

/** One key, or a few that go together, that may be added to a drawn scenario. */
export interface Addition {
  readonly name: string;
  /** How often it is added where it fits; as often as not unless given. */
  readonly probability?: number;
  /** Seeds below this one draw what they drew before there was this: what they found once stays what they try. */
  readonly since?: number;
  readonly fits: (document: Document) => boolean;
  readonly add: (document: Document, dice: Dice) => void;
}

export const failoverOf = ({ policies }: Document): Failover => policies.drawn.failover;

export const volumesOf = ({ storage }: Document): readonly DrawnVolume[] =>
  Object.values(storage).flatMap(({ volumes = {} }) => Object.values(volumes));

export const hostNames = ({ hosts }: Document): readonly string[] => Object.keys(hosts);

/** Those that nobody is served by when the run begins. */
export const spareHosts = ({ hosts, services }: Document): readonly string[] => {
  const busy = new Set(Object.values(services).map((service) => service["runs-on"]));
  return Object.keys(hosts).filter((name) => !busy.has(name));
};

/** A way of bringing data is tried before what was drawn already, or after it. */
export function addWay(document: Document, dice: Dice, way: string): void {
  const failover = failoverOf(document);
  if (failover.data.includes(way)) return;
  failover.data = dice.is(0.7) ? [way, ...failover.data] : [...failover.data, way];
}
