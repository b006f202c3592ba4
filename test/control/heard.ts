/** What somebody said, as it comes in. */
import type { Input, Message } from "../../src/control/index.js";
import type { Micros } from "../../src/units/index.js";

export function heard(body: Message, heardAt: Micros, from = "outside"): Input {
  return { kind: "message", from, over: null, heardAt, count: 1, body };
}
