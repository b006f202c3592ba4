/** A ledger of every acknowledged write: promised, held in memory, held by the data in use, or lost. */
import { homesOf } from "../../model/index.js";
import type { WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { Hearing, RecordOf } from "../hearing.js";
import type { ObservationContext } from "./context.js";
import type { CopyAccount } from "./copy-account.js";
import { Promises } from "./promises.js";
import type { ServiceAccount } from "./service-account.js";
import { difference, sizeOf, union, withoutWrites, withWrites, type WriteSet } from "./write-set.js";

/** Writes that were lost when a host went on with data that does not hold them. */
export interface LossFound {
  /** The first service that writes to the volume. */
  readonly service: string;
  readonly volume: string;
  readonly host: string;
  readonly at: Micros;
  readonly writes: number;
  readonly bytes: number;
  readonly oldestAt: Micros;
}

interface Mount {
  readonly device: string;
  holds: WriteSet;
}

interface VolumeLedger {
  readonly service: string;
  readonly promises: Promises;
  acknowledged: WriteSet;
  lost: WriteSet;
  readonly memory: Map<string, WriteSet>;
  /** What each host mounted last. */
  readonly mounts: Map<string, Mount>;
  /** The host with whose mount the service goes on. */
  current: string | null;
  currentSince: Micros;
  /** Times at which it was checked, write by write, whether anything was lost. */
  readonly checkedAt: Micros[];
}

/**
 * When a host goes on with a device, the acknowledged writes that neither the device nor the host's memory holds, and
 * that were not lost before, are lost now. A host that mounts a device while the service runs on another host does not
 * go on with it until the service comes up there. Writes that were promised before the mount in use and are told after it
 * (a hung host tells of its own when it wakes) were lost at that mount; those promised later are judged at the next.
 */
export class WriteAccount {
  /** In the order in which they became known. */
  readonly losses: LossFound[] = [];
  private readonly ledgers = new Map<string, VolumeLedger>();
  /** Devices whose disks do not work. */
  private readonly broken = new Set<string>();
  private readonly listeners: ((loss: LossFound) => void)[] = [];

  constructor(
    { spec }: ObservationContext,
    private readonly services: ServiceAccount,
    private readonly copies: CopyAccount,
  ) {
    for (const volume of spec.arrays.flatMap((array) => array.volumes)) {
      const service = serviceOf(spec, volume.name, volume.host);
      if (service === null) continue;
      this.ledgers.set(volume.name, {
        service,
        promises: new Promises(),
        acknowledged: [],
        lost: [],
        memory: new Map(),
        mounts: new Map(),
        current: null,
        currentSince: 0,
        checkedAt: [],
      });
    }
  }

  readonly hears: Hearing = {
    WritesAcknowledged: (record) => this.onAcknowledged(record),
    WritesStored: ({ volume, device, range }) => {
      const ledger = this.ledgers.get(volume);
      if (ledger === undefined) return;
      for (const [host, held] of ledger.memory) ledger.memory.set(host, withoutWrites(held, range));
      for (const mount of ledger.mounts.values()) {
        if (mount.device === device) mount.holds = withWrites(mount.holds, range);
      }
    },
    WritesDropped: ({ host, volume, range }) => {
      const memory = this.ledgers.get(volume)?.memory;
      memory?.set(host, withoutWrites(memory.get(host) ?? [], range));
    },
    DiskChanged: ({ volume, device, works }) => {
      if (works) this.broken.delete(`${volume}\n${device}`);
      else this.broken.add(`${volume}\n${device}`);
    },
    DataMounted: ({ host, volume, device, holds, at }) => {
      const ledger = this.ledgers.get(volume);
      // From broken disks nothing can be read: nobody goes on with that, nor finds out what is lost.
      if (ledger === undefined || (holds.length === 0 && this.broken.has(`${volume}\n${device}`))) return;
      // Nor with what is not complete, an empty disk in the place of a broken one, say: no application opens that.
      if (!this.copies.isComplete(volume, device)) return;
      ledger.mounts.set(host, { device, holds });
      const { up, host: server } = this.services.of(ledger.service);
      if (!up || server === host) this.goOnWith(volume, ledger, host, at);
    },
    ServiceUp: ({ service, host, at }) => {
      for (const [volume, ledger] of this.ledgers) {
        if (ledger.service === service && ledger.current !== host && ledger.mounts.has(host)) {
          this.goOnWith(volume, ledger, host, at);
        }
      }
    },
  };

  /** Calls back for every loss from now on. */
  onLoss(listener: (loss: LossFound) => void): void {
    this.listeners.push(listener);
  }

  /** How often since a time it was checked whether the service had lost anything that was promised. */
  checks(service: string, since: Micros): number {
    let count = 0;
    for (const ledger of this.ledgers.values()) {
      if (ledger.service === service) count += ledger.checkedAt.filter((at) => at >= since).length;
    }
    return count;
  }

  /** All writes of a volume that were lost until now. */
  lostOf(volume: string): WriteSet {
    return this.ledgers.get(volume)?.lost ?? [];
  }

  private onAcknowledged({ host, volume, range, oldestAt, bytes }: RecordOf<"WritesAcknowledged">): void {
    const ledger = this.ledgers.get(volume);
    if (ledger === undefined) return;
    ledger.promises.add(range, bytes, oldestAt);
    ledger.acknowledged = withWrites(ledger.acknowledged, range);
    ledger.memory.set(host, withWrites(ledger.memory.get(host) ?? [], range));
    const { current, currentSince } = ledger;
    if (current === null || current === host || oldestAt >= currentSince) return;
    this.judge(volume, ledger, current, [range]);
  }

  private goOnWith(volume: string, ledger: VolumeLedger, host: string, at: Micros): void {
    ledger.current = host;
    ledger.currentSince = at;
    if (ledger.acknowledged.length > 0) ledger.checkedAt.push(at);
    this.judge(volume, ledger, host, ledger.acknowledged);
  }

  private judge(volume: string, ledger: VolumeLedger, host: string, promised: WriteSet): void {
    const holds = ledger.mounts.get(host)?.holds ?? [];
    const missing = difference(promised, holds, ledger.memory.get(host) ?? [], ledger.lost);
    if (missing.length === 0) return;
    ledger.lost = union(ledger.lost, missing);
    const { bytes, oldestAt } = ledger.promises.measure(missing);
    const { service, currentSince: at } = ledger;
    const loss = { service, volume, host, at, writes: sizeOf(missing), bytes, oldestAt };
    this.losses.push(loss);
    for (const listener of this.listeners) listener(loss);
  }
}

/** The first service with requests that write to the volume, else the first that runs on the host whose volume it is. */
function serviceOf(spec: WorldSpec, volume: string, host: string): string | null {
  const writer = spec.services.find(({ load }) => load?.classes.some(({ writes }) => writes === volume));
  return (writer ?? spec.services.find((each) => homesOf(each).includes(host)))?.name ?? null;
}
