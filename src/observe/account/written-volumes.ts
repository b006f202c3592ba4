/** The volumes that services write to. */
import type { WorldSpec } from "../../model/index.js";

export function writtenVolumes({ services }: WorldSpec): readonly string[] {
  const written = services.flatMap(({ load }) => load?.classes.flatMap(({ writes }) => writes ?? []) ?? []);
  return [...new Set(written)];
}
