/** Data that another make can use as it is: one format that both read and write, so that it goes back as it came. */
import { family } from "../../platform.js";

/** Names of operating systems or products: versions and hardware decide nothing about the format of data. */
export interface UsableAsIs {
  readonly of: "data";
  readonly from: string;
  readonly to: string;
  readonly by: "as-is";
}

export function isUsableAsIs(way: { readonly by: string }): way is UsableAsIs {
  return way.by === "as-is";
}

/**
 * Whether a host that writes data in one format can use what is in the other, in either direction.
 * @param own as `formatOf` tells it: the families of an operating system and of the applications
 */
export function readsAsItIs(known: readonly { readonly by: string }[], format: string, own: string): boolean {
  if (format === own) return true;
  const [there, here] = [format.split(" "), own.split(" ")];
  const isBetween = ({ from, to }: UsableAsIs): boolean => there.includes(family(from)) && here.includes(family(to));
  return known
    .filter((way) => isUsableAsIs(way))
    .some((way) => isBetween(way) || isBetween({ ...way, from: way.to, to: way.from }));
}
