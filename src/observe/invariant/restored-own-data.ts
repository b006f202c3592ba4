/** A stand-in that stood in for another host goes on with the data that it had before, and that has its mirror again. */
import { cablingOf, homesOf, type WorldSpec } from "../../model/index.js";
import { instant, say } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import { difference, sizeOf, withWrites, type WriteSet } from "../account/write-set.js";
import { all, hasVolumes, runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** A volume of a stand-in that was laid over. */
interface Displaced {
  /** What it held then. */
  readonly held: WriteSet;
  /** The mirror that it had, and that was split off; `null` if none was. */
  readonly mirror: string | null;
  /** When a host went on with it; until then `null`. */
  back: Micros | null;
  /** With which device. */
  device: string | null;
  /** That lies in another storage system, where nothing could mirror it. */
  elsewhere: boolean;
}

/**
 * Evaluated when a host goes on with a volume that was laid over before; and at the end, for those that had a mirror, when
 * no fault is in force and neither a fault nor the stand-in's return was within as long as two takeovers may take. Where the
 * disk that it went on with breaks before there is a mirror again, there is nothing left that could have one. Nor could what another
 * host goes on with that is not cabled to its storage system: the copy for that one lies in another, where nothing mirrors it. Nor is
 * anything left of what was put aside on a mirror that is corrupt: of that nobody hears before somebody would work with it.
 */
export const restoredOwnData: Invariant = {
  name: "restored-own-data",
  about:
    "After a failback the active stand-in has its own data back, to the last write, and its mirror in step: a forgotten " +
    "split-off copy is a mirror that nobody has when it is needed.",
  idle: "no stand-in had data of its own to get back",
  appliesTo: all(runs("failover"), hasVolumes),
  watch: (finding, { context }) => {
    const hasServices = new Set(context.spec.services.flatMap(homesOf));
    const holds = new Map<string, WriteSet>();
    /** By volume: the mirror that was split off. */
    const split = new Map<string, string>();
    const corrupt = new Set<string>();
    const sizes = new Map(
      context.spec.arrays.flatMap(({ volumes }) => volumes.map(({ name, size }) => [name, size] as const)),
    );
    const discarded = new Set<string>();
    const displaced = new Map<string, Displaced>();
    const down = new Set<string>();
    const owners = new Map(
      context.spec.arrays.flatMap(({ volumes }) => volumes.map(({ name, host }) => [name, host] as const)),
    );
    /** Whether what needs it is served: else nobody works with it, and it is no mirror that is missing. */
    const isUsed = (volume: string): boolean =>
      context.spec.services.some(
        (service) => homesOf(service).includes(owners.get(volume) ?? "") && !down.has(service.name),
      );
    let inForce = 0;
    let changedAt: Micros = 0;
    const keyOf = (volume: string, device: string): string => `${volume}\n${device}`;
    return {
      hears: {
        FaultInjected: () => void (inForce += 1),
        FaultCleared: ({ at }) => {
          inForce -= 1;
          changedAt = at;
        },
        WritesStored: ({ volume, device, range }) => {
          const key = keyOf(volume, device);
          holds.set(key, withWrites(holds.get(key) ?? [], range));
        },
        // What was given up is not restored.
        NoteMade: ({ note }) => {
          if (note.kind === "data-discarded") for (const volume of note.volumes) discarded.add(volume);
        },
        ServiceUp: ({ service }) => void down.delete(service),
        ServiceDown: ({ service }) => void down.add(service),
        // With it goes all that a mirror could be in step with.
        DiskChanged: ({ volume, device, works }) => {
          if (!works && displaced.get(volume)?.device === device) displaced.delete(volume);
        },
        MirrorSplit: ({ volume, device }) => void split.set(volume, device),
        DeviceCorrupted: ({ volume, device }) => void corrupt.add(keyOf(volume, device)),
        // What is written as a whole is what its source was.
        CopyEnded: ({ volume, target, bytes, result }) => {
          if (result === "done" && bytes >= (sizes.get(volume) ?? 0)) corrupt.delete(keyOf(volume, target));
        },
        MirrorEstablished: ({ volume }) => {
          split.delete(volume);
          const known = displaced.get(volume);
          if (known === undefined || known.back === null) return;
          displaced.delete(volume);
          finding.stake();
        },
        DeviceOverwritten: ({ host, volume, device }) => {
          if (!hasServices.has(host) || discarded.has(volume) || displaced.get(volume)?.back === null) return;
          displaced.set(volume, {
            held: holds.get(keyOf(volume, device)) ?? [],
            mirror: split.get(volume) ?? null,
            back: null,
            device: null,
            elsewhere: false,
          });
        },
        DataMounted: ({ host, volume, device, holds: held, at }) => {
          holds.set(keyOf(volume, device), held);
          const known = displaced.get(volume);
          if (known === undefined) return;
          const isFirst = known.back === null;
          if (!isFirst && !known.elsewhere) return;
          Object.assign(known, { back: at, device, elsewhere: !isCabledTo(context.spec, host, volume) });
          if (!isFirst || (known.mirror !== null && corrupt.has(keyOf(volume, known.mirror)))) return;
          finding.stake();
          const lacks = sizeOf(difference(known.held, held));
          if (lacks > 0) finding.violated(at, `${host} goes on with ${device}, which lacks ${lacks} writes of its own`);
        },
      },
      finish: (end) => {
        const limit = context.declaredTakeover;
        for (const [volume, { mirror, back, elsewhere }] of displaced) {
          if (limit === undefined || inForce > 0 || mirror === null || back === null || !isUsed(volume)) continue;
          if (elsewhere) continue;
          if (end - Math.max(changedAt, back) < 2 * limit) continue;
          finding.stake();
          finding.violated(end, say`${volume} is in use again since ${instant(back)}, and has no mirror`);
        }
      },
    };
  },
};

/** Whether cables lead from a host to the storage system of a volume. */
function isCabledTo(spec: WorldSpec, host: string, volume: string): boolean {
  const array = spec.arrays.find(({ volumes }) => volumes.some(({ name }) => name === volume));
  return cablingOf(spec)
    .pathsFrom(host)
    .some((path) => path.array === array?.name);
}
