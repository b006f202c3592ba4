/** Services do not get hosts and give them back over and over, nor begin to be taken over in vain without an end. */
import { duration, type NoteOf, say } from "../../control/index.js";
import { HOUR, type Micros } from "../../units/index.js";
import { subjectsOf } from "../account/undertaking-account.js";
import { decides } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** Unless the scenario says otherwise. */
const USUAL = { most: 10, within: HOUR };

/** What a host said just before it failed may come late, and some of it once more when it is asked for. */
const BELIEVED_IN_VAIN = 2;

type Ended = NoteOf<"ended">;

/**
 * Evaluated at each turn from growing to shrinking or back, and at each takeover, when it is done: of one that was given up nothing
 * turned. Also at each that is called off because the former holder is at work, as is believed: whether it ran at all since that
 * takeover began.
 */
export const noFlapping: Invariant = {
  name: "no-flapping",
  about:
    "Within the time that the scenario says (an hour unless it does) a service turns from growing to shrinking, or is " +
    `taken over, at most so many times (${USUAL.most}): each turn costs copies, boots and users, and helps nobody. Nor are ` +
    `more than ${BELIEVED_IN_VAIN} takeovers in a row called off for the sake of a host that did not run meanwhile: nobody would ever stand in.`,
  idle: "no service was taken over, or turned from growing to shrinking",
  appliesTo: decides,
  watch: (finding, { context, hosts }) => {
    const { most, within } = context.flapping ?? USUAL;
    const last = new Map<string, "grow" | "shrink">();
    const turns = new Map<string, Micros[]>();
    const turn = (service: string, at: Micros): void => {
      const recent = [...(turns.get(service) ?? []).filter((each) => each > at - within), at];
      turns.set(service, recent);
      finding.stake();
      if (recent.length > most)
        finding.violated(at, say`${service} turned ${recent.length} times within ${duration(within)}`);
    };
    /** By host when it ran last, of those that do not now. */
    const ranAt = new Map<string, Micros>();
    const ran = new Set(context.spec.hosts.flatMap(({ name }) => (hosts.isAvailable(name) ? [name] : [])));
    const look = (host: string, at: Micros): void => {
      if (hosts.isAvailable(host)) ran.add(host);
      else if (ran.delete(host)) ranAt.set(host, at);
    };
    /** By takeover when it began, and by service how many in a row were called off for nothing. */
    const begunAt = new Map<string, Micros>();
    const inVain = new Map<string, number>();
    const calledOff = (takeover: string, { of, because, result }: Ended, at: Micros): void => {
      const host = because.rule === "seen-at-work" ? because.host : null;
      if (host === null && result !== "done") return;
      const didRun = host === null || ran.has(host) || (ranAt.get(host) ?? -1) >= (begunAt.get(takeover) ?? 0);
      for (const service of subjectsOf(of, "service")) {
        const count = didRun ? 0 : (inVain.get(service) ?? 0) + 1;
        inVain.set(service, count);
        if (host === null) continue;
        finding.stake();
        if (count > BELIEVED_IN_VAIN)
          finding.violated(at, say`${count} takeovers of ${service} in a row were called off, and ${host} did not run`);
      }
    };
    return {
      hears: {
        HostStageChanged: ({ host, at }) => look(host, at),
        HostPowerChanged: ({ host, at }) => look(host, at),
        HostHealthChanged: ({ host, at }) => look(host, at),
        NoteMade: ({ place, note, at }) => {
          if (note.kind === "begun" && note.of.recovers) begunAt.set(`${place} ${note.of.id}`, at);
          if (note.kind !== "ended") return;
          if (note.of.recovers) calledOff(`${place} ${note.of.id}`, note, at);
          if (note.result !== "done") return;
          const { kind, recovers } = note.of;
          for (const service of subjectsOf(note.of, "service")) {
            if (recovers) turn(service, at);
            if (kind !== "grow" && kind !== "shrink") continue;
            const before = last.get(service);
            last.set(service, kind);
            if (before !== undefined && before !== kind) turn(service, at);
          }
        },
      },
    };
  },
};
