/** Names told to people: all of a few, of many the first and how many there are besides. */

/**
 * @param most so many are told all; of more, one fewer and the number of the rest, so that nothing gets longer by being cut
 * @returns `a, b, c`, or `a, b and 98 more`
 */
export function someOf(names: readonly string[], most: number, between = ", "): string {
  if (names.length <= most) return names.join(between);
  const told = names.slice(0, most - 1);
  return `${told.join(between)} and ${names.length - told.length} more`;
}
