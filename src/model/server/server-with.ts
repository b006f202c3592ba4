/** The storage server that a part belongs to. */
import type { StorageServer } from "./storage-server.js";

export function serverWith(servers: ReadonlyMap<string, StorageServer>, part: string): StorageServer {
  for (const each of servers.values()) if (each.parts.has(part)) return each;
  throw new Error(`no storage server has a part ${part}`);
}
