/** The packages of the fleet, which only those install who want one; apart, so that no declaration that others read needs them. */
import { InputError } from "./input-error.js";

/** @throws InputError that names what to install */
export async function loadBullmq(): Promise<typeof import("bullmq")> {
  try {
    return await import("bullmq");
  } catch {
    throw new InputError("--queue needs two packages that are not installed: npm install bullmq@6.7.0 ioredis@5");
  }
}
