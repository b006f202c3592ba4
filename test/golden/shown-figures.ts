/** What the scenarios of the source's figures show, worked out by hand: looked at where every scenario is run anyway (golden.test.ts). */
import { expect } from "vitest";
import type { Seen, Shown } from "./shown.js";

/** Three reports of 5 s missed, the last one heard 5 s before the crash. */
const NOTICED = 10;
/** An order that nobody answers within 60 s, a relay that takes 1 s to switch and 0.1 s to be read, devices withdrawn within 5 s. */
const FENCED = NOTICED + 60 + 1 + 0.1 + 5;
/** Relay, diagnostics, online. */
const COLD_BOOT = 1 + 90 + 60;
/** From standalone. */
const BOOT = 60;
/** An active stand-in: shut down within 40 s, its mirror split off within 2 s, its power cut and read back. */
const FREED = 40 + 2 + 1 + 0.1;
/** 60 GB and 4 GB behind one adapter of 200 MB/s. */
const COPIED = 320;
/** The same over a link of 100 MB/s. */
const COPIED_AWAY = 640;

/** From the crash, which is not repaired before. */
const TO_THE_END = 60 * 60;

/** How long each service was down, of each policy, in the order in which that began, in seconds. */
function outages(seen: Seen): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(seen).map(([policy, { incidents }]) => [
      policy,
      incidents.map(({ service, recoveryTimeSeconds }) => `${service} ${rounded(recoveryTimeSeconds)}`),
    ]),
  );
}

/** Messages take fractions of a millisecond each. */
function rounded(seconds: number): string {
  return seconds.toFixed(1);
}

/** The outages of a service one after the other. */
function down(service: string, ...seconds: readonly number[]): readonly string[] {
  return seconds.map((each) => `${service} ${rounded(each)}`);
}

/** Its stand-in goes down within 40 s, is fenced within 5 s, and the host comes from power-on. */
const FAILED_BACK = 40 + 5 + COLD_BOOT;
/** From the order to shut down, a second after the fence of the failed host, until what it put aside is given back after the failback. */
const FROM_FENCE_TO_REPAIR = 30 * 60 - FENCED;
/** When the stand-in is down again, its own data is presented to it, and it boots: it has kept its power. */
const RESUMED = FROM_FENCE_TO_REPAIR + FAILED_BACK + 5 + BOOT;

