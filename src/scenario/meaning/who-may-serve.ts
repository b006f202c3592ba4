/** Which hosts may come to serve what has a load: those on which it runs, and those to which some policy may bring it. */
import { families } from "../family/index.js";
import type { Parts } from "../section/parts.js";

export interface MayServe {
  readonly service: string;
  /** It runs there to begin with. */
  readonly isIts: boolean;
}

/** By host, the first service with a load that it may come to serve; hosts that never serve one are left out. */
export function whoMayServe(parts: Parts): ReadonlyMap<string, MayServe> {
  const loaded = parts.services.list.filter(({ value }) => value.load !== undefined);
  const serving = new Map<string, MayServe>();
  const may = (host: string, service: string, isIts = false): void =>
    void (serving.has(host) || serving.set(host, { service, isIts }));
  for (const { name, value } of loaded) for (const host of value["runs-on"]) may(host, name, true);
  const [first] = loaded;
  if (first !== undefined) for (const host of broughtTo(parts)) may(host, first.name);
  return serving;
}

/** Whoever may get a service that runs elsewhere; what a module does nobody knows. */
function broughtTo(parts: Parts): readonly string[] {
  return parts.policies.list.flatMap(({ value: policy }) => {
    if (policy === "none") return [];
    if (policy.module !== undefined) return parts.hosts.list.map(({ name }) => name);
    return families.flatMap((family) =>
      policy[family.name] === undefined ? [] : (family.bringsServicesTo?.(policy[family.name], parts) ?? []),
    );
  });
}
