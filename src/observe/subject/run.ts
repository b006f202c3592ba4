/** The run as a whole: one in every world, without a name. */
import type { SubjectKind } from "./subject.js";

export const run: SubjectKind = { kind: "run", names: () => [""] };
