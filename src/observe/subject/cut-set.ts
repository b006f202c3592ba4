/** Things of which one is enough: down while none of them could answer. */
import { answers, conditionOf } from "../../result/index.js";
import type { Hearing, Observer, RecordOf } from "../hearing.js";
import type { HappeningKind } from "../../model/index.js";
import { host } from "./host.js";
import { link } from "./link.js";
import { service } from "./service.js";
import { type SubjectState, watchStates } from "./state-watch.js";
import type { SubjectKind } from "./subject.js";

export const cutSet: SubjectKind = {
  kind: "cut-set",
  names: ({ cutSets = [] }) => cutSets.map(({ name }) => name),
  states: (around, set) => {
    const { cutSets = [] } = around.spec;
    /** Of each set, those who could answer. */
    const able = new Map(cutSets.map(({ name }) => [name, new Set<string>()]));
    const setsWith = new Map<string, string[]>();
    for (const { name, of } of cutSets) {
      for (const member of of) setsWith.set(member, [...(setsWith.get(member) ?? []), name]);
    }
    const learn = ({ name, state }: SubjectState, changed: (of: string) => void): void => {
      const doesAnswer = answers(conditionOf(state));
      for (const set of setsWith.get(name) ?? []) {
        const those = able.get(set)!;
        if (those.has(name) === doesAnswer) continue;
        if (doesAnswer) those.add(name);
        else those.delete(name);
        changed(set);
      }
    };
    const stateOf = (name: string) => (able.get(name)!.size > 0 ? "up" : "down");
    const watch = watchStates([host, service, link], around, (to, at) =>
      learn(to, (name) => set(name, stateOf(name), at)),
    );
    for (const each of watch.first) learn(each, () => {});
    return { first: stateOf, hears: hearingOf(watch.observers) };
  },
};

/** What several hear, as one. */
function hearingOf(observers: readonly Observer[]): Hearing {
  const hearings = observers.flatMap(({ hears }) => (hears === undefined ? [] : [hears]));
  const kinds = new Set(hearings.flatMap((hears) => Object.keys(hears) as HappeningKind[]));
  const hear = (kind: HappeningKind) => (record: never) => {
    for (const hears of hearings) (hears[kind] as ((record: RecordOf<typeof kind>) => void) | undefined)?.(record);
  };
  return Object.fromEntries([...kinds].map((kind) => [kind, hear(kind)]));
}
