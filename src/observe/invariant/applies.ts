/** What an invariant asks of a run to be at stake in it at all. */
import type { ObservationContext } from "../account/context.js";

type Applies = (context: ObservationContext) => boolean;

/** Some machine of one of these families runs, or nothing is known of who does. */
export function runs(...wanted: readonly string[]): Applies {
  return ({ families }) => families === undefined || families.some((each) => wanted.includes(each));
}

/** Anything decides at all. */
export const decides: Applies = ({ families }) => families === undefined || families.length > 0;

export const hasServices: Applies = ({ spec }) => spec.services.length > 0;

export const hasLoad: Applies = ({ spec }) => spec.services.some(({ load }) => load !== undefined);

export const writes: Applies = ({ spec }) =>
  spec.services.some(({ load }) => load?.classes.some((each) => each.writes !== undefined) === true);

export const hasVolumes: Applies = ({ spec }) => spec.arrays.some(({ volumes }) => volumes.length > 0);

export const hasExports: Applies = ({ spec: { exports = [] } }) => exports.length > 0;

export const hasRelays: Applies = ({ spec }) => spec.relays.length > 0;

export function all(...conditions: readonly Applies[]): Applies {
  return (context) => conditions.every((each) => each(context));
}
