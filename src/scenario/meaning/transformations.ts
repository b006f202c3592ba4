/** How data is converted between platforms. */
import type { Transformation } from "../../control/index.js";
import type { Parts } from "../section/parts.js";

export function transformationSpecs({ transformations }: Parts): readonly Transformation[] {
  return transformations.list.map(({ value }) => value);
}
