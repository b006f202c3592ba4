/** Requests in service at a host whose I/O to an exported device has not ended, and over which paths that goes. */
import type { PathMap } from "../multipath/path-map.js";

export class DeviceIos {
  private readonly paths = new Map<number, PathMap>();

  /** @returns whether it is under way; it is not where the paths refuse everything */
  begin(paths: PathMap, slot: number): boolean {
    if (paths.refuses) {
      paths.refuse();
      return false;
    }
    this.paths.set(slot, paths);
    return true;
  }

  submit(slot: number, size: number): void {
    this.paths.get(slot)!.submit(slot, size);
  }

  has(slot: number): boolean {
    return this.paths.has(slot);
  }

  ended(slot: number): void {
    this.paths.delete(slot);
  }

  /** Nobody waits for it any more, if there is one. */
  withdraw(slot: number): void {
    this.paths.get(slot)?.withdraw(slot);
    this.paths.delete(slot);
  }
}
