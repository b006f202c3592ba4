/** Each I/O to an exported device is answered once, or fails once: none is forgotten. */
import { duration, say } from "../../control/index.js";
import { cablingOf, type IoAudit, presenting, type WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import { hasExports } from "./applies.js";
import type { Invariant } from "./invariant.js";

const MODULUS = 4_294_967_296;

/** A host and a device that it has paths to. */
interface Watched {
  /** How many paths there are, and those that really carry nothing. */
  readonly paths: number;
  readonly dead: Set<string>;
  /** Since when that has been so, and the host has not hung. */
  since: Micros;
  /** What was counted last; it is still so unless it is told otherwise when I/Os are counted again, at the end of the run at last. */
  audit: IoAudit | null;
  ended: number;
}

/**
 * Evaluated whenever I/Os are counted: by the sums of their numbers, and by the one that has been open for the longest. As long
 * as some path really carries I/O to the device it may be open for as long as the policy needs to find that path, and while none
 * does for as long as the policy lets I/Os wait; nothing is said of it while a link loses what it carries, or the host hangs.
 */
export const ioAnsweredOnce: Invariant = {
  name: "io-answered-once",
  about:
    "Each I/O to an exported device is answered once or fails once: one that is forgotten is a process that nobody can end, " +
    "one that ends twice is an answer to nobody.",
  idle: "no I/O ended",
  appliesTo: hasExports,
  watch: (finding, { context }) => {
    const all = new Map<string, Watched>();
    const lossy = new Set<string>();
    const watched = (host: string, device: string): Watched => {
      const key = `${host} ${device}`;
      const known = all.get(key);
      if (known !== undefined) return known;
      const paths = pathsTo(host, device, context.spec);
      const fresh: Watched = { paths, dead: new Set(), since: 0, audit: null, ended: 0 };
      all.set(key, fresh);
      return fresh;
    };
    /** From now on it is judged anew. */
    const restart = (host: string | null, at: Micros): void => {
      for (const [key, each] of all) if (host === null || key.startsWith(`${host} `)) each.since = at;
    };
    const look = ({ paths, dead, since, audit }: Watched, at: Micros): void => {
      if (audit?.oldest == null || lossy.size > 0) return;
      const { host, device, oldest } = audit;
      const isAlone = dead.size >= paths;
      const limit = isAlone ? context.longestIo?.without : context.longestIo?.within;
      const time = at - Math.max(oldest, since);
      if (limit === undefined || limit === null || time <= limit) return;
      const open = say`an I/O of ${host} to ${device} has been open for ${duration(at - oldest)}`;
      finding.violated(at, say`${open}, while ${isAlone ? "no" : "some"} path has carried it for ${duration(time)}`);
    };
    return {
      hears: {
        PathChanged: ({ host, device, path, carries, at }) => {
          const own = watched(host, device);
          if (carries) own.dead.delete(path);
          else own.dead.add(path);
          own.since = at;
        },
        Trespassed: ({ at }) => restart(null, at),
        HostHealthChanged: ({ host, to, at }) => restart(host, to === "hung" ? Infinity : at),
        HostStageChanged: ({ host, at }) => restart(host, at),
        LinkQualityChanged: ({ link, loss, at }) => {
          if (loss > 0) lossy.add(link);
          else lossy.delete(link);
          restart(null, at);
        },
        IosAudited: ({ at, ...audit }) => {
          const { host, device, issued, done, failed, withdrawn, open, fingerprint } = audit;
          const own = watched(host, device);
          own.audit = audit;
          look(own, at);
          const ended = done + failed + withdrawn;
          if (ended === own.ended) return;
          own.ended = ended;
          finding.stake();
          const told = (fingerprint.ended + fingerprint.open) % MODULUS;
          if (told === fingerprint.issued % MODULUS && ended + open === issued) return;
          finding.violated(
            at,
            `of ${issued} I/Os of ${host} to ${device} ${ended} ended and ${open} are open, and their numbers add up to ` +
              `${told} instead of ${fingerprint.issued % MODULUS}`,
          );
        },
      },
      finish: (at) => {
        for (const each of all.values()) look(each, at);
      },
    };
  },
};

function pathsTo(host: string, device: string, spec: WorldSpec): number {
  const exported = spec.exports?.find(({ name }) => name === device);
  const paths = cablingOf(spec)
    .pathsFrom(host)
    .filter(({ array }) => array === exported?.array);
  return presenting(paths, exported?.via ?? [], ({ port }) => port).length;
}
