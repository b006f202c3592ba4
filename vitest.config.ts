import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { builtRooms, loadBuilt } from "./test/built.ts";

/** They add to what the house consists of: what they do may not reach other files. */
const APART = [
  "test/pretend/**/*.test.ts",
  "test/mutants/sites/mutants.test.ts",
  "test/mutants/sites/one-failure-is-survived.test.ts",
  "test/observe/subject/added.test.ts",
  "test/scenario/family/registry.test.ts",
];

/**
 * They wait for other processes, threads and signals, on machines that are busy: what fails is tried once more, and told of by
 * the reporter. Nothing that this process computes itself is tried twice.
 */
const PROCESSES = ["test/cli/**/*.test.ts"];

/** What takes longest begins before what is short, so that no core waits for it at the end. */
const LONGEST = /\/test\/(cli|campaign|golden|mutants|scenario\/keys|docs|determinism)\//;

/** Those apart come first: files that follow each other share one process, and what it has loaded. */
class InGoodOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ project, moduleId }: TestSpecification): number => {
      return project.name === "apart" ? 0 : LONGEST.test(moduleId) ? 1 : 2;
    };
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

const setupFiles = ["test/fixed-seed.ts"];
const shared = { setupFiles, testTimeout: 120_000, hookTimeout: 120_000, ...loadBuilt };

export default defineConfig({
  test: {
    // One more than there are cores: tests of commands and fleets wait for other processes.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: InGoodOrder },
    projects: [
      { plugins: [builtRooms()], test: { ...shared, name: "apart", include: APART } },
      {
        plugins: [builtRooms()],
        test: { ...shared, name: "processes", include: PROCESSES, isolate: false, retry: 1 },
      },
      {
        plugins: [builtRooms()],
        test: {
          ...shared,
          name: "house",
          include: ["test/**/*.test.ts"],
          exclude: [...APART, ...PROCESSES],
          isolate: false,
        },
      },
    ],
  },
});
