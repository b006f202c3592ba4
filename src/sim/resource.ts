/** A resource of several like units, granted in order of arrival. */

/** Gives a granted unit back; to be called once. */
export type Release = () => void;

export class Resource {
  private free: number;
  private readonly waiting: ((release: Release) => void)[] = [];

  /** @param units how many there are */
  constructor(units: number) {
    this.free = units;
  }

  /** Claims a unit; `granted` is called as soon as it is there, within this call when one is free. */
  claim(granted: (release: Release) => void): void {
    this.waiting.push(granted);
    this.grantNext();
  }

  private readonly release: Release = () => {
    this.free += 1;
    this.grantNext();
  };

  private grantNext(): void {
    if (this.free === 0) return;
    const granted = this.waiting.shift();
    if (granted === undefined) return;
    this.free -= 1;
    granted(this.release);
  }
}