export const FIGURES: Readonly<Record<string, Shown>> = {
  "site-failover/fig-1": {
    says: "devices are given to the stand-in within 5 s, a mirror is split off within 2 s, and a person takes eighty minutes",
    holds: (seen) => {
      expect(outages(seen)).toEqual({
        reassign: down("shop", FENCED + 5 + COLD_BOOT),
        mirror: down("shop", FENCED + 2 + COLD_BOOT),
        // Paged, there, and done with the cables; then from power-on, without a relay that switches.
        "by-hand": down("shop", NOTICED + (5 + 45 + 30) * 60 + COLD_BOOT - 1),
      });
    },
  },
  "site-failover/fig-2a": {
    says: "a mirror is split off within 2 s, and 64 GB take as long as 200 MB/s do",
    holds: (seen) => {
      expect(outages(seen)).toEqual({
        "split-mirror": down("shop", FENCED + 2 + COLD_BOOT),
        "cold-copy": down("shop", FENCED + COPIED + COLD_BOOT),
      });
    },
  },
  "site-failover/fig-2b": {
    says: "a log of 7 minutes or of 17 is replayed at 50 MB/s, and nothing of it is lost",
    holds: (seen) => {
      // A megabyte a second, and an order of 4 kB; the copy that was begun last is one of that instant.
      const replayed = (minutes: number): number => (minutes * 60 * 1.004) / 50;
      for (const [policy, minutes] of Object.entries({ "log-every-10min": 7, "log-every-50min": 17 })) {
        const [incident] = seen[policy]!.incidents;
        expect(incident!.recoveryTimeSeconds! - FENCED - COLD_BOOT).toBeCloseTo(replayed(minutes), 1);
        expect(seen[policy]!.losses).toEqual([]);
      }
      expect(outages(seen)["cold-copy"]).toEqual(down("shop", FENCED + COPIED + COLD_BOOT));
      expect(seen["cold-copy"]!.losses).not.toEqual([]);
    },
  },
  "site-failover/fig-2c": {
    says: "the stand-in's own users wait from its shutdown until its own data was given back to it",
    holds: (seen) => {
      const { active, nobody } = outages(seen);
      expect(nobody).toEqual(down("shop", 30 * 60 + 90 + BOOT));
      expect(active).toEqual([
        ...down("shop", FENCED + FREED + COPIED + COLD_BOOT),
        ...down("mail", RESUMED),
        ...down("shop", FAILED_BACK),
      ]);
    },
  },
  "site-failover/fig-4": {
    says: "64 GB take as long as 100 MB/s between storage systems do, a mirror there 2 s",
    holds: (seen) => {
      expect(outages(seen)).toEqual({
        "copy-remote": down("shop", FENCED + COPIED_AWAY + COLD_BOOT),
        "remote-mirror": down("shop", FENCED + 2 + COLD_BOOT),
      });
    },
  },
  "site-failover/fig-5": {
    says: "users find the stand-in in the other network where they are redirected, and nobody stands in where they are not",
    holds: (seen) => {
      expect(outages(seen)).toEqual({
        redirected: down("shop", FENCED + COPIED_AWAY + COLD_BOOT),
        "not-redirected": down("shop", TO_THE_END),
      });
    },
  },
  "site-failover/fig-6": {
    says: "what Fig. 2C does, over a link to another network and back",
    holds: (seen) => {
      expect(outages(seen)["active-elsewhere"]).toEqual([
        ...down("shop", FENCED + FREED + COPIED_AWAY + COLD_BOOT),
        ...down("mail", RESUMED),
        ...down("shop", FAILED_BACK),
      ]);
    },
  },
  "site-failover/fig-7": {
    says: "the engine converts 20 GB at the 50 MB/s that it can, and nobody can stand in without it",
    holds: (seen) => {
      expect(outages(seen)).toEqual({
        // Converted back, its own data is presented to the home anew, and so is what changed.
        transformed: [...down("shop", FENCED + 400 + BOOT), ...down("shop", FAILED_BACK + 5.1)],
        // Nobody can stand in: its own host is tried after a minute, for 15 min in vain, and 2 min later, repaired by then.
        "as-it-is": down("shop", NOTICED + 60 + (62.1 + 15 * 60) + 2 * 60 + 61.1 + COLD_BOOT),
      });
    },
  },
  "site-failover/fig-8": {
    says: "60 GB are copied at 200 MB/s, and then the system of 4 GB is converted at 20 MB/s",
    holds: (seen) => {
      expect(outages(seen)["transformed"]).toEqual([
        ...down("shop", FENCED + FREED + 300 + 200 + COLD_BOOT),
        ...down("mail", RESUMED),
        ...down("shop", FAILED_BACK),
      ]);
    },
  },
  "site-failover/fig-9": {
    says: "converted ahead, a log of 17 minutes is converted at 10 MB/s and applied at 50 MB/s; else it is all of the data",
    holds: (seen) => {
      const log = 17 * 60 * 0.104;
      const [incident] = seen["log-transformed"]!.incidents;
      expect(incident!.recoveryTimeSeconds! - FENCED - BOOT).toBeCloseTo(log / 10 + log / 50, 1);
      expect(seen["log-transformed"]!.losses).toEqual([]);
      expect(outages(seen)["all-transformed"]).toEqual(down("shop", FENCED + 600 + BOOT));
    },
  },
  "site-failover/fig-10": {
    says: "a site moves as one and goes back as one while its stand-ins serve another site too; alone, the sound host stays",
    holds: (seen) => {
      const { "as-one": asOne, "each-alone": alone } = outages(seen);
      const own = (each: string): boolean => !each.startsWith("stock");
      expect(asOne!.filter(own)).toEqual(alone!.filter(own));
      // In order within 3 s, withdrawn within 5 s, split off within 1 s, power, diagnostics and online within 6 s; and back.
      expect(asOne!.filter((each) => !own(each))).toEqual(down("stock", 3 + 5 + 1 + 6, 3 + 5 + 2));
      expect(alone!.every(own)).toBe(true);
    },
  },
};
