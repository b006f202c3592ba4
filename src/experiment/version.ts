/** The version in package.json. */
import { readFileSync } from "node:fs";

/** The version of Understudy, which is part of what makes two runs equal. */
export function version(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
