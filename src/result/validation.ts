/** What a validation found: figures beside theory, and errors that were planted. */

/** One figure of one item, measured. */
export interface ValidationRow {
  readonly item: string;
  readonly title: string;
  /** Whose result theory is. */
  readonly source: string;
  readonly figure: string;
  readonly theory: number;
  readonly mean: number;
  /** Of the mean, 99.9 %; without ends where there is one replication only. */
  readonly interval: { readonly low: number; readonly high: number };
  readonly replications: number;
  /** Whether the interval covers theory. */
  readonly agrees: boolean;
  /** The smallest relative error of this figure that would be found with a probability of 90 %. */
  readonly finds: number;
}

/** What came of one error that was planted. */
export interface PlantedError {
  readonly item: string;
  readonly parameter: string;
  /** The figure of the item that it moves most, and by how much, relatively, as theory says. */
  readonly figure: string;
  readonly moves: number;
  /** Whether that is enough to ask that it is found. */
  readonly asked: boolean;
  readonly found: boolean;
  /** The smallest relative error of that figure that would be found with a probability of 90 %. */
  readonly finds: number;
}
