/** What happens to links, storage systems, devices and the writes that they hold. */
import type { Micros } from "../../units/index.js";
import type { WriteRange } from "../true-state.js";

export type StorageHappening =
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
  /** `overwritten`: nobody asked for it, but what it mirrored is being written over as a whole, and it keeps what it has. */
  | { readonly kind: "MirrorSplit"; readonly volume: string; readonly device: string; readonly overwritten?: true }
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
  | { readonly kind: "Trespassed"; readonly device: string; readonly port: string };
