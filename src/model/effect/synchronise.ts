/** Brings the copy that a host reads up to date, while it reads. */
import type { StorageResult } from "../storage/volume.js";
import { exchangeByManagement } from "./exchange.js";
import type { KindOfAction } from "./kind-of-action.js";

export const synchronise: KindOfAction<"synchronise"> = {
  kind: "synchronise",
  routine: true,
  over: "management",
  perform(world, { volume, device, to, by, rate }, settle) {
    exchangeByManagement(world, settle, (answer, lost) => {
      const ended = (result: StorageResult) =>
        answer("failed" in result ? { status: "failed", why: result.failed } : { status: "done" });
      world.replicator.synchronise(volume, device, to, { byHosts: by === "hosts", rate }, { ended, lost });
    });
  },
  say: ({ to, volume }) => `bring ${to}'s copy of ${volume} up to date`,
};
