import { attacked, ATTACKS } from "./mutants/drawn/attacks.js";
import { violationsIn } from "../campaign/violations.js";
const seed = Number(process.argv[2]);
for (const w of ["drawn", "site"] as const) for (const a of Object.keys(ATTACKS)) { const r = attacked(w, a, seed); console.log(w, a, r === null ? "refused" : violationsIn(r)); }
