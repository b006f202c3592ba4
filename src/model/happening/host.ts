/** What happens to hosts, to what they carry and to their relays; faults, and whom talk reaches. */
import type { HostStage, Identity } from "../../control/index.js";
import type { ProcessState, PartState, HostHealth } from "../true-state.js";

export type HostHappening =
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
  | { readonly kind: "ControllerChanged"; readonly place: string; readonly alive: boolean };
