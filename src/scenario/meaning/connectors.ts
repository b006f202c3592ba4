/** The connectors between networks. */
import type { ConnectorSpec } from "../../model/index.js";
import type { Parts } from "../section/parts.js";

export function connectorSpecs({ connectors }: Parts): readonly ConnectorSpec[] {
  return connectors.list.map(({ name, value }) => ({ name, joins: value.joins }));
}
