/** Two hosts that may know each other: strangers, greeting, or friends; and what is measured and demanded of them. */
import type { Hearing, Invariant, Measure, RecordOf, SubjectKind } from "../../../src/observe/index.js";
import type { Micros } from "../../../src/units/index.js";
import type {} from "./words.js";

type State = "stranger" | "greeting" | "friend";

export const acquaintance: SubjectKind = {
  kind: "acquaintance",
  names: ({ subjects }) => subjects?.["acquaintance"] ?? [],
  states: (_, set) => ({ first: () => "stranger", hears: { NoteMade: (record) => tellState(record, set) } }),
};

function tellState({ note, at }: RecordOf<"NoteMade">, set: (name: string, state: State, at: Micros) => void): void {
  if (note.kind === "estranged") return set(note.acquaintance, "stranger", at);
  if (!("of" in note) || note.of.kind !== "friendship") return;
  const { name } = note.of.subjects[0]!;
  if (note.kind === "begun") set(name, "greeting", at);
  if (note.kind === "ended") set(name, note.result === "done" ? "friend" : "stranger", at);
}

export const friendship: Measure = {
  name: "friendship",
  about: "How long hosts are friends.",
  of: "acquaintance",
  values: [{ key: "friends", about: "Share of the time in which they were friends.", unit: "share", better: "higher" }],
  begin: (subject, { context: { warmUp } }) => {
    let since: Micros | null = null;
    let friends = 0;
    const endAt = (at: Micros) => {
      if (since !== null) friends += Math.max(0, at - Math.max(since, warmUp));
      since = null;
    };
    const hears: Hearing = {
      NoteMade: (record) =>
        tellState(record, (name, state, at) => {
          if (name !== subject) return;
          endAt(at);
          if (state === "friend") since = at;
        }),
    };
    return {
      hears,
      values: (until) => {
        endAt(until);
        return [until <= warmUp ? null : friends / (until - warmUp)];
      },
    };
  },
};

/** The truth: whether the other one has heard a greeting, and not whether one believes so. */
export const neverWavesAtAStranger: Invariant = {
  name: "never-waves-at-a-stranger",
  about: "Nobody waves at a host that was never greeted: that would be awkward.",
  idle: "nobody waved",
  appliesTo: ({ families }) => families?.includes("greeting") ?? true,
  watch: (finding) => {
    const acquainted = new Set<string>();
    return {
      hears: {
        NoteMade: ({ note }) => {
          if (note.kind === "acquainted") acquainted.add(`${note.acquaintance} ${note.host}`);
        },
        EffectSent: ({ action, at }) => {
          if (action.kind !== "wave") return;
          finding.stake();
          if (!acquainted.has(`${action.acquaintance} ${action.at}`))
            finding.violated(at, `${action.at} is a stranger`);
        },
      },
    };
  },
};
