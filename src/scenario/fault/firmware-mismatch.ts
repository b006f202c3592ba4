/** The firmware of a host is changed, and nobody adapts the data that is kept ready for it. */
import type { Device, Host } from "../../model/index.js";
import type { FaultKind } from "./fault-kind.js";
import { State } from "./overlay.js";

const changed = new State<Host>();

/** The system that was changed with a host: whoever undoes that finds it, wherever it is presented by then, and what the host has then. */
const adapted = new WeakMap<Host, readonly Device[]>();

export const firmwareMismatch: FaultKind = {
  name: "firmware-mismatch",
  about:
    "The firmware of a host is changed, and its own system with it: with a system of another host, copied or transformed for " +
    "what it was before, it does not start, for want of a driver. At its end both are changed back.",
  targets: ["host"],
  targetKey: "host",
  schema: () => ({}),
  complaint: (target, { hosts }) =>
    !hosts.complete || hosts.list.some(({ name, value }) => name === target && value.platform !== undefined)
      ? null
      : { message: `nothing is known of the hardware of ${target}`, expected: "a host with a `platform`" },
  canStrike: () => true,
  strike: (world, target) => {
    const host = world.host(target);
    return changed.lay(host, (differs) => {
      // As it is recorded by then: it may be upgraded meanwhile.
      const before = host.recorded!;
      const other = { ...before, hardware: `${before.hardware.split("@", 1)[0]!} with other firmware` };
      const { system } = host.storage;
      const own = system?.volume.spec.host === target ? [system] : [];
      change(host, differs ? other : before, [...own, ...(adapted.get(host) ?? [])]);
      if (differs) adapted.set(host, own);
      else adapted.delete(host);
    });
  },
  hostsServiced: () => [],
};

function change(host: Host, platform: NonNullable<Host["platform"]>, systems: readonly Device[]): void {
  host.platform = platform;
  for (const system of systems) system.format = host.storage.formatOf(system.volume.spec);
}
