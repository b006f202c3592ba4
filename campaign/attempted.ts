/** One input tried: what a hunt throws is a finding, with its stack. */
import type { Hunt } from "./hunt.js";

/** What was found, `null` when nothing was. */
export async function attempted(hunt: Hunt, input: () => unknown): Promise<string | null> {
  try {
    return await hunt.attempt(await input());
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
