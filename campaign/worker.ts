/** A process of the crew: tries the inputs that it is told, one after the other. */
import type { Answer, Question } from "./crew.js";
import { huntNamed } from "./index.js";
import { attempted } from "./attempted.js";

process.on("message", ({ hunt, seed }: Question) => {
  const chosen = huntNamed(hunt);
  void attempted(chosen, () => chosen.input(seed)).then((found) => process.send!({ found } satisfies Answer));
});
// Without whoever asked there is nothing left to do.
process.on("disconnect", () => process.exit());
