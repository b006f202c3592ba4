/** How data is converted between platforms. */
import type { Transformation } from "../../control/index.js";
import type { EngineSpec } from "../../model/index.js";
import type { Checks, Parts } from "../section/parts.js";

export function transformationSpecs({ transformations }: Parts, checks: Checks): readonly Transformation[] {
  return transformations.list.map(({ value, path }) => {
    if (value.by === "export-import" && (value.of === "log" || value.of === "system")) {
      const message = `no application exports ${value.of === "log" ? "its log" : "the operating system"}`;
      checks.error([...path, "by"], { message, expected: "`by: engine`" });
    }
    return value;
  });
}

export function engineSpec(parts: Parts, checks: Checks): EngineSpec | undefined {
  const engine = parts["transformation-engine"];
  if (engine === null) return undefined;
  if (parts.transformations.list.length === 0)
    checks.warning(["transformation-engine"], {
      message: "this does nothing: no conversion is known",
      expected: "`transformations:`",
    });
  const { capacity, on } = engine;
  return { capacity, ...(on !== undefined && { on }) };
}
