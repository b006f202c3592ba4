/** How data is converted between platforms, and what needs no conversion. */
import { family, hardwareModel, type KnownWay, sayProcessors } from "../../control/index.js";
import type { EngineSpec } from "../../model/index.js";
import type { Checks, Parts } from "../section/parts.js";

type Said = Parts["transformations"]["list"][number];

export function transformationSpecs(parts: Parts, checks: Checks): readonly KnownWay[] {
  return parts.transformations.list.map((said) =>
    said.value.by === "as-is" ? asItIs(said, familiesIn(parts), checks) : converted(said, namesIn(parts), checks),
  );
}

/** Of the operating systems and applications of all hosts, as they are and as they become; `null` when not all are known. */
function familiesIn(parts: Parts): ReadonlySet<string> | null {
  const platforms = platformsIn(parts);
  if (platforms === null) return null;
  return new Set(platforms.flatMap(({ system, applications }) => [system, ...applications].map(family)));
}

/** All by which a conversion may call what hosts are made of, with versions and without. */
function namesIn(parts: Parts): ReadonlySet<string> | null {
  const platforms = platformsIn(parts);
  if (platforms === null) return null;
  return new Set(
    platforms.flatMap(({ hardware, processors, controllers = [], system, applications }) => {
      const kinds = processors === undefined ? [] : [sayProcessors(processors)];
      const named = [system, ...applications, hardware, ...kinds, ...controllers];
      return [...named, hardwareModel(hardware), ...named.map(family)];
    }),
  );
}

function platformsIn({ hosts, orders }: Parts) {
  if (!hosts.complete || !orders.complete) return null;
  return [...hosts.list, ...orders.list].flatMap(({ value }) => value.platform ?? []);
}

function converted({ value, path }: Said, known: ReadonlySet<string> | null, checks: Checks): KnownWay {
  const { of, from, to, by, rate } = value;
  for (const [key, name] of [
    ["from", from],
    ["to", to],
  ] as const) {
    if (known === null || known.has(name)) continue;
    checks.warning([...path, key], {
      message: `this converts nothing: no host is made of anything called ${name}`,
      expected: `one of ${[...known].join(", ")}`,
    });
  }
  if (by === "export-import" && (of === "log" || of === "system")) {
    const message = `no application exports ${of === "log" ? "its log" : "the operating system"}`;
    checks.error([...path, "by"], { message, expected: "`by: engine`" });
  }
  if (rate === undefined)
    checks.error(path, { message: "it is not said how fast this is converted", expected: "`rate: 100MB/s`" });
  return { of, from, to, rate: rate ?? 1, by: by === "export-import" ? by : "engine" };
}

/** Said of formats: these know neither versions nor hardware, and so a name with either would promise a difference that is none. */
function asItIs({ value, path }: Said, known: ReadonlySet<string> | null, checks: Checks): KnownWay {
  const { of, from, to, rate } = value;
  if (of !== "data")
    checks.error([...path, "of"], {
      message: "only data is used as it is by another make: programs, systems and logs are of one make each",
      expected: "`of: data`",
    });
  if (rate !== undefined)
    checks.error([...path, "rate"], { message: "what is used as it is, is not converted", expected: "no `rate`" });
  for (const [key, name] of [
    ["from", from],
    ["to", to],
  ] as const) {
    if (known === null || known.has(name)) continue;
    checks.error([...path, key], {
      message: `no host has an operating system or an application of the name ${name}: the format of data knows no versions and no hardware`,
      expected: `one of ${[...known].join(", ")}`,
    });
  }
  return { of: "data", from, to, by: "as-is" };
}

export function engineSpec(parts: Parts, checks: Checks): EngineSpec | undefined {
  const engine = parts["transformation-engine"];
  if (engine === null) return undefined;
  if (parts.transformations.list.every(({ value }) => value.by !== "engine"))
    checks.warning(["transformation-engine"], {
      message: "this does nothing: no conversion by the engine is known",
      expected: "one of `transformations:` that is `by: engine`",
    });
  const { capacity, on } = engine;
  return { capacity, ...(on !== undefined && { on }) };
}
