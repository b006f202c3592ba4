/** People who tell the controllers what they did or want: they say it again until it is heard. */
import type { Message, Platform } from "../control/index.js";
import type { Addressees } from "./addressees.js";
import type { Ground } from "./ground.js";
import type { Host } from "./host.js";
import { type ManagementPath, RETRY } from "./management-path.js";
import type { Monitor } from "./monitor.js";
import type { Place } from "./place.js";

interface Surroundings extends Ground {
  readonly management: ManagementPath;
  readonly addressees: Addressees;
  readonly agents: ReadonlyMap<string, { readonly monitors: readonly { readonly host: Host }[] }>;
  readonly monitors: ReadonlyMap<string, Pick<Monitor, "checkAnew" | "noteRepair" | "said">>;
  host(name: string): Host;
  place(name: string): Place;
}

export class People {
  constructor(private readonly world: Surroundings) {}

  /**
   * A host was repaired and tested: the plug goes back in, and the controllers are told by those who did it. So are they of
   * others that its agent watches, or that lost their power with it, and which may have been given up for their silence, where
   * nothing is wrong with them.
   */
  serviced(name: string): void {
    const repaired = this.world.host(name);
    // Something else is still broken: nobody who has tested it would say that it may be used.
    if (!repaired.responds || repaired.hasBrokenParts) return;
    this.declareFit(repaired, () => repaired.responds);
    for (const host of this.alsoGivenUpWith(repaired)) {
      if (host !== repaired && host.isIntact) this.declareFit(host, () => host.isIntact);
    }
  }

  /** Of those behind its relay none whose plug was pulled: that was for a reason of its own. */
  private alsoGivenUpWith({ name, relay }: Host): ReadonlySet<Host> {
    const watched = (this.world.agents.get(name)?.monitors ?? []).map(({ host }) => host);
    const fed = (relay?.feeds ?? []).map((each) => this.world.host(each));
    return new Set([...watched, ...fed.filter(({ isUp, power }) => !isUp && power.isPlugged)]);
  }

  private declareFit(host: Host, holds: () => boolean): void {
    const { reports, load } = this.world.addressees;
    host.power.plugIn();
    const monitor = this.world.monitors.get(host.name);
    monitor?.noteRepair();
    const doneAt = this.world.kernel.now;
    const body = (): Message => ({
      kind: "serviced",
      host: host.name,
      doneAt,
      ...(!host.power.isPlugged && { unplugged: true as const }),
      ...monitor?.said,
    });
    // That it was repaired wipes out what was said against it: its agent says once more what is still wrong.
    const heard = (place: string) => (place === reports ? monitor?.checkAnew() : undefined);
    for (const place of new Set([reports, load])) this.tell(place, body, holds, () => heard(place));
  }

  /** An operator orders that a host takes back what it serves when all is well. */
  orderFailback(host: string): void {
    this.world.record({ kind: "FailbackOrdered", host });
    this.tell(this.world.addressees.reports, () => ({ kind: "fail-back", host }));
  }

  /** Somebody makes a host of something else, its own data with it, and tells whoever moves services, or helps them, what it is made of now. */
  upgrade(name: string, platform: Platform): void {
    const host = this.world.host(name);
    // What comes of it is told after it.
    this.world.record({ kind: "HostUpgraded", host: name, platform });
    host.upgrade(platform);
    const body = { kind: "configuration", host: name, platform } as const;
    const { reports, load } = this.world.addressees;
    for (const place of new Set([reports, load]))
      this.tell(
        place,
        () => body,
        () => host.platform === platform,
      );
  }

  /**
   * Somebody tells the machines at a place something, until it is heard.
   * @param body as it is to be said then
   * @param holds whether it is still so: what is not true any more is not said again
   * @param heard called when it was
   */
  tell(name: string, body: () => Message, holds: () => boolean = () => true, heard?: () => void): void {
    const { kernel, management } = this.world;
    const place = this.world.place(name);
    if (!place.isManned) return;
    const again = () =>
      void kernel.after(RETRY, () => {
        if (holds()) this.tell(name, body, holds, heard);
      });
    const said = () => {
      if (!place.hears) return again();
      place.receive({ from: "people", over: management.name, heardAt: kernel.now, count: 1, body: body() });
      heard?.();
    };
    management.carry(said, again);
  }
}
