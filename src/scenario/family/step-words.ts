/** What the steps of routines are called, and the numbers that figures give them. */

/** What a list of steps of any routine tells of its words. */
interface Named {
  readonly name: string;
  readonly figure?: string;
  readonly otherwise: unknown;
}

/** Those of what is done instead among them; each once. */
export function stepWordsOf(steps: readonly Named[]): readonly string[] {
  const words = steps.flatMap(({ name, figure, otherwise }) => [
    name,
    ...(figure === undefined ? [] : [figure]),
    ...(Array.isArray(otherwise) ? stepWordsOf(otherwise as readonly Named[]) : []),
  ]);
  return [...new Set(words)];
}
