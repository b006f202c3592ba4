/** When everything is mended somebody serves. */
import { homesOf } from "../../model/index.js";
import { instant, say } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import { Readers } from "../account/readers.js";
import { all, decides, hasServices } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated at the end, when no fault is in force and none was for as long as two takeovers may take, and nobody is paged.
 * A service that has been down for less than that may be on its way, as in a failback; one whose host stands in for
 * another has no host that is eligible; one has no copy when of a volume that it needs neither a device is left that
 * holds what was in use last nor, where the policy restores those, a backup. A mirror in another storage system is such a
 * device where the policy goes on with those, and somebody who may stand in is attached there: nobody else splits it off. What the policy does not move it does not restore.
 * Nobody replaces a host of which the policy hears nothing, whatever happens to it: that one was the choice of who wrote the policy. So
 * it was where one host alone tells of another, by the agent of a site, say, and has been down for as long as the service.
 * Nor is a host eligible that cannot read what was in use last, or that has lost the system from which it would have to start.
 */
export const eventuallyServes: Invariant = {
  name: "eventually-serves",
  about:
    "When all faults are mended and an eligible host, path and copy exist, somebody serves again: logic must not end up " +
    "with each part waiting for the other.",
  idle: "no service was down at the end that somebody could have served",
  appliesTo: all(decides, hasServices),
  watch: (finding, { context, services, copies, hosts }) => {
    /** By host since when it is not online. */
    const leftAt = new Map<string, Micros>();
    const tellsNothing = (host: string, since: Micros): boolean => {
      const watcher = context.heardOnlyFrom?.[host];
      return watcher !== undefined && hosts.of(watcher).stage !== "online" && (leftAt.get(watcher) ?? 0) <= since;
    };
    let inForce = 0;
    let clearedAt: Micros = 0;
    const paged = new Set<string>();
    const readers = new Readers(context, copies);
    const servesAt = (service: string, host: string): boolean => {
      const truth = services.of(service);
      return truth.up && truth.host === host;
    };
    const volumesOf = (host: string): readonly string[] =>
      context.spec.arrays.flatMap(({ volumes }) =>
        volumes.filter((each) => each.host === host).map(({ name }) => name),
      );
    return {
      hears: {
        ...readers.hears,
        HostStageChanged: ({ host, from, at }) => {
          if (from === "online") leftAt.set(host, at);
        },
        FaultInjected: () => void (inForce += 1),
        FaultCleared: ({ at }) => {
          inForce -= 1;
          clearedAt = at;
        },
        PersonPaged: ({ subject }) => void paged.add(subject),
        PersonArrived: ({ subject }) => void paged.delete(subject),
      },
      finish: (at) => {
        const limit = context.declaredTakeover;
        if (limit === undefined || inForce > 0 || clearedAt === 0 || at - clearedAt < 2 * limit || paged.size > 0)
          return;
        for (const service of context.spec.services) {
          const { name, runsOn } = service;
          if (context.spec.services.some((other) => other.runsOn !== runsOn && servesAt(other.name, runsOn))) continue;
          const hasItsData = (host: string) => volumesOf(host).every((volume) => copies.isLeft(volume, context));
          if (!homesOf(service).some((home) => hasItsData(home) && readers.isLeftFor(home))) continue;
          const { up, since, host } = services.of(name);
          const isUnnoticed =
            host !== null && (context.unnoticed?.includes(host) === true || tellsNothing(host, since));
          if (!up && isUnnoticed) continue;
          finding.stake();
          if (up || at - since < 2 * limit) continue;
          finding.violated(at, say`nobody serves ${name}, and all faults are mended since ${instant(clearedAt)}`);
        }
      },
    };
  },
};
