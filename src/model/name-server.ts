/** A name service: users ask it for the address of a service, and go on with the answer until its time to live ends. */
import type { Micros } from "../units/index.js";
import type { Changes } from "./changes.js";
import type { Ground } from "./ground.js";
import type { Network } from "./network.js";
import { Place } from "./place.js";
import type { NameServerSpec } from "./spec.js";

type Surroundings = Ground &
  Pick<Changes, "refresh"> &
  ConstructorParameters<typeof Place>[0] & { network(name: string): Network };

/** What it answers from an instant on; `null`: nothing, for it does not work. */
interface Answer {
  readonly since: Micros;
  readonly address: string | null;
}

/** Spreads users over the time to live, whatever else is drawn from the number that tells them apart. */
const SCATTER = 1_000_003;

export class NameServer {
  /** Where it is told of changes. */
  readonly place: Place;
  private working = true;
  private readonly registered = new Map<string, string>();
  /** By service, the oldest first. */
  private readonly answers = new Map<string, Answer[]>();

  constructor(
    private readonly world: Surroundings,
    readonly spec: NameServerSpec,
  ) {
    const networks = [world.network(spec.network)];
    const carrier = { isConnected: true, hung: false };
    this.place = new Place(world, { name: spec.name, networks, store: 0 }, carrier);
  }

  get up(): boolean {
    return this.working;
  }

  /** The address that a service is registered with. */
  addressOf(service: string): string | null {
    return this.registered.get(service) ?? null;
  }

  /** A service that it names from the beginning. */
  admit(service: string, address: string): void {
    this.registered.set(service, address);
    this.answers.set(service, [{ since: -Infinity, address }]);
  }

  /** From now on whoever asks is told this address; who has asked before finds out when the time to live ends. */
  register(service: string, address: string): void {
    if (this.registered.get(service) === address) return;
    this.registered.set(service, address);
    this.answer(service, address);
    this.world.record({ kind: "NameRegistered", server: this.spec.name, service, address });
    this.world.refresh();
  }

  setUp(up: boolean): void {
    if (this.working === up) return;
    this.working = up;
    for (const [service, address] of this.registered) this.answer(service, up ? address : null);
    this.world.refresh();
  }

  /**
   * Where a user looks for a service now; `null` when nobody could tell.
   * @param source of (0, 1): who asks; every user asks at an interval of the time to live, each at an instant of its own
   */
  addressFor(service: string, source: number): string | null {
    const { ttl } = this.spec;
    const { now } = this.world.kernel;
    const phase = Math.floor(((source * SCATTER) % 1) * ttl);
    const askedAt = now - ((((now - phase) % ttl) + ttl) % ttl);
    const answers = this.answers.get(service)!;
    let index = answers.length - 1;
    while (answers[index]!.since > askedAt) index -= 1;
    // Who got no answer asks again and again until there is one.
    while (answers[index]?.address === null) index += 1;
    return answers[index]?.address ?? null;
  }

  /** Forgets what nobody can still go by. */
  private answer(service: string, address: string | null): void {
    const since = this.world.kernel.now;
    const answers = [...this.answers.get(service)!, { since, address }];
    const outdated = answers.filter((_, index) => (answers[index + 1]?.since ?? Infinity) <= since - this.spec.ttl);
    this.answers.set(service, answers.slice(outdated.length));
  }
}
