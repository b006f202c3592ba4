/** Hunts whose findings are known. */
import type { Hunt } from "../../campaign/hunt.js";

/** Whoever tries it finds nothing, something, an error, no end, or is dead. */
const attempts: readonly (() => string | null)[] = [
  () => null,
  () => "a fault",
  () => {
    throw new Error("a defect");
  },
  () => {
    for (;;);
  },
  () => process.exit(3),
  () => null,
];

const known: Hunt<number> = {
  name: "known",
  about: "findings that are known",
  fixed: { from: 0, count: attempts.length },
  limitSeconds: 3,
  input: (seed) => seed,
  attempt: (seed) => attempts[seed]!(),
};

export const hunts = [known] as readonly Hunt[];
