/** What hosts see of volumes over the ports of storage systems. */
import type { DeviceAccess } from "../../control/index.js";
import type { Distribution } from "../../sim/index.js";

/** A volume as hosts see it over the ports of its storage system, whose paths they use as the policy says. */
export interface ExportSpec {
  readonly name: string;
  readonly volume: string;
  readonly array: string;
  /** The ports on which it is presented. */
  readonly via: readonly string[];
  /** The hosts that see it, and copies of it there; all that are cabled to it unless given. */
  readonly to?: readonly string[];
  /** It serves over all ports at once, or over those of one group at a time. */
  readonly access: DeviceAccess;
  /** The best first. */
  readonly portGroups: readonly (readonly string[])[];
  /** How long it takes until it serves over another group. */
  readonly trespass: Distribution;
}
