/** Between two controllers on machines of their own: what one tells the other. */
import type { Message } from "../control/index.js";
import { SECOND } from "../units/index.js";
import type { Ground } from "./ground.js";
import type { Network } from "./network.js";

/** What could not be delivered is sent again after this time, as TCP does for want of an acknowledgement. */
const RESEND = SECOND;

interface Talker {
  readonly place: string;
  readonly alive: boolean;
  hear(from: string, body: Message, over?: string | null): void;
}

export class Liaison {
  /** What has not arrived, in its order. */
  private readonly outbox: { readonly from: string; readonly to: Talker; readonly body: Message }[] = [];
  private sending = false;

  constructor(
    private readonly world: Ground,
    private readonly network: Network,
  ) {}

  sendUntilHeard(from: string, to: Talker, body: Message): void {
    this.outbox.push({ from, to, body });
    if (!this.sending) this.send();
  }

  /** It waits while the network is cut or the other machine is down: it arrives late, but in order and once. */
  private send(): void {
    const [first] = this.outbox;
    this.sending = first !== undefined;
    if (first === undefined) return;
    const { kernel } = this.world;
    const { from, to, body } = first;
    kernel.after(this.network.spec.latency, () => {
      if (!this.network.up || !to.alive) return void kernel.after(RESEND, () => this.send());
      this.outbox.shift();
      to.hear(from, body, this.network.spec.name);
      this.send();
    });
  }

  /** What is sent once may get lost. */
  sendOnce(from: string, to: Talker, body: Message): void {
    if (!this.network.up) return;
    this.world.kernel.after(this.network.spec.latency, () => {
      if (this.network.up) to.hear(from, body, this.network.spec.name);
    });
  }
}
