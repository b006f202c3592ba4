/** In the JSON Schema: the measures that `expect` may name, with what they mean. */
import { measures } from "../../observe/index.js";
import type { MeasureInfo } from "../../result/index.js";

type Json = Readonly<Record<string, unknown>>;

/**
 * Without a scenario nobody knows the names of its services and hosts: measures of the run are listed, the others known
 * by the end of their keys. With one, by the measures of its world, all are.
 */
export function withMeasures(expectation: Json, infos: readonly MeasureInfo[] | null): Json {
  const { properties = {}, additionalProperties: condition } = expectation as { properties?: Json } & Json;
  const of = (about: string): Json => ({ description: about, ...(condition as Json) });
  if (infos !== null) {
    const listed = Object.fromEntries(infos.map(({ key, about }) => [key, of(about)]));
    return { ...expectation, properties: { ...listed, ...properties } };
  }
  const values = measures.flatMap((measure) => measure.values.map((value) => ({ ...value, of: measure.of })));
  const ofRun = values.filter((value) => value.of === "run").map(({ key, about }) => [key, of(about)]);
  // The same end may be that of several kinds of subjects, such as the availability of a service and of a host.
  const byEnd = new Map<string, string[]>();
  for (const { key, about, of: kind } of values) {
    if (kind !== "run") byEnd.set(key, [...(byEnd.get(key) ?? []), about]);
  }
  const patterns = [...byEnd].map(([key, abouts]) => [
    `^[A-Za-z0-9_-]+\\.${key.replaceAll(".", "\\.")}$`,
    of([...new Set(abouts)].join(" ")),
  ]);
  return {
    ...expectation,
    properties: { ...(Object.fromEntries(ofRun) as Json), ...properties },
    patternProperties: Object.fromEntries(patterns) as Json,
  };
}
