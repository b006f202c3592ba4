/** Who is told before and after something changes that others depend on. */
import type { Named } from "./named.js";

/** Of networks and what joins them, and of storage. */
export interface Changes {
  /**
   * Something about networks or storage has changed: whoever may depend on it looks again.
   * @param hosts it is how these reach their storage, and nothing else: whoever has nothing to do with them need not look
   */
  refresh(hosts?: readonly Named[]): void;
  /** Storage is about to change, or somebody looks what it holds: what flows have written up to now is told first. */
  beforeStorageChange(): void;
  /** A cable, a switch, a zone or a port is about to change: storage may be reached otherwise, and machines may talk over it. */
  beforeCablesChange(): void;
  /** A network or a connector is about to change. */
  beforeTopologyChange(): void;
  afterTopologyChange(): void;
}

export interface HostChanges {
  /** A host is about to change: what was left out because nothing changed is made up for. */
  beforeChange(host: Named): void;
  /** A host has changed, and may answer for another address than before: whoever may depend on it looks again. */
  afterChange(host: Named, former: string | null, now: string | null): void;
}
