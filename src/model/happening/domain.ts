/** What really happened in the clusters of a domain. */
import type { Devices, TaskOrder } from "../../control/index.js";

export type DomainHappening =
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
    };
