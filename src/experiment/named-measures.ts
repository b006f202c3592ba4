/** Measures by their keys, whole (`shop.availability`) or without the subject (`availability`). */
import { measureInfos } from "../observe/index.js";
import type { MeasureInfo } from "../result/index.js";
import type { Scenario } from "../scenario/index.js";
import { noSuch } from "./input-error.js";

/** What a scenario can measure, chosen by names or by beginnings of names. @throws InputError when there is none of that name */
export function namedMeasures(scenario: Scenario, names: readonly string[]): readonly MeasureInfo[] {
  const infos = measureInfos(scenario.world);
  const chosen = names.flatMap((name) => {
    const found = infos.filter(({ key }) => isNamed(key, name));
    if (found.length > 0) return found;
    const keys = infos.map(({ key }) => key);
    const tails = keys.map((key) => key.slice(key.indexOf(".") + 1));
    throw noSuch("measure", name, [...new Set([...keys, ...tails])], "`understudy list measures`");
  });
  return [...new Set(chosen)];
}

export function isNamed(key: string, name: string): boolean {
  return key === name || key.endsWith(`.${name}`);
}
