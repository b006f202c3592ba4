/** The networks. */
import type { NetworkSpec } from "../../model/index.js";
import type { Checks, Parts } from "../section/parts.js";

export function networkSpecs({ networks, services }: Parts, checks: Checks): readonly NetworkSpec[] {
  const flowing = services.list.find(({ value }) => value.load?.mode === "flow");
  return networks.list.map(({ name, path, value: { latency, jitter, bandwidth } }) => {
    if (jitter !== undefined && flowing !== undefined) {
      const message = `the load of ${flowing.name} is a flow, of which nothing comes earlier or later`;
      checks.error([...path, "jitter"], { message, expected: "`mode: requests`, or no jitter" });
    }
    return { name, latency, ...(jitter !== undefined && { jitter }), bandwidth };
  });
}
