/** What a fenced host still had in its hands does not reach the data of its stand-in, nor does what a storage system sends change that. */
import type { WriteRange } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import { WriteAuthors } from "../account/write-authors.js";
import { type WriteSet, difference, withWrites } from "../account/write-set.js";
import { all, decides, writes } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** From the end of fencing on: who takes over, and what has been written since. */
interface Bar {
  readonly standIn: string;
  /** By device: of no importance, unless the stand-in comes to use it. */
  readonly reached: Map<string, Late[]>;
  /** On the host's own devices: of no importance where the takeover is called off before the stand-in works with that volume. */
  readonly own: Late[];
  /** The volumes with which the stand-in works by now. */
  readonly mounted: Set<string>;
  /** By volume: what was on no disk before, so that it is the host that wrote it. */
  readonly late: Map<string, WriteSet>;
}

interface Late {
  readonly at: Micros;
  readonly volume: string;
  readonly what: string;
}

/**
 * Evaluated at each write that reaches the media of a volume: by whom it was acknowledged is known from its number. A host
 * is barred from the start of the first step of a takeover that comes after fencing, until it mounts the volume again in a
 * takeover, or is told to start again with its own: then it may come up late, after its power has returned. What it writes
 * meanwhile is a violation on the host's own device, and wherever the stand-in uses the device or mounts it later: a storage
 * system may go on to send what it holds to a copy that nobody takes. But not on its own device where the takeover is called
 * off, or none is under way, since the former holder, whose power came back by itself, is seen at work before anybody has taken
 * its place.
 *
 * What was on a disk before the host was barred is a storage system's to send, in the order in which it was written, until the
 * mirror is split off: the more of it arrives, the less is lost, and nobody works there yet. From then on, once it was presented
 * to somebody, it would change data under whoever takes it: that is a violation as soon as they work with it.
 */
export const noWriteAfterFence: Invariant = {
  name: "no-write-after-fence",
  about:
    "Nothing that a fenced host had still under way reaches a volume or copy that its stand-in uses or will use, nor does " +
    "what a storage system sends to a mirror after that was split off: it would change data that the stand-in already works with.",
  idle: "nothing was written while a host was fenced",
  appliesTo: all(decides, writes),
  watch: (finding, { undertakings }) => {
    const barred = new Map<string, Bar>();
    /** Who mounted a device last. */
    const users = new Map<string, string>();
    /** The volumes that a host has mounted since it last began to start. */
    const worked = new Map<string, Set<string>>();
    /** To whom a device was presented last, unless it has become a mirror since. */
    const given = new Map<string, string>();
    /** What a storage system has sent there since, by device. */
    const sentAfter = new Map<string, Late[]>();
    const authors = new WriteAuthors();
    const accuse = (late: readonly Late[]) => {
      for (const { at, what } of late) finding.violated(at, what);
    };
    const arrive = (device: string, late: Late) => {
      const taker = given.get(device);
      if (taker === undefined) return;
      if (users.get(device) === taker) finding.violated(late.at, late.what);
      else sentAfter.set(device, [...(sentAfter.get(device) ?? []), late]);
    };
    /** It is heard between two attempts to replace it, before anybody has taken its place: nobody is going to, and it goes on. */
    const goOn = (host: string) => {
      const isReplaced = undertakings.recoveriesUnderWay().some(({ of }) => of.from === host);
      const bar = barred.get(host);
      // What a stand-in that was let go mounted to start again as itself takes nobody's place.
      if (!isReplaced && bar && [...bar.mounted].every((volume) => !worksWith(host, volume))) barred.delete(host);
    };
    const worksWith = (host: string, volume: string) => worked.get(host)?.has(volume) ?? false;
    /** A host takes over, and was barred until now. */
    const lift = (host: string) => {
      accuse(barred.get(host)?.own ?? []);
      barred.delete(host);
    };
    return {
      finish: () => {
        for (const { own } of barred.values()) accuse(own);
      },
      hears: {
        NoteMade: ({ note }) => {
          if (note.kind === "ended" && note.because.rule === "seen-at-work")
            return void barred.delete(note.because.host);
          if (note.kind === "verdict" && note.verdict === "healthy") return goOn(note.host);
          if (note.kind !== "step-begun" || note.phase === "fence" || note.phase === "person") return;
          const { from, to, recovers } = note.of;
          if (!recovers || from === undefined || to === undefined) return;
          // A host that takes over is barred no more than one that begins to.
          lift(to);
          if (from === to) return;
          const before = barred.get(from);
          if (before?.standIn === to) return;
          const { reached, own, late } = before ?? {
            reached: new Map<string, Late[]>(),
            own: [],
            late: new Map<string, WriteSet>(),
          };
          barred.set(from, { standIn: to, reached, own, late, mounted: new Set() });
        },
        HostStageChanged: ({ host, to }) => {
          if (to === "booting") worked.delete(host);
        },
        DevicePresented: ({ device, host }) => {
          if (given.get(device) !== host) sentAfter.delete(device);
          given.set(device, host);
        },
        MirrorEstablished: ({ device }) => {
          for (const known of [users, given, sentAfter]) known.delete(device);
        },
        DataMounted: ({ host, volume, device }) => {
          users.set(device, host);
          worked.set(host, (worked.get(host) ?? new Set()).add(volume));
          accuse(sentAfter.get(device) ?? []);
          sentAfter.delete(device);
          if (undertakings.recoveriesUnderWay().some(({ of }) => of.to === host)) lift(host);
          for (const { standIn, reached, own, mounted } of barred.values()) {
            if (standIn !== host) continue;
            mounted.add(volume);
            accuse([...(reached.get(device) ?? []), ...own.filter((each) => each.volume === volume)]);
            reached.delete(device);
            own.splice(0, own.length, ...own.filter((each) => each.volume !== volume));
          }
        },
        WritesAcknowledged: ({ host, volume, range }) => authors.acknowledged(host, volume, range),
        WritesDropped: ({ volume, range }) => authors.dropped(volume, range),
        WritesStored: ({ volume, device, range, at }) => {
          const fresh = authors.arrived(volume, range);
          const author = authors.authorOf(volume, range);
          if (author === undefined) return;
          if (barred.size > 0) finding.stake();
          const bar = barred.get(author);
          if (bar === undefined) return;
          for (const each of fresh) bar.late.set(volume, withWrites(bar.late.get(volume) ?? [], each));
          const what = `${writesOf(range)} of ${author} reached ${device} after it was fenced`;
          const late = { at, volume, what };
          const isItsOwn = difference([range], bar.late.get(volume) ?? []).length === 0;
          if (!isItsOwn) return arrive(device, late);
          const user = users.get(device);
          if (user === bar.standIn || (user === author && bar.mounted.has(volume))) return finding.violated(at, what);
          if (user === author) return void bar.own.push(late);
          bar.reached.set(device, [...(bar.reached.get(device) ?? []), late]);
        },
      },
    };
  },
};

function writesOf({ from, to }: WriteRange): string {
  return to - from === 1 ? `write ${from}` : `writes ${from} to ${to - 1}`;
}
