// Tests that take too long for `npm test`: `npm run campaign` runs them, and so does `npx vitest run --config vitest.long.config.ts FILE`.
import { defineConfig } from "vitest/config";
import { builtRooms, loadBuilt } from "./test/built.ts";

export default defineConfig({
  plugins: [builtRooms()],
  test: {
    include: ["test/**/*.long.ts"],
    setupFiles: ["test/fixed-seed.ts"],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    maxWorkers: 1,
    ...loadBuilt,
  },
});
