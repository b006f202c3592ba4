/** Where the machine stands that runs the logic, and how it talks. */
import type { ControllerSpec } from "../../model/index.js";
import type { Checks, Parts } from "../section/parts.js";
import type { Fabric } from "./links.js";

/** The networks that it is attached to. */
export function controllerNetworks({ controller, networks }: Parts): readonly string[] {
  return controller?.networks ?? networks.list.map(({ name }) => name);
}

export function controllerSpec(parts: Parts, fabric: Fabric, checks: Checks): ControllerSpec {
  const { on, over, store, management } = parts.controller ?? {};
  if (over === "links") checkLinks(on, parts, fabric, checks);
  return {
    networks: controllerNetworks(parts),
    ...(on !== undefined && { on }),
    ...(over === "links" && { over }),
    ...(management !== undefined && { management }),
    ...(store !== undefined && { store }),
  };
}

/** Only a storage system has links of hosts, and only one that some host hangs on. */
function checkLinks(on: string | undefined, { hosts }: Parts, { cabling, complete }: Fabric, checks: Checks): void {
  const at = ["controller", "over"];
  if (on === undefined) {
    const expected = "`on:` with the storage system on whose processor it runs";
    return checks.error(at, { message: "the controller has a machine of its own, on which no host hangs", expected });
  }
  const isCabled = hosts.list.some(({ name }) => cabling.pathsFrom(name).some(({ array }) => array === on));
  if (complete && !isCabled) {
    checks.error(at, { message: `no host is cabled to ${on}`, expected: "`storage` of a host, or links with `joins`" });
  }
}
