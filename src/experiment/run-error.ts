/** A defect of ours that ended a run: says where to find it again. */

export interface RunPlace {
  readonly seed: string;
  readonly policy: string;
  readonly replication: number;
  readonly atSeconds: number;
}

/** A defect of the simulator itself, with the seed, the replication and the simulated time at which it showed. */
export class RunError extends Error {
  override readonly name = "RunError";

  constructor(
    message: string,
    readonly where: RunPlace,
    cause: unknown,
  ) {
    const { seed, policy, replication, atSeconds } = where;
    super(`${message} (seed ${seed}, policy ${policy}, replication ${replication}, at ${atSeconds} s)`, { cause });
  }
}
