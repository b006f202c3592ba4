/** Which part is at fault: one that does not work because of what it hangs on is put right there, and not where it shows. */
import type { MemberConfig } from "./member-config.js";

/**
 * The parts that have to be put right for this one to work: itself, or what carries it, down to where nothing below fails.
 * @param fails what was found not to work, for whatever reason
 */
export function atFaultFor(
  part: string,
  hangsOn: MemberConfig["hangsOn"],
  fails: (part: string) => boolean,
): readonly string[] {
  const below = (hangsOn[part] ?? []).filter((group) => group.every(fails)).flat();
  if (below.length === 0) return [part];
  return [...new Set(below.flatMap((each) => atFaultFor(each, hangsOn, fails)))];
}

/** All that a part hangs on, and what that does; a part that others stand beside counts too, for it carries when they fail. */
export function carriersOf(part: string, hangsOn: MemberConfig["hangsOn"]): ReadonlySet<string> {
  const found = new Set((hangsOn[part] ?? []).flat());
  // Whatever is added is gone through as well.
  for (const each of found) for (const below of (hangsOn[each] ?? []).flat()) found.add(below);
  return found;
}
