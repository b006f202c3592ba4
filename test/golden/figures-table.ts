/**
 * The golden figures that nobody reads as a story: digests, events, and how often each invariant had something at stake.
 * They stand in one table, so that an invariant more or an event less changes one file, and the texts only when what
 * happens has changed.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { InvariantResult, ReplicationResult } from "../../src/result/index.js";

const HEAD = `# Of each scenario and policy: digests, events executed, how often each invariant had something at stake, and what was
# violated. REWRITE=1 npx vitest run test/golden writes it anew.
`;

// Fixed, so that a long name that is added does not move every other line.
const RUN_WIDTH = 58;
const FIGURE_WIDTH = 38;

/** A line of the table. @param run a scenario, or a scenario and a policy with a colon between them */
export function row(run: string, figure: string, value: string | number): string {
  return `${run.padEnd(RUN_WIDTH)} ${figure.padEnd(FIGURE_WIDTH)} ${value}`;
}

/** Everything of a run that a saved event or an added invariant changes. */
export function rowsOf(run: string, { digest, eventsExecuted, invariants }: ReplicationResult): readonly string[] {
  return [
    row(run, "behaviour", digest.behaviour),
    row(run, "schedule", digest.schedule),
    row(run, "events", eventsExecuted),
    ...invariants.flatMap(({ name, atStake, violations, examples }) => [
      ...(atStake > 0 ? [row(run, `at stake ${name}`, atStake)] : []),
      ...(violations > 0
        ? [row(run, `VIOLATED ${name}`, `${violations}: ${examples.map(sayExample).join("; ")}`)]
        : []),
    ]),
  ];
}

function sayExample({ atSeconds, what }: InvariantResult["examples"][number]): string {
  return `at ${atSeconds} ${what}`;
}

/** The table as a file: read once, compared scenario by scenario, and written when all have run. */
export class FiguresTable {
  private readonly rows = new Map<string, readonly string[]>();

  constructor(private readonly file: string) {
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
    for (const line of lines.filter((each) => each !== "" && !each.startsWith("#"))) {
      const scenario = line.slice(0, line.search(/[: ]/));
      this.rows.set(scenario, [...(this.rows.get(scenario) ?? []), line]);
    }
  }

  get scenarios(): readonly string[] {
    return [...this.rows.keys()];
  }

  of(scenario: string): readonly string[] {
    return this.rows.get(scenario) ?? [];
  }

  put(scenario: string, rows: readonly string[]): void {
    this.rows.set(scenario, rows);
  }

  /** @param scenarios those that there are: rows of others are left out */
  write(scenarios: readonly string[]): void {
    writeFileSync(this.file, HEAD + scenarios.map((each) => `\n${this.of(each).join("\n")}\n`).join(""));
  }
}
