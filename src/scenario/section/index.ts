/** The sections of a scenario file: a line here and a file beside it make a new one. */
import { families } from "../family/index.js";
import { agents } from "./agents.js";
import { arrayLinks } from "./array-links.js";
import { connectors } from "./connectors.js";
import { controller } from "./controller.js";
import { crews } from "./crews.js";
import { cutSets } from "./cut-sets.js";
import { directors } from "./directors.js";
import { expect } from "./expectations.js";
import { faults } from "./faults.js";
import { hosts } from "./hosts.js";
import { links } from "./links.js";
import { nameServers } from "./name-servers.js";
import { networks } from "./networks.js";
import { operator } from "./operator.js";
import { orders } from "./orders.js";
import { policies } from "./policies.js";
import { relays } from "./relays.js";
import type { Section } from "./section.js";
import { services } from "./services.js";
import { storage } from "./storage.js";
import { storageServers } from "./storage-servers.js";
import { switches } from "./switches.js";
import { transformationEngine } from "./transformation-engine.js";
import { transformations } from "./transformations.js";
import { zones } from "./zones.js";

const sections = {
  networks,
  connectors,
  storage,
  "storage-servers": storageServers,
  "array-links": arrayLinks,
  hosts,
  switches,
  links,
  zones,
  relays,
  agents,
  directors,
  "name-servers": nameServers,
  services,
  transformations,
  "transformation-engine": transformationEngine,
  crews,
  "cut-sets": cutSets,
  controller,
  operator,
  policies,
  faults,
  orders,
  expect,
} satisfies Record<string, Section>;

/** Those sections and those of families, by their keys. */
export function allSections(): ReadonlyMap<string, Section> {
  const own = families.flatMap(({ section }) => (section === undefined ? [] : [[section.key, section] as const]));
  return new Map<string, Section>([...Object.entries(sections), ...own]);
}

export type SectionName = keyof typeof sections;

export type { Section } from "./section.js";
export { headingSchema } from "./heading.js";
