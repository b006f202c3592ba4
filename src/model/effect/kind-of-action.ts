/** What there is to know of one kind of action: how it is carried out, how it is told, how long it takes. One file each in this folder. */
import type { ActionKind, ActionOf, Found, Outcome } from "../../control/index.js";
import type { Place } from "../place.js";
import type { WorldSpec } from "../spec.js";
import type { World } from "../world.js";

/** Called once, now or later: with the outcome, or with `null` when the answer is lost. */
export type Settle = (outcome: Outcome | null) => void;

export interface KindOfAction<K extends ActionKind> {
  readonly kind: K;
  /** It happens again and again: its actions are not recorded one by one. */
  readonly routine?: true;
  /** What the order and its answer go over, where that are not networks; absent beside an absent `goesTo`: they are on no way. */
  readonly over?: "management" | "relay";
  /** To whom they go over the networks: a host, a director, a name server. */
  goesTo?(action: ActionOf<K>, spec: WorldSpec): string | undefined;
  /** @param from where the machine runs that wants it */
  perform(world: World, action: ActionOf<K>, settle: Settle, from: Place): void;
  /** As an order to somebody, for a plan that is read before anything has happened. */
  say(action: ActionOf<K>, spec: Pick<WorldSpec, "hosts" | "relays">): string;
  /** On average, by the specification of the world; absent or `null`: that is not known. */
  takes?(action: ActionOf<K>, spec: WorldSpec): number | null;
  /** When all goes well, so that a plan can be followed to its end; absent: nothing beside that it is done. */
  finds?(action: ActionOf<K>): Found;
}
