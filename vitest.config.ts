import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { builtRooms, loadBuilt } from "./test/built.ts";

/** They add to what the house consists of, or stand in the place of the process: what they do may not reach other files. */
const APART = [
  "test/pretend/**/*.test.ts",
  "test/campaign/**/*.test.ts",
  "test/observe/subject/added.test.ts",
  "test/scenario/family/registry.test.ts",
];

/** Those apart come first: files that follow each other share one process, and what it has loaded. */
class ApartFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isApart = ({ project }: TestSpecification): boolean => project.name === "apart";
    return [...sorted.filter(isApart), ...sorted.filter((file) => !isApart(file))];
  }
}

const shared = { testTimeout: 120_000, hookTimeout: 120_000, ...loadBuilt };

export default defineConfig({
  test: {
    // By default one core is left to a watching developer; on the two of a CI runner that is half of them.
    maxWorkers: "100%",
    sequence: { sequencer: ApartFirst },
    projects: [
      { plugins: [builtRooms()], test: { ...shared, name: "apart", include: APART } },
      {
        plugins: [builtRooms()],
        test: { ...shared, name: "house", include: ["test/**/*.test.ts"], exclude: APART, isolate: false },
      },
    ],
  },
});
