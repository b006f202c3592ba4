/** What is ordered of storage systems, over the management path, and how they answer. */
import type { ActionOf, Found, Outcome } from "../../control/index.js";
import type { Answer } from "../storage/storage-processor.js";
import type { StorageResult } from "../storage/volume.js";
import type { World } from "../world.js";
import { exchangeByManagement } from "./exchange.js";
import type { Settle } from "./kind-of-action.js";

/** An order whose answer is a device, or why there is none. */
export function order(world: World, settle: Settle, give: (answer: Answer) => void): void {
  exchangeByManagement(world, settle, (answer, lost) => give({ ended: (result) => answer(outcomeOf(result)), lost }));
}

/** What a storage system did, as it is told. */
export function outcomeOf(result: StorageResult): Outcome {
  return "failed" in result
    ? {
        status: "failed",
        why: result.failed,
        ...(result.gone && { gone: true }),
        ...(result.refused && { refused: true }),
        ...(result.unmirrored && { unmirrored: true }),
      }
    : { status: "done", found: { what: "device", device: result.device, ...(result.alone && { alone: true }) } };
}

/** The device that the action names. */
export function sameDevice({ device }: { readonly device: string }): Found {
  return { what: "device", device };
}

/** One that is made for a host. */
export function newDevice({
  volume,
  to,
}: ActionOf<"copy" | "update" | "transform" | "export" | "import" | "restore">): Found {
  return { what: "device", device: `${volume}@${to}` };
}
