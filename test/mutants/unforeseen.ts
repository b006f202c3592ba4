/** What no logic can prevent, and no random trial may expect of one: a fence that breaks by itself while nothing else could be had. */
import type { World } from "../../src/model/index.js";
import { difference, sizeOf, withWrites, type WriteSet } from "../../src/observe/account/write-set.js";
import type { InvariantResult } from "../../src/result/index.js";
import { type Micros, SECOND, toSeconds } from "../../src/units/index.js";

/** How long after it is there a host that comes by itself has to be stopped: once more than the policies of the trials wait to look again. */
const STOPPED_WITHIN: Micros = 6 * SECOND;

/** A host that came by itself, beside the one that serves: as long as both are there. */
interface Intrusion {
  readonly host: string;
  /** Who worked with the same data then. */
  readonly besides: ReadonlySet<string>;
  readonly from: Micros;
  /** It lets nobody in any more. */
  until: Micros;
  /** It is down: what it had in memory is written by then. */
  goneAt: Micros;
  /** By device: how many writes reached what it had meanwhile. */
  readonly wrote: Map<string, number>;
  /** By volume: how many writes that were acknowledged, and not lost before, it had not when it came; until it says so, or cannot. */
  unsaid: ReadonlyMap<string, number>;
}

/** A host that came by itself under the address of others: as long as it answers there. */
interface Namesake {
  readonly host: string;
  readonly besides: ReadonlySet<string>;
  readonly from: Micros;
  until: Micros;
}

