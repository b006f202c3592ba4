/** How what transfers are about is told. */
import type { Endpoint } from "../../control/index.js";

/** A volume, or the copy that a transfer made of it. */
export function sayEndpoint({ volume, array, copy }: Endpoint): string {
  return copy === null ? volume : `the copy of ${volume} in ${array}`;
}
