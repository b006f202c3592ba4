/** Incidents as a sequence diagram in Mermaid's language: who did what to whom, and what came back. */
import type { ChronicleEntry, PolicyResult } from "../result/index.js";
import { storyOf, type Episode } from "./episode.js";
import type { ExplanationOptions } from "./explanation.js";
import { formatClock, formatDuration } from "./number-format.js";

/** Text that Mermaid draws; an incident is a diagram, several are divided by headings in one. */
export function sequenceDiagram(policy: PolicyResult, { incident }: ExplanationOptions = {}): string {
  const episodes = storyOf(policy).episodes.filter(
    ({ incidents }) => incident === undefined || incidents.some((each) => each.place === incident),
  );
  const drawn = episodes.map((episode) => messagesOf(episode));
  const actors = [...new Set(drawn.flatMap((messages) => messages.flatMap((each) => [each.from, each.to])))];
  const aliasOf = new Map(actors.map((actor, index) => [actor, `p${index}`]));
  return [
    "sequenceDiagram",
    ...actors.map((actor) => `  participant ${aliasOf.get(actor)} as ${literally(actor)}`),
    ...episodes.flatMap((episode, index) => [
      ...(actors.length === 0 ? [] : [heading(episode, aliasOf.get(actors[0]!)!, aliasOf.get(actors.at(-1)!)!)]),
      ...drawn[index]!.map((message) => lineOf(message, episode, aliasOf)),
    ]),
    ...(actors.length === 0 ? ["  participant p0 as run", "  Note over p0: no service was down"] : []),
  ].join("\n");
}

interface Message {
  readonly atSeconds: number;
  readonly from: string;
  readonly to: string;
  readonly what: string;
  /** An order, an answer, an order that got no answer, or something that an actor did by itself. */
  readonly kind: "order" | "answer" | "lost" | "note";
}

const ARROWS = { order: "->>", answer: "-->>", lost: "-x" } as const;
const LOGIC = "controller";

/** Of the steps that a silent host does not answer, the one that is meant for the holder itself. */
const TO_THE_HOLDER = /^shut-down\b/;

/**
 * A step of the controller goes to whoever did something while it lasted, and its outcome comes back; what got no answer
 * is lost. What else actors did are notes.
 */
function messagesOf({ entries, incidents }: Episode): readonly Message[] {
  const holder = incidents[0]?.incident.from ?? LOGIC;
  const messages: Message[] = [];
  let open: { entry: ChronicleEntry; step: string; place: number } | null = null;
  let answering: string | null = null;
  for (const entry of entries) {
    const { atSeconds, actor, what, because } = entry;
    const begun = actor === LOGIC ? /^step (.+) begins$/.exec(what)?.[1] : undefined;
    const ended = actor === LOGIC ? /^step \S+ (.+)$/.exec(what)?.[1] : undefined;
    if (begun !== undefined) {
      open = { entry, step: begun, place: messages.length };
      answering = null;
    } else if (ended !== undefined && open !== null) {
      const silent = answering === null && (ended.startsWith("unknown") || ended.startsWith("failed"));
      if (answering === null) {
        const to = silent && TO_THE_HOLDER.test(open.step) ? holder : LOGIC;
        const order = { atSeconds: open.entry.atSeconds, from: LOGIC, to, what: open.step };
        messages.splice(open.place, 0, { ...order, kind: silent ? "lost" : "order" });
      }
      const why = because === null || because === "done" ? "" : ` (${because})`;
      const from = answering ?? LOGIC;
      if (silent) messages.push({ atSeconds, from, to: from, what: `${open.step}: ${ended}${why}`, kind: "note" });
      else messages.push({ atSeconds, from, to: LOGIC, what: `${ended}${why}`, kind: "answer" });
      open = null;
    } else {
      if (open !== null && answering === null && actor !== LOGIC) {
        answering = actor;
        messages.push({ atSeconds: open.entry.atSeconds, from: LOGIC, to: actor, what: open.step, kind: "order" });
      }
      if (entry.minor === true || actor === "invariants") continue;
      const why = because === null || because === "done" ? "" : ` (${because})`;
      messages.push({ atSeconds, from: actor, to: actor, what: `${what}${why}`, kind: "note" });
    }
  }
  return messages;
}

function lineOf(
  { atSeconds, from, to, what, kind }: Message,
  { startSeconds }: Episode,
  aliasOf: ReadonlyMap<string, string>,
): string {
  const [a, b] = [aliasOf.get(from)!, aliasOf.get(to)!];
  const said = literally(`+${formatDuration(atSeconds - startSeconds)} ${withoutSeconds(what)}`);
  return kind === "note" ? `  Note over ${a}: ${said}` : `  ${a}${ARROWS[kind]}${b}: ${said}`;
}

function heading({ incidents, startSeconds }: Episode, first: string, last: string): string {
  const names = incidents.map(({ place, incident }) => `incident ${place}, ${incident.service}`).join("; ");
  return `  Note over ${first === last ? first : `${first},${last}`}: ${literally(`${names}, from ${formatClock(startSeconds)}`)}`;
}

/** Instants within reasons are left out: the diagram tells its own. */
function withoutSeconds(text: string): string {
  return text
    .replace(/, (?:seen|last heard) at [\d.]+s/g, "")
    .replace(/(?<![\w.])([\d.]+)s\b/g, (_, seconds: string) => formatDuration(Number(seconds)));
}

/** Mermaid takes a semicolon for the end of a line, `#` for the beginning of a character's number, `%%` for a comment. */
function literally(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, "?")
    .replace(/[#;]|%(?=%)/g, (character) => `#${character.charCodeAt(0)};`);
}
