/** What an end of a transfer is called, so that transfers with the same target are known for that. */
import type { Endpoint } from "../../control/index.js";

export function endpointName({ volume, array, copy }: Endpoint): string {
  return `${volume} ${array} ${copy ?? ""}`;
}
