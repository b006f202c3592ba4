/** To whom the devices of a volume are presented, as orders and outcomes change it. */
import type { Micros } from "../../units/index.js";
import { changing, rowOf } from "./device-rows.js";
import { strayAt } from "./devices.js";
import type { Presentation, VolumeFacts } from "./volume-facts.js";

/** A device was made ready for a host; it has no other one that it should not have. */
export function present(known: VolumeFacts, device: string, host: string): void {
  forgetStray(known, host);
  makeReady(known, device, host);
}

/** The same, whatever else the host may have. */
export function makeReady(known: VolumeFacts, device: string, host: string): void {
  forgetReady(known, host);
  const { presented } = rowOf(known, device);
  const before = presented[host] ?? NOT_PRESENTED;
  presented[host] = before.to === "work" ? before : { ...before, to: "take over" };
}

/** A host is not to have a device from now on, and may have it. */
export function stray(known: VolumeFacts, device: string, host: string, now: Micros): void {
  const before = strayAt(known, host);
  const straySince = before === null ? now : (known.devices[before]?.presented[host]?.straySince ?? now);
  forgetStray(known, host);
  const { presented } = rowOf(known, device);
  presented[host] = { ...(presented[host] ?? NOT_PRESENTED), straySince };
}

/** A withdrawal was done, or is not needed any more. */
export function forgetStray(known: VolumeFacts, host: string): void {
  represent(known, (before, at) =>
    at === host && before.straySince !== null ? { ...before, straySince: null } : before,
  );
}

/** What was made ready for a host is called off; for all hosts, unless one is given. */
export function forgetReady(known: VolumeFacts, host?: string): void {
  represent(known, (before, at) => {
    const isMeant = before.to === "take over" && (host === undefined || host === at);
    return isMeant ? { ...before, to: "nothing" } : before;
  });
}

/** It was to be withdrawn from a host before, and is to be once more: that one may have started with it meanwhile. */
export function setLate(known: VolumeFacts, host: string): void {
  if (!known.lateAt.includes(host)) changing(known).lateAt = [...known.lateAt, host];
}

/** It is known what the host works with. */
export function forgetLate(known: VolumeFacts, host: string): void {
  if (known.lateAt.includes(host)) changing(known).lateAt = known.lateAt.filter((each) => each !== host);
}

/** A host works with it from now on. */
export function beginWork(known: VolumeFacts, device: string, host: string): void {
  const { presented } = rowOf(known, device);
  presented[host] = { ...(presented[host] ?? NOT_PRESENTED), to: "work" };
}

/** Its holder does not work with it any more. */
export function endWork(known: VolumeFacts): void {
  represent(known, (before) => (before.to === "work" ? { ...before, to: "nothing" } : before));
}

const NOT_PRESENTED: Presentation = { to: "nothing", straySince: null };

function represent(known: VolumeFacts, change: (before: Presentation, host: string) => Presentation): void {
  for (const { presented } of Object.values(known.devices)) {
    for (const [host, before] of Object.entries(presented)) {
      const after = change(before, host);
      if (after === before) continue;
      changing(known);
      if (after.to === "nothing" && after.straySince === null) delete presented[host];
      else presented[host] = after;
    }
  }
}
