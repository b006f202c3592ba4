/** What is taken for fenced was looked at after it was told to stop. */
import { behindRelays } from "../behind-relays.js";
import { type Action, type Found, instant, say } from "../../control/index.js";
import type { Micros } from "../../units/index.js";
import { decides } from "./applies.js";
import type { Invariant } from "./invariant.js";

/** What was asked for about one host, by whomever, and what those who did learnt. */
interface Knowledge {
  /** When the last command was sent that may have changed whether the host works. */
  commandedAt: Micros;
  /** When the last of those was sent that may have brought it up. */
  startedAt: Micros;
  /** And when the last that may have done so, or moved the contacts of its relay. */
  movedAt: Micros;
  /** Its power was to be cut since, and nobody has said that it has any: whoever orders that once more changes nothing. */
  isCut: boolean;
  /** By the place of the logic that got the answer. */
  readonly proven: Map<string, Proven>;
}

interface Proven {
  /** When the question was asked whose answer was that the host is off or in standalone, and nothing newer is known. */
  readonly evidenceOf: Micros | null;
  /** The same, of an orderly shutdown: the host stays down until something is sent that may bring it up. */
  readonly shutDownOf: Micros | null;
  /** The same, of contacts that are open: they stay so until something is sent that may move them. */
  readonly openOf: Micros | null;
}

/**
 * Evaluated when the stand-in of a takeover boots in a step of phase `boot`: among the answers that the logic itself got there
 * must be one that says that the former holder is off or in standalone, to a question that was asked no earlier than the last
 * command was given; that its relay is open, than the last one that may have moved that or brought it up: contacts that are open do
 * not close because they are to open once more, as when a slow line brings the answer only after that. Nor does it count as long
 * as a command is under way that brings hosts up: what was seen before that is carried out does not last. What a command itself found
 * counts; that it was acknowledged does not, nor that a plug was pulled and put back. What a shutdown came to counts also when the
 * power was to be cut since: the host stays down, and only what brings hosts up makes that worthless.
 */
export const fenceVerified: Invariant = {
  name: "fence-verified",
  about:
    "A host counts as fenced by evidence that is newer than the command, not because the command was acknowledged: a " +
    "lost answer is not success.",
  idle: "no host was fenced",
  appliesTo: decides,
  watch: (finding, { context, undertakings }) => {
    const knowledge = new Map<string, Knowledge>();
    const open = new Map<string, { readonly action: Action; readonly sentAt: Micros }>();
    for (const { name } of context.spec.hosts)
      knowledge.set(name, { commandedAt: 0, startedAt: 0, movedAt: 0, isCut: false, proven: new Map() });
    const hung = behindRelays(context.spec.hosts);
    const relayOf = new Map(context.spec.hosts.map(({ name, relay }) => [name, relay]));
    const behind = (relay: string): readonly string[] => hung.get(relay) ?? [];
    /** A host, and whoever hangs on its relay. */
    const besides = (name: string): readonly string[] => {
      const relay = relayOf.get(name);
      return relay === undefined ? [name] : behind(relay);
    };
    const command = (hosts: readonly string[], does: "starts" | "cuts" | "ends", at: Micros) => {
      for (const host of hosts) {
        const known = knowledge.get(host);
        if (known === undefined || (does === "cuts" && known.isCut)) continue;
        known.commandedAt = at;
        if (does !== "ends") {
          known.movedAt = at;
          known.isCut = does === "cuts";
        }
        if (does === "starts") {
          known.startedAt = at;
          known.proven.clear();
        }
        for (const [place, { shutDownOf, ...each }] of known.proven) {
          const openOf = does === "ends" ? each.openOf : null;
          known.proven.set(place, { evidenceOf: shutDownOf ?? openOf, shutDownOf, openOf });
        }
      }
    };
    /** It has power, or may: to cut that is another command than the one before. */
    const hasPower = (host: string): void => {
      const known = knowledge.get(host);
      if (known !== undefined) known.isCut = false;
    };
    /** Whom a command brings up, if it does. */
    const startedBy = (action: Action): readonly string[] => {
      if (action.kind === "switch-relay") return action.to === "on" ? behind(action.relay) : [];
      if (action.kind === "power-on") return besides(action.host);
      const isPutBack = action.kind === "unplug" && action.briefly === true;
      return action.kind === "boot" || isPutBack ? [action.host] : [];
    };
    /** Something is still to be carried out that brings it up. */
    const isStarting = (host: string): boolean => {
      for (const { action } of open.values()) if (startedBy(action).includes(host)) return true;
      return false;
    };
    return {
      hears: {
        EffectSent: ({ place, id, action, at }) => {
          open.set(`${place}\n${id}`, { action, sentAt: at });
          command(startedBy(action), "starts", at);
          if (action.kind === "switch-relay" && action.to === "off") command(behind(action.relay), "cuts", at);
          else if (action.kind === "order-shutdown") command([action.host], "ends", at);
        },
        HostHeard: ({ host }) => hasPower(host),
        OutcomeDelivered: ({ place, id, outcome }) => {
          const asked = open.get(`${place}\n${id}`);
          open.delete(`${place}\n${id}`);
          if (asked === undefined || outcome.status !== "done") return;
          const { action, sentAt } = asked;
          if (action.kind === "read-relay" && outcome.found?.what === "relay" && outcome.found.contacts === "closed")
            behind(action.relay).forEach(hasPower);
          for (const host of provenDown(action, outcome.found, behind)) {
            const known = knowledge.get(host);
            if (known === undefined) continue;
            if (sentAt < sinceWhen(action, known) || isStarting(host)) continue;
            const before = known.proven.get(place);
            const shutDownOf = action.kind === "order-shutdown" ? sentAt : (before?.shutDownOf ?? null);
            const openOf = action.kind === "read-relay" ? sentAt : (before?.openOf ?? null);
            known.proven.set(place, { evidenceOf: sentAt, shutDownOf, openOf });
          }
        },
        OutcomeLost: ({ place, id }) => void open.delete(`${place}\n${id}`),
        NoteMade: ({ place, note, at }) => {
          if (note.kind !== "step-begun" || note.phase !== "boot" || !note.of.recovers) return;
          const { from, to } = note.of;
          const steps = undertakings.find(place, note.of)?.steps ?? [];
          if (from === undefined || from === to || steps.length === 0) return;
          if (steps.slice(0, -1).some(({ phase }) => phase === "boot")) return;
          const known = knowledge.get(from);
          finding.stake();
          if (known === undefined || (known.proven.get(place)?.evidenceOf ?? null) !== null) return;
          const since = instant(known.commandedAt);
          finding.violated(at, say`${to ?? "nobody"} starts, and nobody looked since ${since} whether ${from} is down`);
        },
      },
    };
  },
};

/** A host that was ended stays down, and contacts that are open stay so, until something is sent that may change that. */
function sinceWhen({ kind }: Action, { commandedAt, startedAt, movedAt }: Knowledge): Micros {
  if (kind === "order-shutdown") return startedAt;
  return kind === "read-relay" ? movedAt : commandedAt;
}

/** The hosts that are off or in standalone by what an action found. */
function provenDown(
  action: Action,
  found: Found | undefined,
  behind: (relay: string) => readonly string[],
): readonly string[] {
  switch (action.kind) {
    case "order-shutdown":
    case "query":
      return found?.what === "stage" && (found.stage === "off" || found.stage === "standalone") ? [action.host] : [];
    case "read-relay":
      return found?.what === "relay" && found.contacts === "open" ? behind(action.relay) : [];
    case "unplug":
      return action.briefly === true ? [] : [action.host];
    default:
      return [];
  }
}