/** What is told of the writes that one of the two goes on without. */
const LOSS = /^(\S+) went on without (\d+) acknowledged writes of \S+ at ([\d.]+)s, and nobody said so$/;
const RESURRECTION = / which holds (\d+) writes that were lost before$/;
const UNTOLD = /^(\S+) lost (\d+) writes .* and (\d+) \(/;
/** What is told of the device that the one that came worked with, when it is given up for that of the other. */
const OVERWRITTEN = / is copied onto (\S+), which is newer by (\d+) writes$/;

/**
 * Hosts whose relay closed by itself after it had been open, and that went online by that, without being told to, although
 * the logic had ordered that their devices be withdrawn, and no storage system has answered yet: nobody looks at a relay all
 * the time, and a host cannot be stopped before it is there. What is forgiven is that the two are there at once, as long as
 * it takes to stop the one that came, what that one writes to what it has meanwhile, that those writes are given up for what
 * the other has, and the writes that by this one of them does not have that were acknowledged by the other: one that says so
 * believes them lost, and they may be there again, but for what the other had in memory when it crashed. One that was stopped
 * before it could say so has told nobody: as many are missing from what was reported, and are there again.
 *
 * One that has nothing of the other's any more, and comes up by that under the address that the other serves under, is forgiven that it
 * answers there, if it is stopped as soon.
 */
export class Unforeseen {
  private readonly slipped = new Set<string>();
  private readonly poweredAt = new Map<string, Micros>();
  /** Withdrawals that were ordered and not confirmed, by host and device. */
  private readonly unconfirmed = new Map<string, Set<string>>();
  private readonly orders = new Map<string, { readonly from: string; readonly device: string }>();
  /** By volume: the hosts that went online with it and are there. */
  private readonly users = new Map<string, Set<string>>();
  readonly intrusions: Intrusion[] = [];
  /** By address: who answers there. */
  private readonly answering = new Map<string, Set<string>>();
  private readonly namesakes: Namesake[] = [];
  /** By device: who went online with it last. */
  private readonly mountedBy = new Map<string, string>();
  /** How many writes of the other one of the two was said to lack: those are not lost, and may be there again. */
  private readonly lacked: Lacked[] = [];
  /** By volume: how many writes an intruder lacked that was stopped before it could say so. */
  private readonly untold = new Map<string, number[]>();
  /** How many writes were lost with the memory of their hosts. */
  private dropped = 0;
  /** By volume: what was acknowledged, and what was lost with the memory of its host. */
  private readonly acknowledged = new Map<string, WriteSet>();
  private readonly forgotten = new Map<string, WriteSet>();
  /** By volume and host: what it held when the host went online with it last. */
  private readonly mounted = new Map<string, Map<string, WriteSet>>();

  constructor(world: World) {
    const { spec, kernel } = world;
    world.listen((record) => {
      switch (record.kind) {
        case "HostPowerChanged":
          this.slipped.delete(record.host);
          return void (record.powered && this.poweredAt.set(record.host, kernel.now));
        case "RelayStuck":
          for (const { name, relay } of spec.hosts) {
            const isFed = relay === record.relay && record.contacts === "closed";
            if (isFed && this.poweredAt.get(name) === kernel.now) this.slipped.add(name);
          }
          return;
        case "EffectSent":
          if (record.action.kind === "boot") this.slipped.delete(record.action.host);
          if (record.action.kind !== "withdraw") return;
          this.orders.set(`${record.place} ${record.id}`, record.action);
          return void this.unconfirmedAt(record.action.from).add(record.action.device);
        case "OutcomeDelivered": {
          const order = this.orders.get(`${record.place} ${record.id}`);
          if (order !== undefined && record.outcome.status === "done")
            this.unconfirmedAt(order.from).delete(order.device);
          return;
        }
        case "LossReported":
          return this.onLoss(record.place.split("/")[0]!, record.missing, kernel.now);
        case "WritesAcknowledged":
          return add(this.acknowledged, record.volume, record.range);
        case "WritesDropped":
          add(this.forgotten, record.volume, record.range);
          return void (this.dropped += record.range.to - record.range.from);
        case "WritesStored":
          return this.onStored(record.device, record.range.to - record.range.from, kernel.now);
        case "DataMounted":
          this.mountedBy.set(record.device, record.host);
          this.mounted.set(
            record.volume,
            new Map([...(this.mounted.get(record.volume) ?? []), [record.host, record.holds]]),
          );
          return void this.usersOf(record.volume).add(record.host);
        case "HostStageChanged":
          return this.onStage(record.host, record.to, kernel.now);
        case "AddressAnswered":
          return this.onAnswer(record.host, record.address, kernel.now);
        case "AddressSilenced":
          for (const each of this.namesakes)
            if (each.host === record.host) each.until = Math.min(each.until, kernel.now);
          return void this.answering.get(record.address)?.delete(record.host);
      }
    });
  }

  private onStage(host: string, to: string, now: Micros): void {
    if (to === "standalone" || to === "off") this.slipped.delete(host);
    if (to === "online") {
      if (this.slipped.has(host) && this.unconfirmedAt(host).size > 0) this.intrude(host, now);
      return;
    }
    for (const each of this.intrusions) {
      if (each.host !== host) continue;
      for (const [volume, count] of now <= each.until ? each.unsaid : []) {
        this.untold.set(volume, [...(this.untold.get(volume) ?? []), count]);
        this.lacked.push({ most: count, least: count });
      }
      each.unsaid = new Map();
      each.until = Math.min(each.until, now);
      if (to === "standalone" || to === "off") each.goneAt = Math.min(each.goneAt, now);
    }
    if (to !== "shutting-down") for (const users of this.users.values()) users.delete(host);
  }

  private onAnswer(host: string, address: string, now: Micros): void {
    const others = this.answering.get(address) ?? new Set();
    this.answering.set(address, others);
    const shares = [...this.users.values()].some((users) => users.has(host) && users.size > 1);
    if (this.slipped.has(host) && !shares && others.size > 0)
      this.namesakes.push({ host, besides: new Set(others), from: now, until: Infinity });
    others.add(host);
  }

  private onLoss(host: string, missing: readonly { readonly writes: number }[], now: Micros): void {
    const isOfPair = this.intrusions.some(
      (each) => (each.host === host || each.besides.has(host)) && now >= each.from && now <= each.goneAt,
    );
    for (const each of this.intrusions) if (each.host === host) each.unsaid = new Map();
    if (isOfPair) for (const { writes } of missing) this.lacked.push({ most: writes, least: writes - this.dropped });
  }

  private onStored(device: string, count: number, now: Micros): void {
    for (const { host, from, goneAt, wrote } of this.intrusions) {
      if (this.mountedBy.get(device) !== host || now < from || now > goneAt) continue;
      wrote.set(device, (wrote.get(device) ?? 0) + count);
    }
  }

  private intrude(host: string, now: Micros): void {
    const shared = [...this.users.values()].filter((users) => users.has(host));
    const besides = new Set(shared.flatMap((users) => [...users]));
    besides.delete(host);
    const latest = now + STOPPED_WITHIN;
    const unsaid = this.lackedBy(host);
    this.intrusions.push({ host, besides, from: now, until: latest, goneAt: latest, wrote: new Map(), unsaid });
  }

  private lackedBy(host: string): ReadonlyMap<string, number> {
    const lacked = new Map<string, number>();
    for (const [volume, mounts] of this.mounted) {
      const holds = mounts.get(host);
      const promised = this.acknowledged.get(volume) ?? [];
      const count = holds === undefined ? 0 : sizeOf(difference(promised, holds, this.forgotten.get(volume) ?? []));
      if (count > 0) lacked.set(volume, count);
    }
    return lacked;
  }

  private unconfirmedAt(host: string): Set<string> {
    const known = this.unconfirmed.get(host) ?? new Set();
    this.unconfirmed.set(host, known);
    return known;
  }

  private usersOf(volume: string): Set<string> {
    const known = this.users.get(volume) ?? new Set();
    this.users.set(volume, known);
    return known;
  }

  /** What is left to be held against the logic: all of which there are more than are told, too. */
  judged(found: readonly InvariantResult[]): readonly InvariantResult[] {
    const lost = [...this.lacked];
    return found.map((result) => {
      if (result.violations > result.examples.length) return result;
      const examples = result.examples.filter(
        ({ atSeconds, what }) =>
          !(result.name === "loss-accounted" && this.isUntold(what)) &&
          !(result.name === "unique-identity" && this.namesakes.some((each) => isStopped(each, atSeconds, what))) &&
          !this.intrusions.some((each) => isForgiven(each, result.name, atSeconds, what, lost)),
      );
      return { ...result, examples, violations: examples.length };
    });
  }

  /** Whether what is missing from the reports is what intruders lacked that could not say so. */
  private isUntold(what: string): boolean {
    const [, volume = "", lost, reported] = UNTOLD.exec(what) ?? [];
    const untold = this.untold.get(volume) ?? [];
    return untold.length > 0 && untold.reduce((sum, each) => sum + each, 0) === Number(lost) - Number(reported);
  }
}

function add(sets: Map<string, WriteSet>, volume: string, range: WriteSet[number]): void {
  sets.set(volume, withWrites(sets.get(volume) ?? [], range));
}

function isStopped({ host, besides, from, until }: Namesake, atSeconds: number, what: string): boolean {
  const isIt = atSeconds === toSeconds(from) && what.includes(host) && [...besides].some((each) => what.includes(each));
  return isIt && until <= from + STOPPED_WITHIN;
}

/** What the invariants find in a run, without what nobody could have prevented. */
export function withoutUnforeseen<Found extends readonly InvariantResult[] | null>(
  run: (world: (made: World) => void) => Found,
): Found | readonly InvariantResult[] {
  let unforeseen: Unforeseen | null = null;
  const found = run((made) => void (unforeseen = new Unforeseen(made)));
  return found === null || unforeseen === null ? found : (unforeseen as Unforeseen).judged(found);
}

/** So many writes at most, and at least. */
interface Lacked {
  readonly most: number;
  readonly least: number;
}

/** @param lost how many writes were lost where that was forgiven: as many may be there again */
function isForgiven(
  { host, besides, from, until, goneAt, wrote }: Intrusion,
  name: string,
  atSeconds: number,
  what: string,
  lost: Lacked[],
): boolean {
  const isWithin = (seconds: number, end: Micros): boolean => seconds >= toSeconds(from) && seconds <= toSeconds(end);
  switch (name) {
    case "unique-identity":
    case "at-most-one-primary":
    case "fence-before-takeover":
      return isWithin(atSeconds, until) && what.includes(host) && [...besides].some((each) => what.includes(each));
    case "no-write-after-fence":
      return isWithin(atSeconds, goneAt) && what.includes(` of ${host} reached `);
    case "no-acked-write-lost-silently": {
      const [, goesOn = "", writes = "", at] = LOSS.exec(what) ?? [];
      const isOfPair = (goesOn === host || besides.has(goesOn)) && isWithin(Number(at), goneAt);
      if (isOfPair) lost.push({ most: Number(writes), least: Number(writes) });
      return isOfPair;
    }
    case "no-resurrected-write": {
      const count = Number(RESURRECTION.exec(what)?.[1]);
      return lost.some(({ most, least }) => count <= most && count >= least);
    }
    case "resync-direction": {
      const [, device = "", count] = OVERWRITTEN.exec(what) ?? [];
      return atSeconds >= toSeconds(from) && Number(count) <= (wrote.get(device) ?? 0);
    }
    default:
      return false;
  }
}
