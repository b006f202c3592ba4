/** Hosts that a policy keeps together leave their site together, and go back when all of it is repaired. */
import { say } from "../../../src/control/index.js";
import { homesOf } from "../../../src/model/index.js";
import { subjectsOf } from "../../../src/observe/account/undertaking-account.js";
import { all, hasServices, runs } from "../../../src/observe/invariant/applies.js";
import type { Invariant } from "../../../src/observe/invariant/invariant.js";

/**
 * For scenarios in which each host has a stand-in to itself: who is of a site follows whatever else is broken. Evaluated for
 * each host of a site when another one of it was replaced and the first one goes back, or at the end, when none does: its
 * services must have left it. And when one goes back: no host of its site may be broken.
 */
export const sitesMoveAsOne = (sites: readonly (readonly string[])[]): Invariant => ({
  name: "sites-move-as-one",
  about:
    "Hosts that are kept together serve from one place: what is near for users of one half of a site is far for the other.",
  idle: "no host of a site was replaced",
  appliesTo: all(runs("failover"), hasServices),
  expectedIn: () => false,
  watch: (finding, { context, hosts }) => {
    const homes = new Map(context.spec.services.map((service) => [service.name, homesOf(service)[0]]));
    /** Hosts whose services went elsewhere. */
    const left = new Set<string>();
    const judged = new Set<readonly string[]>();
    const judge = (site: readonly string[], at: number): void => {
      if (judged.has(site) || !site.some((name) => left.has(name))) return;
      judged.add(site);
      const isHome = (name: string): boolean => [...homes.values()].includes(name);
      for (const name of site.filter(isHome)) {
        finding.stake();
        if (!left.has(name)) finding.violated(at, say`${name} stayed where it was when its site was replaced`);
      }
    };
    return {
      hears: {
        NoteMade: ({ note, at }) => {
          if ((note.kind !== "begun" && note.kind !== "ended") || !note.of.recovers) return;
          const moved = subjectsOf(note.of, "service").flatMap((name) => homes.get(name) ?? []);
          for (const site of sites.filter((each) => moved.some((name) => each.includes(name)))) {
            if (note.kind === "ended") {
              const isAway = note.result === "done" && note.of.kind !== "failback";
              if (isAway) for (const name of moved) if (name !== note.of.to) left.add(name);
            } else if (note.of.kind === "failback") {
              judge(site, at);
              finding.stake();
              const broken = site.find((name) => hosts.of(name).health !== "healthy");
              if (broken !== undefined)
                finding.violated(at, say`${moved.join(" and ")} goes back, and ${broken} of its site is broken`);
            }
          }
        },
      },
      finish: (at) => sites.forEach((site) => judge(site, at)),
    };
  },
});
