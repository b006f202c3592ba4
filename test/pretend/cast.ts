/** The greeting machine on the bench: `place anna greeting other=bert begins=yes over=lan,san`. */
import type { Message } from "../../src/control/index.js";
import { SECOND } from "../../src/units/index.js";
import { type Cast, castOf } from "../control/cast/cast.js";
import { greeter } from "./greeting/machine.js";

const acquaintance = "two-friends";

export const greeting: Cast = castOf(
  greeter,
  (options, place) => ({
    acquaintance,
    self: place,
    other: options.get("other")!,
    over: options.get("over")!.split(","),
    begins: options.get("begins") === "yes",
    every: 10 * SECOND,
    misses: 3,
    patience: 5 * SECOND,
  }),
  {
    commands: {
      // A hello of the other one comes over a network; the bench does not beat by itself.
      hello: (seat, [from = "", over = ""], now) => seat.hear(from, over, { kind: "hello", acquaintance }, now),
    },
    hides: (effect) => effect.kind === "beat",
    say: (effect) => (effect.kind === "send" ? sayOver(effect.to.over, effect.to.place, effect.body) : null),
  },
);

function sayOver(over = "any network", place: string, { kind }: Message): string {
  return `say ${kind} to ${place} over ${over}`;
}
