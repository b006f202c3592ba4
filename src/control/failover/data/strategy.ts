/** How the data of a volume gets to a stand-in: one strategy a file, see the index of this folder. */
import type { Action } from "../../effect.js";
import type { VolumeFacts } from "../facts.js";

export interface DataStrategy {
  readonly name: string;
  readonly about: string;
  /** The action that makes a volume ready for a host, or why this strategy has none. */
  readonly act: (volume: VolumeFacts, to: string) => Action | { readonly cannot: string };
}
