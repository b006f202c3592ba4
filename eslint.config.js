// What the compiler cannot see: clocks, chance, `**`, unordered iteration and async in the rooms that must be deterministic.
import tseslint from "typescript-eslint";

/** Rooms in which the same scenario, seed and version must give the same bytes. */
const DETERMINISTIC_ROOMS = ["units", "sim", "control", "model", "stats", "result", "scenario", "observe"];

const CLOCKS_AND_CHANCE = [
  "Date",
  "Intl",
  "performance",
  "crypto",
  "process",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "fetch",
  "navigator",
  "WeakRef",
  "FinalizationRegistry",
  "Atomics",
  "SharedArrayBuffer",
  "globalThis",
];

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", "vendor/**", "reports/**", "coverage/**", "**/fixtures/**"] },
  ...tseslint.configs.recommended,
  {
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.property.name=/^(sort|toSorted)$/][arguments.length=0]",
          message: "Pass a comparator that orders totally.",
        },
      ],
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  {
    files: DETERMINISTIC_ROOMS.map((room) => `src/${room}/**/*.ts`),
    rules: {
      "no-restricted-globals": ["error", ...CLOCKS_AND_CHANCE],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Draw from a named stream." },
        { object: "Math", property: "pow", message: "Differs in the last digit between versions of V8." },
        { property: "localeCompare", message: "Depends on the locale: compare with < and >." },
        { property: "toLocaleString", message: "Depends on the locale." },
        { property: "toLocaleUpperCase", message: "Depends on the locale." },
        { property: "toLocaleLowerCase", message: "Depends on the locale." },
      ],
      "no-restricted-imports": [
        "error",
        { patterns: ["node:*", "fs", "os", "crypto", "timers", "worker_threads", "perf_hooks"] },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "BinaryExpression[operator='**'], AssignmentExpression[operator='**=']",
          message: "** differs in the last digit between versions of V8.",
        },
        {
          selector: "CallExpression[callee.property.name=/^(sort|toSorted)$/][arguments.length=0]",
          message: "Pass a comparator that orders totally.",
        },
        {
          selector: "ForInStatement",
          message: "The order of for…in is not the order you mean: use Object.keys or a Map.",
        },
        {
          selector:
            "FunctionDeclaration[async=true], FunctionExpression[async=true], ArrowFunctionExpression[async=true], AwaitExpression",
          message: "Everything below `experiment` is synchronous.",
        },
      ],
    },
  },
);
