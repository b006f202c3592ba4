/** Whom a report speaks of one by one: services, what families have like them, and hosts where a run has nothing else. */
import type { Incident, PolicyResult, Strip, Subject, Takeover } from "../result/index.js";

/** What the share of time is called in which somebody was there for users, where it has a name of its own. */
const AVAILABILITY: Readonly<Record<string, string>> = { cluster: "acting" };

/** The measure that tells how available a subject was: a cluster bears the name of a host, and is of use while a server can act. */
export function availabilityKey({ kind, name }: Subject): string {
  return `${name}.${AVAILABILITY[kind] ?? "availability"}`;
}

/** In the order of their strips. */
export function subjectsOf({ detail, measures }: Pick<PolicyResult, "detail" | "measures">): readonly Subject[] {
  const measured = new Set(measures.map(({ key }) => key));
  // What bears a host's name, such as the agent on it, is not available for anybody: that is the host's.
  const hosts = new Set(detail.strips.flatMap(({ kind, actor }) => (kind === "host" ? [actor] : [])));
  const serves = ({ kind, actor }: Strip): boolean =>
    kind === "service" ||
    ((kind in AVAILABILITY || !hosts.has(actor)) && measured.has(availabilityKey({ kind, name: actor })));
  const serving = detail.strips.filter(serves);
  const told = serving.length > 0 ? serving : detail.strips.filter(({ kind }) => kind === "host");
  return told.map(({ kind, actor }) => ({ kind, name: actor }));
}

/** What all of them are, in a word. */
export function kindInWords(subjects: readonly Subject[]): string {
  const [first, ...others] = new Set(subjects.map(({ kind }) => kind));
  return first === undefined ? "service" : others.length === 0 ? first.replaceAll("-", " ") : "subject";
}

export function subjectOf({ subject, service }: Pick<Incident, "subject" | "service">): Subject {
  return subject ?? { kind: "service", name: service };
}

/** Whether a takeover was for what was down. */
export function isFor({ subjects, services }: Takeover, incident: Pick<Incident, "subject" | "service">): boolean {
  const { kind, name } = subjectOf(incident);
  if (subjects === undefined) return services.includes(name);
  return subjects.some((subject) => subject.kind === kind && subject.name === name);
}
