/** What a section of a scenario is: one section a file, see the index of this folder. */
import type * as z from "zod";
import type { Context } from "../schema/context.js";
import type { Kind, Names } from "../schema/names.js";
import type { Entry, Located, Mapping } from "../source/located.js";
import type { Report } from "../source/report.js";

export interface Section {
  /** One sentence for the schema. */
  readonly about: string;
  /** `named`: a mapping of entries of this schema; `list`: a list of them; `single`: the section itself is of this schema. */
  readonly form: "named" | "list" | "single";
  readonly schema: (context: Context) => z.ZodType;
  /** For items of which each has a shape of its own: the one that is meant, so that its errors are told and no other's. */
  readonly choose?: (item: Located, context: Context) => z.ZodType;
  /** What the keys of a named section are: new names of this kind, names of a kind that must exist, or free words. */
  readonly keys?: { readonly define: Kind } | { readonly refer: Kind } | "policy" | "free";
  /** Tells of names that stand inside an entry. @param name of the entry, or its key in a single section; `section`: all of it */
  readonly declare?: (entry: Entry, names: Names, report: Report, name: string, section: Mapping) => void;
}
