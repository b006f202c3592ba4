import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // By default one core is left to a watching developer; on the two of a CI runner that is half of them.
    maxWorkers: "100%",
  },
});
