/** The classes of requests of a load: what they read or write, and how much work they are. */
import type { RequestClassSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import { compareNaturally } from "../section/natural-order.js";
import type { Checks, EntryOf, Load } from "../section/parts.js";

/** How far from 100% the shares may be: they are written in decimals. */
const ROUNDING = 1e-9;

export function classSpecs({ value, path }: EntryOf<Load>, checks: Checks): readonly RequestClassSpec[] {
  const at = [...path, "load", "mix"];
  const { mix } = value;
  if (mix === undefined) return [{ name: "requests", share: 1, shareable: false, size: 8000 }];
  const classes = Object.entries(mix).toSorted(([a], [b]) => compareNaturally(a, b));
  const written = classes.map(([, each]) => each.writes).find((each) => each !== undefined);
  const specs = classes.map(
    ([name, { share, reads, writes, of, "fresh-within": fresh, work, priority, size }]): RequestClassSpec => {
      if (share === undefined && classes.length > 1)
        checks.error([...at, name, "share"], { message: "`share` is missing", expected: "a share, such as 95%" });
      if (writes !== undefined && (of !== undefined || fresh !== undefined)) {
        const key = of === undefined ? "fresh-within" : "of";
        checks.error([...at, name, key], {
          message: `\`${key}\` means nothing where requests write`,
          expected: "`reads:`",
        });
      }
      const read = changingData(writes, reads, of, fresh, written);
      if (writes === undefined && fresh !== undefined && read.of === undefined) {
        checks.warning([...at, name, "fresh-within"], {
          message: `this does nothing: what ${name} reads never changes`,
          expected: "`of:` with the volume that it reads",
        });
      }
      if (reads !== undefined && writes !== undefined) {
        checks.error([...at, name, "reads"], {
          message: "a request either reads or writes",
          expected: "one of `reads` and `writes`",
        });
      }
      return {
        name,
        share: share ?? 1,
        ...(writes === undefined ? {} : { writes }),
        shareable: reads === "shareable",
        ...read,
        ...(work === undefined ? {} : { work }),
        ...(priority === 0 ? {} : { priority }),
        size,
      };
    },
  );
  const sum = specs.reduce((total, { share }) => total + share, 0);
  const given = classes.every(([, { share }]) => share !== undefined) || classes.length === 1;
  if (given && Math.abs(sum - 1) > ROUNDING) {
    checks.error(at, { message: `the shares make up ${Number((sum * 100).toPrecision(6))}%`, expected: "100%" });
  }
  return specs;
}

/** Exclusive reads are of the data that the service writes unless it says of which; shareable ones of what never changes. */
function changingData(
  writes: string | undefined,
  reads: "shareable" | "exclusive" | undefined,
  of: string | undefined,
  fresh: Micros | undefined,
  written: string | undefined,
): Pick<RequestClassSpec, "of" | "fresh"> {
  const volume = writes !== undefined ? undefined : (of ?? (reads === "shareable" ? undefined : written));
  return volume === undefined ? {} : { of: volume, ...(fresh === undefined ? {} : { fresh }) };
}
