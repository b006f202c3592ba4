/** Who could have stood in and was not asked to, with the reason why: gathered while a stand-in is looked for. */
/** Of one kind of reason: how many hosts it kept from standing in, and of some of them what it was. */
export interface PassedOver {
  readonly kind: WhyNot["kind"];
  readonly count: number;
  readonly examples: readonly { readonly host: string; readonly why: string }[];
}

/** Why a host cannot stand in now; of thousands only the kinds are counted. */
export interface WhyNot {
  readonly kind: "failed" | "in vain" | "busy" | "power" | "data" | "unable";
  readonly why: string;
}

/** Of each kind so many are told one by one. */
const EXAMPLES = 3;

export class Passing {
  private readonly kinds = new Map<WhyNot["kind"], { count: number; examples: PassedOver["examples"][number][] }>();

  add(host: string, { kind, why }: WhyNot): void {
    const known = this.kinds.get(kind) ?? { count: 0, examples: [] };
    this.kinds.set(kind, known);
    known.count += 1;
    if (known.examples.length < EXAMPLES) known.examples.push({ host, why });
  }

  told(): readonly PassedOver[] {
    return [...this.kinds].map(([kind, { count, examples }]) => ({ kind, count, examples }));
  }
}

export function namesOf(passed: readonly PassedOver[]): string {
  const names = passed.flatMap(({ examples }) => examples.map(({ host }) => host));
  return sayNames(names.slice(0, EXAMPLES), sum(passed));
}

/** `a and b have failed; c serves mail, and 12 more are busy` */
export function sayPassedOver(passed: readonly PassedOver[]): string {
  return passed.map(sayKind).join("; ");
}

function sayKind({ kind, count, examples }: PassedOver): string {
  const names = examples.map(({ host }) => host);
  if (kind === "failed") return `${sayNames(names, count)} ${count === 1 ? "has" : "have"} failed`;
  const told = [...new Set(examples.map(({ why }) => why))].join(", ");
  const more = count - examples.length;
  return more === 0 ? told : `${told}, and ${more} more ${AS_THEY[kind]}`;
}

/** `a, b and c`, or `a, b, c and 12 more` */
function sayNames(names: readonly string[], count: number): string {
  const isAll = count === names.length;
  const first = isAll ? names.slice(0, -1) : names;
  const last = isAll ? names.at(-1)! : `${count - names.length} more`;
  return first.length === 0 ? last : `${first.join(", ")} and ${last}`;
}

function sum(passed: readonly PassedOver[]): number {
  return passed.reduce((total, { count }) => total + count, 0);
}

/** What is said of those of whom nobody is told by name. */
const AS_THEY: Readonly<Record<WhyNot["kind"], string>> = {
  failed: "have failed",
  "in vain": "were tried in vain",
  busy: "are busy",
  power: "have their power with somebody",
  data: "are kept from it by data",
  unable: "are not made for it",
};
