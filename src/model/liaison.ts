/** Between two controllers on machines of their own: one tells the other what it does, the other asks it for hosts. */
import type { Input, Note, Outcome } from "../control/index.js";
import { SECOND } from "../units/index.js";
import type { Ground } from "./ground.js";
import type { Network } from "./network.js";
import type { Record as WorldRecord } from "./record.js";

/** What could not be delivered is sent again after this time, as TCP does for want of an acknowledgement. */
const RESEND = SECOND;

interface Talker {
  readonly place: string;
  readonly alive: boolean;
  deliver(input: Input): void;
  ask(host: string, service: string | null, answered: (refused: string | null) => void): void;
}

interface Surroundings extends Ground {
  listen(listener: (record: WorldRecord) => void): void;
}

export class Liaison {
  /** News that have not arrived, in their order. */
  private readonly outbox: Note[] = [];
  private sending = false;

  /** @param from whoever moves services, and has the last word on hosts; @param to whoever balances load */
  constructor(
    private readonly world: Surroundings,
    private readonly from: Talker,
    private readonly to: Talker,
    private readonly network: Network,
  ) {
    world.listen((record) => {
      if (record.kind !== "NoteMade" || record.place !== from.place) return;
      this.outbox.push(record.note);
      if (!this.sending) this.send();
    });
  }

  /** News wait while the network is cut or the other machine is down: they arrive late, but in order and once. */
  private send(): void {
    const [note] = this.outbox;
    this.sending = note !== undefined;
    if (note === undefined) return;
    const { kernel } = this.world;
    kernel.after(this.network.spec.latency, () => {
      if (!this.network.up || !this.to.alive) return void kernel.after(RESEND, () => this.send());
      this.outbox.shift();
      this.to.deliver({ kind: "news", note });
      this.send();
    });
  }

  /** A question is asked once: whoever hears nothing asks anew. */
  ask(host: string, service: string | null, settle: (outcome: Outcome | null) => void): void {
    const lost = () => settle(null);
    this.carry(() => {
      if (!this.from.alive) return lost();
      this.from.ask(host, service, (refused) => {
        this.carry(() => settle(refused === null ? { status: "done" } : { status: "failed", why: refused }), lost);
      });
    }, lost);
  }

  private carry(arrived: () => void, lost: () => void): void {
    if (!this.network.up) return lost();
    this.world.kernel.after(this.network.spec.latency, () => (this.network.up ? arrived() : lost()));
  }
}
