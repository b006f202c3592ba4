/** Other controllers over the same hosts: what begins and ends here is told them, and which host is wanted. */
import { type Out, tellUntilHeard } from "../kit/desk.js";
import type { Message } from "../words.js";
import type { FailoverState } from "./state.js";

export function tellPeers({ config }: FailoverState, body: Message, out: Out): void {
  for (const peer of config.peers) tellUntilHeard(peer, body, out);
}
