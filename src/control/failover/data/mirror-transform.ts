/** As conversions are, but read from the mirror of a device, so that the device itself and its adapter have nothing to do with it. */
import type { ActionOf } from "../../words.js";
import { mirrorOf } from "../devices.js";
import type { VolumeFacts } from "../volume-facts.js";
import type { DataStrategy } from "./strategy.js";
import { transform } from "./transform.js";
import { transformedLog } from "./transformed-log.js";

export const mirrorTransform: DataStrategy = {
  ...transform,
  name: "mirror-transform",
  about: "the data is copied from a mirror of its device and converted for another platform",
  lacks: (volume, to, facts) => lacksMirror(volume) ?? transform.lacks(volume, to, facts),
  stages: transform.stages.map((stage) => ({
    ...stage,
    act: (volume, to, facts) => {
      const act = stage.act(volume, to, facts);
      return act !== null && "kind" in act && act.kind === "transform" ? fromMirror(volume, act) : act;
    },
  })),
};

export const mirrorTransformedLog: DataStrategy = {
  ...transformedLog,
  name: "mirror-transformed-log",
  about: "as transformed-log, with the copies that are made ahead read from a mirror of the device",
  lacks: (volume, to, facts) => lacksMirror(volume) ?? transformedLog.lacks(volume, to, facts),
  ahead: (volume, to, facts) => {
    const act = transformedLog.ahead?.(volume, to, facts) ?? null;
    return act?.kind === "transform" ? fromMirror(volume, act) : act;
  },
};

function lacksMirror(volume: VolumeFacts): string | null {
  return mirrorOf(volume) === null ? `${volume.name} has no mirror` : null;
}

function fromMirror(volume: VolumeFacts, act: ActionOf<"transform">): ActionOf<"transform"> {
  return { ...act, device: mirrorOf(volume) ?? act.device };
}
