/** What the fields of a schema may ask while they decode: the names of the scenario at hand, its other files. */
import { distributionIn, type Quantity, type WrittenDistribution } from "../quantity/index.js";
import type { Sources } from "../sources.js";
import { Names } from "./names.js";

export interface Context {
  readonly names: Names;
  readonly sources: Sources;
  readonly distribution: Quantity<WrittenDistribution>;
}

/**
 * The scenario that is decoded at the moment. To make the shapes of all sections takes ten times as long as to check a
 * scenario by them: they are made once, for this context, and ask it of whichever scenario is at hand.
 */
export class Decoding implements Context {
  private scenario: Pick<Context, "names" | "sources"> = NOTHING;
  readonly distribution: Context["distribution"] = {
    ...distributionIn(NOTHING.sources),
    parse: (word) => distributionIn(this.sources).parse(word),
  };

  get names(): Names {
    return this.scenario.names;
  }

  get sources(): Sources {
    return this.scenario.sources;
  }

  /** Decodes one scenario. */
  of<T>(names: Names, sources: Sources, decode: () => T): T {
    const { scenario } = this;
    this.scenario = { names, sources };
    try {
      return decode();
    } finally {
      this.scenario = scenario;
    }
  }
}

const NOTHING = { names: new Names(), sources: { read: () => new Error("nothing is read for a schema") } };

export function contextOf(names: Names, sources: Sources): Context {
  return { names, sources, distribution: distributionIn(sources) };
}

/** For the JSON Schema, for which nothing is decoded. */
export function emptyContext(): Context {
  return contextOf(NOTHING.names, NOTHING.sources);
}
