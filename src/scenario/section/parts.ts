/** The sections of one scenario after their shapes were decoded, for the checks that need several of them. */
import type * as z from "zod";
import type { Sources } from "../sources.js";
import type { Path } from "../source/located.js";
import type { Complaint } from "../source/report.js";
import type { Names } from "../schema/names.js";
import type { agentSchema } from "./agents.js";
import type { arrayLinkSchema } from "./array-links.js";
import type { connectorSchema } from "./connectors.js";
import type { controllerSchema } from "./controller.js";
import type { crewSchema } from "./crews.js";
import type { cutSetSchema } from "./cut-sets.js";
import type { directorSchema } from "./directors.js";
import type { expectationSchema } from "./expectations.js";
import type { headingSchema } from "./heading.js";
import type { hostSchema } from "./hosts.js";
import type { linkSchema } from "./links.js";
import type { nameServerSchema } from "./name-servers.js";
import type { networkSchema } from "./networks.js";
import type { operatorSchema } from "./operator.js";
import type { relaySchema } from "./relays.js";
import type { serviceSchema } from "./services.js";
import type { arraySchema } from "./storage.js";
import type { storageServerSchema } from "./storage-servers.js";
import type { switchSchema } from "./switches.js";
import type { transformationEngineSchema } from "./transformation-engine.js";
import type { transformationSchema } from "./transformations.js";
import type { WrittenFault } from "./written-fault.js";
import type { WrittenOrder } from "./written-order.js";
import type { WrittenPolicy } from "./written-policy.js";
import type { zoneSchema } from "./zones.js";

/** What a schema makes of its section or entry. */
type Made<Schema extends (...context: never) => z.ZodType> = z.output<ReturnType<Schema>>;

export interface EntryOf<T> {
  /** Its name; the number of the item in a list. */
  readonly name: string;
  readonly value: T;
  /** Where it stands in the tree. */
  readonly path: Path;
}

/** Entries of the world in the natural order of their names (`web-2` before `web-10`), all others as they stand. */
export interface Entries<T> {
  readonly list: readonly EntryOf<T>[];
  /** False when others had errors: then what is not found here may still be there. */
  readonly complete: boolean;
}

export interface Parts {
  readonly heading: Made<typeof headingSchema> | null;
  readonly networks: Entries<Made<typeof networkSchema>>;
  readonly connectors: Entries<Made<typeof connectorSchema>>;
  readonly links: Entries<Made<typeof linkSchema>>;
  readonly switches: Entries<Made<typeof switchSchema>>;
  readonly zones: Entries<Made<typeof zoneSchema>>;
  readonly relays: Entries<Made<typeof relaySchema>>;
  readonly storage: Entries<Made<typeof arraySchema>>;
  readonly "storage-servers": Entries<Made<typeof storageServerSchema>>;
  readonly "array-links": Entries<Made<typeof arrayLinkSchema>>;
  readonly transformations: Entries<Made<typeof transformationSchema>>;
  readonly "transformation-engine": Made<typeof transformationEngineSchema> | null;
  readonly hosts: Entries<Made<typeof hostSchema>>;
  readonly agents: Entries<Made<typeof agentSchema>>;
  readonly directors: Entries<Made<typeof directorSchema>>;
  readonly "name-servers": Entries<Made<typeof nameServerSchema>>;
  readonly services: Entries<Made<typeof serviceSchema>>;
  readonly crews: Entries<Made<typeof crewSchema>>;
  readonly "cut-sets": Entries<Made<typeof cutSetSchema>>;
  readonly controller: Made<typeof controllerSchema> | null;
  readonly operator: Made<typeof operatorSchema> | null;
  readonly policies: Entries<WrittenPolicy>;
  readonly faults: Entries<WrittenFault>;
  readonly orders: Entries<WrittenOrder>;
  readonly expect: Entries<Made<typeof expectationSchema>>;
  /** The sections of families, by their keys, as far as the file has them; each family knows the shape of its own. */
  readonly ofFamilies: Readonly<Record<string, unknown>>;
}

/** What the checks of meaning are given beside the parts. */
export interface Checks {
  readonly names: Names;
  readonly sources: Sources;
  error(path: Path, complaint: Complaint): void;
  /** Where the key itself is wrong. */
  keyError(path: Path, complaint: Complaint): void;
  warning(path: Path, complaint: Complaint): void;
}

/** What is written of the users of a service. */
export type Load = NonNullable<Parts["services"]["list"][number]["value"]["load"]>;
