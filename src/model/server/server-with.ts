/** The storage server that a part belongs to. */
import type { StorageServerSpec } from "./spec.js";
import type { StorageServer } from "./storage-server.js";

export function serverWith(servers: ReadonlyMap<string, StorageServer>, part: string): StorageServer {
  for (const each of servers.values()) if (each.parts.has(part)) return each;
  throw new Error(`no storage server has a part ${part}`);
}

/** The same of servers as they are described. */
export function serverSpecWith(
  servers: readonly StorageServerSpec[] | undefined,
  part: string,
): StorageServerSpec | undefined {
  return servers?.find(({ parts }) => parts.some(({ name }) => name === part));
}
