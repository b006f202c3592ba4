/** Pauses of whoever computes in the main thread, in which timers and signals get their turn. */

/** How long a thread may be kept from timers and signals. */
export const LONGEST_WITHOUT_PAUSE = 50;

/** What it returns is to be called again and again; it pauses when it is time to, and says whether it was. */
export function pausing(): () => Promise<boolean> {
  let paused = performance.now();
  return async () => {
    if (performance.now() - paused <= LONGEST_WITHOUT_PAUSE) return false;
    await new Promise((resolve) => setImmediate(resolve));
    paused = performance.now();
    return true;
  };
}
