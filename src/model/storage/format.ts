/** The format in which a host writes: another make may not be able to read it. */
import { formatOf, type Platform } from "../../control/index.js";
import type { VolumeSpec } from "../spec.js";

interface PlatformOwner {
  readonly platform?: Platform | null;
}

/** The format in which a host writes a volume; `null` when nothing is known of its platform. */
export function formatOn({ platform = null }: PlatformOwner, { holds }: Pick<VolumeSpec, "holds">): string | null {
  return platform === null ? null : formatOf(platform, holds);
}
