/** The user's mistake: a message that says what, where and the way out. */
export class InputError extends Error {
  override readonly name = "InputError";
}
