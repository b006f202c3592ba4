/** Incidents as a sequence diagram in Mermaid's language: who did what to whom, and what came back. */
import type { ChronicleEntry, PolicyResult, ScenarioIdentity, ToldStep } from "../result/index.js";
import { clockOf, type Clock } from "./clock.js";
import { storyOf, type Episode, type ExplanationOptions } from "./episode.js";
import { formatDuration } from "./number-format.js";
import { withoutIncident } from "./subject-facts.js";
import { subjectsOf } from "./subjects.js";
import { becauseWritten, byClock, whatWritten, type Writing } from "./quantities.js";

/** Text that Mermaid draws; an incident is a diagram, several are divided by headings in one. */
export function sequenceDiagram(
  scenario: ScenarioIdentity,
  policy: PolicyResult,
  { incident }: ExplanationOptions = {},
): string {
  const clock = clockOf(scenario);
  const episodes = storyOf(policy).episodes.filter(
    ({ incidents }) => incident === undefined || incidents.some((each) => each.place === incident),
  );
  const drawn = episodes.map((episode) => messagesOf(episode, withoutInstants(clock)));
  const actors = [...new Set(drawn.flatMap((messages) => messages.flatMap((each) => [each.from, each.to])))];
  const aliasOf = new Map(actors.map((actor, index) => [actor, `p${index}`]));
  return [
    "sequenceDiagram",
    ...actors.map((actor) => `  participant ${aliasOf.get(actor)} as ${literally(actor)}`),
    ...episodes.flatMap((episode, index) => [
      ...(actors.length === 0 ? [] : [heading(episode, aliasOf.get(actors[0]!)!, aliasOf.get(actors.at(-1)!)!, clock)]),
      ...drawn[index]!.map((message) => lineOf(message, episode, aliasOf)),
    ]),
    ...(actors.length === 0
      ? [
          "  participant p0 as run",
          ...withoutIncident(policy, subjectsOf(policy)).map((text) => `  Note over p0: ${literally(text)}`),
        ]
      : []),
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
/** Who gives orders where nobody else is known. */
const CONTROLLER = "controller";

/** A step that has begun and not ended yet. */
interface OpenStep {
  readonly entry: ChronicleEntry;
  readonly step: ToldStep;
  /** It goes to nobody as long as nobody has done anything. */
  readonly order: { -readonly [Field in keyof Message]: Message[Field] };
}

/**
 * A step of a machine goes to whoever did something while it lasted, and its outcome comes back; what got no answer is lost.
 * What else actors did are notes.
 */
function messagesOf({ entries, incidents }: Episode, writing: Writing): readonly Message[] {
  const holder = incidents[0]?.incident.from ?? CONTROLLER;
  const messages: Message[] = [];
  const open = new Map<string, OpenStep>();
  for (const entry of entries) {
    const { atSeconds, actor, minor, told } = entry;
    const key = JSON.stringify([actor, told?.step?.of]);
    const ending = open.get(key);
    if (told?.step?.result === null) {
      const order = { atSeconds, from: actor, to: NOBODY, what: numbered(told.step), kind: "order" } as const;
      open.set(key, { entry, step: told.step, order: { ...order } });
      messages.push(open.get(key)!.order);
    } else if (told?.step !== undefined && ending !== undefined) {
      messages.push(endOf(ending, entry, holder, writing));
      open.delete(key);
    } else {
      const asked = NO_ANSWERS.has(told?.kind)
        ? undefined
        : [...open.values()].findLast(({ order }) => order.to === NOBODY && order.from !== actor);
      if (asked !== undefined) asked.order.to = actor;
      if (minor === true || told?.kind === "never-at-stake") continue;
      const what = `${whatWritten(entry, writing)}${inBrackets(entry, writing)}`;
      messages.push({ atSeconds, from: actor, to: actor, what, kind: "note" });
    }
  }
  return messages.filter(({ to }) => to !== NOBODY);
}

const NOBODY = "";

/** What is done to somebody, or found about it by those who watch the run: no answer to any order. */
const NO_ANSWERS: ReadonlySet<string | undefined> = new Set(["violated", "needless", "FaultInjected", "FaultCleared"]);

/** The outcome of a step; an order that nobody answered went to the machine itself, or was lost. */
function endOf({ entry, step, order }: OpenStep, end: ChronicleEntry, holder: string, writing: Writing): Message {
  const { atSeconds, actor: logic, told } = end;
  const result = told?.step?.result ?? "done";
  const silent = order.to === NOBODY && (result === "unknown" || result === "failed");
  if (order.to === NOBODY) {
    // Of the steps that a silent host does not answer, the one that is meant for the holder itself.
    order.to = silent && step.name === SHUT_DOWN ? holder : logic;
    if (silent) order.kind = "lost";
  }
  const took = atSeconds - entry.atSeconds;
  const ended = `${result}${took === 0 ? "" : ` after ${formatDuration(took)}`}${inBrackets(end, writing)}`;
  return silent
    ? { atSeconds, from: logic, to: logic, what: `${order.what}: ${ended}`, kind: "note" }
    : { atSeconds, from: order.to, to: logic, what: ended, kind: "answer" };
}

const SHUT_DOWN = "shut-down";

function numbered({ name, figure }: ToldStep): string {
  return figure === null ? name : `${name} (${figure})`;
}

function inBrackets(entry: ChronicleEntry, writing: Writing): string {
  const because = entry.told?.rule === "outcomes-in" ? null : becauseWritten(entry, writing);
  return because === null ? "" : ` (${because})`;
}

function lineOf(
  { atSeconds, from, to, what, kind }: Message,
  { startSeconds }: Episode,
  aliasOf: ReadonlyMap<string, string>,
): string {
  const [a, b] = [aliasOf.get(from)!, aliasOf.get(to)!];
  const said = literally(`+${formatDuration(atSeconds - startSeconds)} ${what}`);
  return kind === "note" ? `  Note over ${a}: ${said}` : `  ${a}${ARROWS[kind]}${b}: ${said}`;
}

function heading({ incidents, startSeconds }: Episode, first: string, last: string, clock: Clock): string {
  const names = incidents.map(({ place, incident }) => `incident ${place}, ${incident.service}`).join("; ");
  return `  Note over ${first === last ? first : `${first},${last}`}: ${literally(`${names}, from ${clock.exact(startSeconds)}`)}`;
}

/** Asides about instants are left out: the diagram tells its own. */
function withoutInstants(clock: Clock): Writing {
  const plainly = byClock(clock);
  return (quantity) => (quantity.is === "aside" ? "" : plainly(quantity));
}

/** Mermaid takes a semicolon for the end of a line, `#` for the beginning of a character's number, `%%` for a comment. */
function literally(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, "?")
    .replace(/[#;]|%(?=%)/g, (character) => `#${character.charCodeAt(0)};`);
}
