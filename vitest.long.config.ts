// Tests that take too long for `npm test`: `npm run campaign` runs them, and so does `npx vitest run --config vitest.long.config.ts FILE`.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/**/*.long.ts"], testTimeout: 900_000, hookTimeout: 900_000, maxWorkers: 1 },
});
