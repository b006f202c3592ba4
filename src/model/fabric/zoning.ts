/** Who sees whom through the switches of the storage network: only members of a common zone, as soon as there is one. */
import type { ZoneSpec } from "../spec.js";

export class Zoning {
  /** By member. */
  private readonly zonesOf = new Map<string, string[]>();

  constructor(private readonly zones: readonly ZoneSpec[]) {
    for (const { name, members } of zones)
      for (const member of members) this.zonesOf.set(member, [...(this.zonesOf.get(member) ?? []), name]);
  }

  /** Nobody is kept from anybody. */
  get isOpen(): boolean {
    return this.zones.length === 0;
  }

  /** The zones that somebody, or its link, has in common with a port. */
  between(start: string, link: string, port: string): readonly string[] {
    const far = this.zonesOf.get(port) ?? [];
    const near = [...(this.zonesOf.get(start) ?? []), ...(this.zonesOf.get(link) ?? [])];
    return far.filter((zone) => near.includes(zone));
  }
}
