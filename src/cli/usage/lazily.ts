/** Commands are loaded when they are called: help and completion do not wait for a simulator. */

/** An action that first loads what it calls. */
export function lazily<Arguments extends readonly unknown[]>(
  load: () => Promise<(...args: Arguments) => unknown>,
): (...args: Arguments) => Promise<void> {
  return async (...args) => {
    const act = await load();
    await act(...args);
  };
}
