/** Where the machine stands that runs the logic. */
import type { ControllerSpec } from "../../model/index.js";
import type { Parts } from "../section/parts.js";

export function controllerSpec({ controller, networks }: Parts): ControllerSpec {
  const { on, store, management } = controller ?? {};
  return {
    networks: controller?.networks ?? networks.list.map(({ name }) => name),
    ...(on !== undefined && { on }),
    ...(management !== undefined && { management }),
    ...(store !== undefined && { store }),
  };
}
