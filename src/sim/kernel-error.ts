/** The error of everything in this room: a wrong use of the kernel, with the simulated time at which it was noticed. */
import type { Micros } from "../units/index.js";

export class KernelError extends Error {
  override readonly name = "KernelError";

  /** @param now the simulated time at which the mistake was noticed; it also ends the message. */
  constructor(
    message: string,
    readonly now: Micros,
  ) {
    super(`${message} (at ${now} µs of simulated time)`);
  }
}
