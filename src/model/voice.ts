/** What one machine says to others, by post: once, until it is heard, or again and again. */
import type { Address, Effect } from "../control/index.js";
import type { Heartbeat, Heartbeats } from "./heartbeat.js";
import type { Network } from "./network.js";
import type { Place, Resident } from "./place.js";
import type { Post, Sending } from "./post.js";

interface Surroundings {
  readonly post: Post;
  readonly heartbeats: Heartbeats;
  place(name: string): Place;
  network(name: string): Network;
}

export class Voice {
  private readonly beats = new Map<string, Heartbeat>();

  constructor(
    private readonly world: Surroundings,
    private readonly at: Place,
    private readonly speaker: Resident,
  ) {}

  send({ to, delivery, body }: Extract<Effect, { kind: "send" }>): void {
    const { world, at, speaker } = this;
    // Written out: there is nothing that happens more often.
    const over = to.over === undefined ? undefined : world.network(to.over);
    const sending: Sending = { from: at, to: world.place(to.place), over, body, by: speaker };
    if (delivery === "until-heard") this.world.post.sendReliably(sending);
    else this.world.post.send(sending);
  }

  /** Instead of what it says so far under that name. */
  beat({ beat, to, every, body }: Extract<Effect, { kind: "beat" }>): void {
    this.endBeat(beat);
    const heartbeat = this.world.heartbeats.add({
      ...this.routeTo(to),
      kind: body.kind,
      about: beat.subject,
      every,
      goesOn: () => this.at.alive,
      canSend: () => this.at.hears,
      body: () => body,
    });
    this.beats.set(`${beat.kind} ${beat.subject}`, heartbeat);
    heartbeat.start();
  }

  endBeat({ kind, subject }: Extract<Effect, { kind: "end-beat" }>["beat"]): void {
    const name = `${kind} ${subject}`;
    const beat = this.beats.get(name);
    if (beat === undefined) return;
    this.beats.delete(name);
    this.world.heartbeats.remove(beat);
  }

  /** It says nothing again and again any more. */
  fallSilent(): void {
    for (const beat of this.beats.values()) this.world.heartbeats.remove(beat);
    this.beats.clear();
  }

  private routeTo({ place, over }: Address) {
    const { world, at } = this;
    return { from: at, to: world.place(place), ...(over !== undefined && { over: world.network(over) }) };
  }
}
