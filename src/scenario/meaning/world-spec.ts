/** The pass of meaning: the world that the sections describe together. */
import type { WorldSpec } from "../../model/index.js";
import type { Context } from "../schema/context.js";
import { agentSpecs } from "./agents.js";
import { arrayLinkSpecs } from "./array-links.js";
import { connectorSpecs } from "./connectors.js";
import { controllerSpec } from "./controller.js";
import { crewSpecs } from "./crews.js";
import { cutSetSpecs } from "./cut-sets.js";
import { directorSpecs } from "./directors.js";
import { hostSpecs } from "./hosts.js";
import { fabricOf } from "./links.js";
import { nameServerSpecs } from "./name-servers.js";
import { networkSpecs } from "./networks.js";
import { operatorSchema } from "../section/operator.js";
import type { Checks, Parts } from "../section/parts.js";
import { relaySchema } from "../section/relays.js";
import { relaySpecs } from "./relays.js";
import { kindsOfFamilies } from "../family/index.js";
import { serviceSpecs } from "./services.js";
import { arraySpecs } from "./storage.js";
import { storageServerSpecs } from "./storage-servers.js";
import { switchSpecs } from "./switches.js";
import { engineSpec, transformationSpecs } from "./transformations.js";

export function worldSpec(parts: Parts, context: Context, checks: Checks): WorldSpec {
  const fabric = fabricOf(parts, checks);
  const arrays = arraySpecs(parts, fabric, checks);
  // Kinds of which there is none are left out, so that a scenario is the same whatever families there are.
  const named = kindsOfFamilies().map((kind) => [kind, checks.names.of([kind])] as const);
  const subjects = named.filter(([, names]) => names.length > 0);
  const engine = engineSpec(parts, checks);
  const nameServers = nameServerSpecs(parts);
  const servers = storageServerSpecs(parts, checks);
  const cutSets = cutSetSpecs(parts, checks);
  return {
    networks: networkSpecs(parts, checks),
    connectors: connectorSpecs(parts),
    links: fabric.links,
    switches: switchSpecs(parts),
    ...(fabric.zones.length > 0 && { zones: fabric.zones }),
    arrays,
    arrayLinks: arrayLinkSpecs(parts, checks),
    transformations: transformationSpecs(parts, checks),
    ...(engine !== undefined && { engine }),
    hosts: hostSpecs(parts, checks),
    relays: relaySpecs(parts, checks, relaySchema(context).parse({})),
    agents: agentSpecs(parts, checks),
    directors: directorSpecs(parts, checks),
    ...(nameServers.length > 0 && { nameServers }),
    services: serviceSpecs(parts, arrays, checks),
    crews: crewSpecs(parts),
    controller: controllerSpec(parts, fabric, checks),
    operator: parts.operator ?? operatorSchema(context).parse({}),
    ...(servers.length > 0 && { servers }),
    ...(cutSets.length > 0 && { cutSets }),
    ...(subjects.length > 0 && { subjects: Object.fromEntries(subjects) }),
  };
}
