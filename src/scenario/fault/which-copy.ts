/** Which of the devices that hold a volume a fault means: what is in use, its mirror, or the copies that were made ahead. */
import * as z from "zod";
import type { Device, World } from "../../model/index.js";
import type { Parameters } from "./fault-kind.js";

/** @param about what each choice means for the fault */
export function copyParameter(about: string) {
  return { copy: z.enum(["volume", "mirror", "ahead"]).prefault("volume").describe(about) };
}

export function devicesMeant(world: World, name: string, { copy }: Parameters): readonly Device[] {
  const { current, mirror, remoteMirror, devices } = world.volume(name);
  const mirrored = mirror === null ? [] : [mirror.device];
  if (copy === "volume") return [current];
  if (copy === "mirror") return mirrored;
  const others = [current, ...mirrored, remoteMirror?.device];
  return devices.filter((device) => !others.includes(device) && !device.blank);
}
