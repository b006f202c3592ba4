/** Nobody who is known to be well is cut off: what was heard of a host after it was given up counts. */
import { namedIn } from "../../model/index.js";
import { type Action, instant, type NoteOf, say } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import { subjectsOf } from "../account/undertaking-account.js";
import type { RecordOf } from "../hearing.js";
import { runs } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** The undertakings that a host is replaced in, or started anew. */
const REPLACES: ReadonlySet<string> = new Set(["takeover", "own life"]);

/** What one machine holds against one host, and what it has heard of it since. */
interface Charge {
  /** Since when, or since when something was last done to it: only what was said later is evidence. */
  since: Micros;
  /** What takes the charge back: a word of the kind that was missed; no older than so much when it arrives. */
  readonly by: "report" | "answer" | "either";
  readonly within: Micros;
  /** When the first such word since then was delivered. */
  clearedAt: Micros | null;
  /** Something was done to it since: what it had said before may not be so any more, even where that takes the verdict back. */
  readonly isActedOn: boolean;
}

/**
 * Evaluated when a takeover begins, and at each order that shuts down, cuts off, unplugs, or takes data from the host that it
 * takes over from, by the machine that thinks ill of it: that was silent, or did not come up in time. Its own silence is what
 * a host is given up for; one that is said to malfunction is not well because it is heard. Moves that the plan wants,
 * whatever the host is like, are not meant: failback, giving way, room that is made on a stand-in; nor is a host that is to
 * go on with its own life, unless it serves that already. Nor is one that comes by itself when its stand-in is being started:
 * that one may serve any moment, and two would.
 */
export const noneWhoServesIsCutOff: Invariant = {
  name: "none-who-serves-is-cut-off",
  about:
    "A host that serves is not cut off once the machine has heard of it again: a verdict is open until another host may " +
    "serve instead.",
  idle: "nobody was heard to work after all whom a verdict had given up",
  appliesTo: runs("failover"),
  watch: (finding, { context, hosts, undertakings }) => {
    /** By place and host. */
    const charges = new Map<string, Charge>();
    /** By service: who serves it. */
    const serving = new Map<string, string>();
    for (const { name, runsOn } of context.spec.services) serving.set(name, runsOn);
    /** Hosts that were told to boot, by the order, and those that said that they could not. */
    const booting = new Map<string, string>();
    const useless = new Set<string>();
    const charge = (place: string, host: string, since: Micros, by: Charge["by"], within: Micros = Infinity) =>
      void charges.set(keyOf(place, host), { since, by, within, clearedAt: null, isActedOn: false });
    const judge = (place: string, host: string, services: readonly string[], what: string, at: Micros) => {
      const held = charges.get(keyOf(place, host));
      if (held === undefined || useless.has(keyOf(place, host))) return;
      finding.stake();
      const { clearedAt } = held;
      const isServing = hosts.isAvailable(host) && services.some((each) => serving.get(each) === host);
      if (clearedAt === null || !isServing) return;
      finding.violated(at, say`${what} against ${host}, which serves and was heard again at ${instant(clearedAt)}`);
    };
    const onEnd = (place: string, { of, result, because }: NoteOf<"ended">, at: Micros) => {
      if (of.to === undefined || !of.recovers) return;
      if (result === "done") charges.delete(keyOf(place, of.to));
      else if (of.to !== of.from && because.rule === "gave-up") charge(place, of.to, at, "either");
    };
    return {
      hears: {
        ServiceUp: ({ service, host }) => void serving.set(service, host),
        ServiceDown: ({ service }) => void serving.delete(service),
        HostHeard: ({ place, host, by, saidAt, at }) => {
          const held = charges.get(keyOf(place, host));
          if (held === undefined || saidAt <= held.since || at - saidAt > held.within) return;
          if (held.by === "either" || held.by === by) held.clearedAt ??= at;
        },
        // It came up without what it needs: that it is heard proves nothing.
        OutcomeDelivered: ({ place, id, outcome }) => {
          const booted = booting.get(`${place}\n${id}`);
          booting.delete(`${place}\n${id}`);
          if (booted !== undefined && outcome.status === "failed") useless.add(keyOf(place, booted));
        },
        // What a machine heard in an earlier life it may have forgotten.
        ControllerChanged: ({ place }) => {
          for (const [key, held] of charges) if (key.startsWith(keyOf(place, ""))) held.clearedAt = null;
        },
        NoteMade: ({ place, note, at }) => {
          if (note.kind === "verdict") onVerdict(charges, place, note, at);
          else if (note.kind === "ended") onEnd(place, note, at);
          else if (note.kind === "begun" && REPLACES.has(note.of.kind) && note.of.from !== undefined)
            judge(place, note.of.from, subjectsOf(note.of, "service"), "a takeover begins", at);
        },
        EffectSent: ({ place, id, action, at }) => {
          if (action.kind === "boot") {
            booting.set(`${place}\n${id}`, action.host);
            useless.delete(keyOf(place, action.host));
          }
          const struck = undertakings.recoveriesUnderWay().flatMap(({ of, steps }) => {
            if (!REPLACES.has(of.kind) || of.from === undefined) return [];
            const relay = namedIn(context.spec.hosts, of.from)?.relay;
            const isReplaced = of.to !== of.from && steps.some(({ phase }) => phase === "boot");
            const found = { host: of.from, services: subjectsOf(of, "service"), isReplaced };
            return destroys(action, of.from, relay) ? [found] : [];
          });
          const isUnheard = ({ host }: { readonly host: string }) =>
            charges.get(keyOf(place, host))?.clearedAt === null;
          const others = struck.filter(isUnheard);
          // Whoever hangs on the relay of a host that cannot be known to be well goes down with it.
          for (const { host, services, isReplaced } of others.length > 0 ? others : struck)
            if (!isReplaced) judge(place, host, services, action.kind, at);
          for (const { host } of struck) {
            const held = charges.get(keyOf(place, host));
            if (held !== undefined) Object.assign(held, { since: at, clearedAt: null, isActedOn: true });
          }
        },
      },
    };
  },
};

function onVerdict(
  charges: Map<string, Charge>,
  place: string,
  { host, verdict, because }: NoteOf<"verdict">,
  at: RecordOf<"NoteMade">["at"],
): void {
  const key = keyOf(place, host);
  const held = charges.get(key);
  if (verdict === "healthy") {
    // It takes back what it thought; what it does then is still held against what it has heard.
    if (held?.isActedOn === false) held.clearedAt ??= at;
    return;
  }
  const by = MISSED[because.rule];
  if (by === undefined) charges.delete(key);
  else {
    const within = because.rule === "stale" ? because.shift : Infinity;
    charges.set(key, { since: at, by, within, clearedAt: null, isActedOn: false });
  }
}

/** By the rule of a verdict: what was missed. */
const MISSED: Readonly<Record<string, Charge["by"]>> = {
  "reports-missed": "report",
  suspicion: "report",
  stale: "report",
  "queries-missed": "answer",
};

function destroys(action: Action, host: string, relay: string | null | undefined): boolean {
  switch (action.kind) {
    case "order-shutdown":
    case "unplug":
      return action.host === host;
    case "switch-relay":
      return action.relay === relay && action.to === "off";
    case "withdraw":
      return action.from === host;
    default:
      return false;
  }
}

function keyOf(place: string, host: string): string {
  return `${place}\n${host}`;
}
