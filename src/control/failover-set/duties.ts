/** From a failed service to its set, and from there to an alternate: who works, who does what, and who could. */
import type { Configuration } from "./configuration.js";
import type { ComponentMember, ComponentSet } from "./member-config.js";

/** What somebody does in a set: in an `n-way` one each member has a duty of its own, in others there is one for all. */
export interface Duty {
  readonly name: string;
  readonly set: ComponentSet;
  /** Who does it while all works. */
  readonly first: string;
}

export function dutiesOf(sets: readonly ComponentSet[]): readonly Duty[] {
  return sets.flatMap((set) =>
    set.composition === "n-way"
      ? set.members.map(({ name }) => ({ name: `${set.name}/${name}`, set, first: name }))
      : [{ name: set.name, set, first: set.members[0]!.name }],
  );
}

export function holderOf({ duties }: Pick<Configuration, "duties">, { name, first }: Duty): string | null {
  const holder = duties[name];
  return holder === undefined ? first : holder;
}

/** A member works while all its parts do; one that is a set while any of that does. */
export function works(member: ComponentMember, sets: readonly ComponentSet[], fails: (part: string) => boolean): boolean {
  if (member.set === undefined) return !member.parts.some(fails);
  const inner = sets.find(({ name }) => name === member.set);
  return inner !== undefined && inner.members.some((each) => works(each, sets, fails));
}

/**
 * Who is to do a duty whose holder does not work: in a hierarchy the first that does, in an n-way set whoever has least to do.
 * @param load how many duties somebody has
 */
export function alternateFor(
  { set }: Duty,
  isAble: (member: ComponentMember) => boolean,
  load: (member: string) => number,
): string | null {
  if (set.composition === "single") return null;
  const able = set.members.filter(isAble);
  const [first] = set.composition === "n-way" ? able.toSorted((a, b) => load(a.name) - load(b.name)) : able;
  return first?.name ?? null;
}
