/** What all requests of one class of a service have in common: who asks, what for, and what it takes to answer it. */
import type { HostSpec } from "../spec.js";
import type { HostStorage } from "../storage/host-storage.js";
import type { StorageNeed } from "./storage-need.js";

/** A host that serves requests. */
export interface ServingHost {
  readonly name: string;
  readonly spec: Pick<HostSpec, "serves" | "memory">;
  readonly slowness: number;
  readonly hung: boolean;
  readonly storage: Pick<HostStorage, "deviceFor" | "access">;
  /** Those of a service whose application is quiesced wait. */
  readonly applications: { holds(service: string): boolean };
}

/** The users who send such requests. */
export interface Asker {
  /** The request has reached the host that it was sent to. */
  arrive(slot: number, host: ServingHost): void;
  answered(slot: number, host: ServingHost): void;
  refused(slot: number, host: ServingHost): void;
}

export interface RequestKind {
  readonly asker: Asker;
  /** Index of the service in the world, and of the class in the service. */
  readonly service: number;
  readonly requestClass: number;
  readonly need: StorageNeed;
}
