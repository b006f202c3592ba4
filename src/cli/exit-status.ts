/** What the shell is told. */
export const EXIT = {
  well: 0,
  /** An expectation, a comparison or an invariant failed. */
  failed: 1,
  wrongInput: 2,
  /** A defect of the program itself. */
  defect: 70,
  /** Ctrl-C: what was finished is written. */
  interrupted: 130,
  /** Asked to terminate: the same. */
  terminated: 143,
} as const;
