/** What stands around the I/Os of a host to its exported devices: the world, the host, and what its machine of paths hears of them. */
import type { Micros } from "../../units/index.js";
import type { Ground } from "../ground.js";
import type { RequestListener } from "../request-listener.js";
import type { Device } from "../storage/volume.js";

export interface MapWorld extends Ground {
  readonly requestListener: RequestListener | null;
  readonly traffic: { auditSoon(): void };
  refresh(hosts?: readonly MapOwner[]): void;
  beforeStorageChange(): void;
}

/** The host whose I/Os they are. */
export interface MapOwner {
  readonly name: string;
  readonly isUp: boolean;
  readonly hung: boolean;
  readonly reach: { readonly storage: boolean };
  readonly place: { receive(letter: Letter): void };
  readonly storage: { mountedOf(volume: string): Device | undefined };
  readonly server: { ioEnded(slot: number, done: boolean): void };
}

/** What an I/O has met on a path: it failed there, or the device does not serve there. What the transport found: it is gone, or there anew. */
export type PathWord = "io-failed" | "path-passive" | "path-removed" | "path-found";

interface Letter {
  readonly from: string;
  readonly over: null;
  readonly heardAt: Micros;
  readonly count: number;
  readonly body: { readonly kind: PathWord; readonly device: string; readonly path: string };
}
