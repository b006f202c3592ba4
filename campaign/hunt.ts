/** What the campaign consists of: hunts, each of which tries inputs that are drawn from numbers, and tells what is wrong with them. */

export interface Hunt<Input = unknown> {
  readonly name: string;
  /** What it tries, in a sentence. */
  readonly about: string;
  /** Of a campaign with fixed seeds, the same for the same commit. */
  readonly fixed: Seeds;
  /** Only these seeds make sense: fresh ones are not drawn. */
  readonly fixedOnly?: true;
  /** One input takes no longer, however busy the machine is; one that does is a finding. */
  readonly limitSeconds: number;
  /** Everything that is needed to try it again, as plain data: the same for the same seed. */
  readonly input: (seed: number) => Input | Promise<Input>;
  /** What is wrong, in words; `null` when all is well. */
  readonly attempt: (input: Input) => string | null | Promise<string | null>;
}

export interface Seeds {
  readonly from: number;
  readonly count: number;
}
