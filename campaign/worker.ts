/** A process of the crew: tries the inputs that it is told, one after the other. */
import { attempted } from "./attempted.js";
import type { Answer, Question } from "./crew.js";
import type { Hunt } from "./hunt.js";

const { hunts } = (await import(process.argv[2]!)) as { readonly hunts: readonly Hunt[] };

process.on("message", ({ hunt, seed }: Question) => {
  const chosen = hunts.find(({ name }) => name === hunt)!;
  void attempted(chosen, () => chosen.input(seed)).then((found) => process.send!({ found } satisfies Answer));
});
process.send!({ ready: true } satisfies Answer);
// Without whoever asked there is nothing left to do.
process.on("disconnect", () => process.exit());
// Ctrl-C reaches every process of a terminal: what is under way ends first.
process.on("SIGINT", () => undefined);
