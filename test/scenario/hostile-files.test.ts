// Files that want to cost time or memory are refused with a message; each of these would take minutes or gigabytes if it were not.
import { expect, test } from "vitest";
import { LARGEST_SCENARIO } from "../../src/scenario/index.js";
import { decode, problemsOf, SMALL } from "./a-scenario.js";
import { newScenario } from "./starter.js";

const letters = [..."bcdefghij"];
const aliasBomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${letters
  .map((letter, index) => `${letter}: &${letter} [${Array<string>(9).fill(`*${"abcdefghi"[index]}`).join(",")}]`)
  .join("\n")}`;

function likeBomb(depth: number): string {
  return depth === 0 ? "{ a: 1 }" : `{ p: ${likeBomb(depth - 1)}, q: { like: p } }`;
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test.each<[string, () => string, string]>([
  ["100 MB", () => "x".repeat(100e6), "1:1 100000000 characters are too much for a scenario file"],
  [
    "one character too many",
    () => "x".repeat(LARGEST_SCENARIO + 1),
    "1:1 5000001 characters are too much for a scenario file",
  ],
  ["an alias bomb", () => aliasBomb, "6:7 this makes more than 500000 values"],
  ["an alias of itself", () => "a: &a [*a]", "1:8 *a contains itself"],
  ["deep lists", () => "[".repeat(4e6), "1:64 nested more than 64 levels deep"],
  ["deep mappings", () => "{a: ".repeat(1e6), "1:253 nested more than 64 levels deep"],
  ["deep lists on one line", () => "- ".repeat(2e6), "1:127 nested more than 64 levels deep"],
  ["deep keys", () => "? ".repeat(2e6), "1:127 nested more than 64 levels deep"],
  ["a million items", () => `a: [${"b,".repeat(1e6)}]`, "1:666667 more than 1000000 words and marks"],
  ["a bomb of like", () => `hosts: ${likeBomb(28)}`, "1:58 this makes more than 500000 values, written out"],
  ["a million hosts", () => `${SMALL}  n{i}: { count: 1000000, network: lan }`, "7:18 a count of 1000000 cannot be"],
  [
    "many counts",
    () =>
      `hosts:\n${numbers(500)
        .map((n) => `  w${n}-{i}: { count: 50000, network: lan }`)
        .join("\n")}`,
    "5:20 a count of 50000 makes more than 500000 values in all",
  ],
  [
    "a count of a long text",
    () => `hosts:\n  w{i}: { count: 50000, network: "${"{i}".repeat(1e6)}" }`,
    "2:18 a count of 50000 makes more than 500000 values in all",
  ],
])("%s", (_, text, expected) => {
  expect(problemsOf(text())).toContain(expected);
});

test("a long chain of like is read from its end", () => {
  const chain = numbers(5000).toReversed();
  const text = `${SMALL}links:\n${chain.map((n) => `  h${n + 1}: { like: h${n} }`).join("\n")}\n  h0: {}`;
  expect(problemsOf(text)).toEqual(["72:18 more than 64 entries are like each other"]);
});

test("a chain of files", () => {
  const files = Object.fromEntries(numbers(30).map((n) => [`f${n}.yaml`, `include: f${n + 1}.yaml\n`]));
  expect(problemsOf("include: f0.yaml", files)).toEqual(["1:10 more than 16 files include each other"]);
});

test("a large file that is included again and again", () => {
  const files = { "big.yaml": `# ${"x".repeat(4e6)}\na: 1\n` };
  expect(problemsOf("a: { include: big.yaml }\nb: { include: big.yaml }\nc: { include: big.yaml }\n", files)).toEqual([
    "3:15 4000008 characters are too much for a scenario file",
  ]);
});

test("more errors than anybody reads", () => {
  const text = `${SMALL}${numbers(5000)
    .map((n) => `  a${"x".repeat(n % 60)}${n}: { netwrk: lan }`)
    .join("\n")}`;
  expect(decode(text).problems).toHaveLength(200);
});

test("names that JavaScript objects have already", () => {
  const text = `${SMALL}  constructor: { network: toString, storage: { valueOf: { link: a, port: b } } }\n  __proto__: { network: lan }\n`;
  expect(problemsOf(text)).toEqual([
    "7:27 there is no network named toString",
    "7:65 there is no link named a",
    "7:74 there is no port-adapter named b",
    '8:3 "__proto__" cannot be a name',
  ]);
  expect(problemsOf(SMALL.replaceAll("lan", "constructor"))).toEqual([]);
});

test("line ends and a byte order mark make no difference", () => {
  const text = newScenario("x");
  const digests = [text, text.replaceAll("\n", "\r\n"), `\ufeff${text}`].map((each) => decode(each).scenario?.digest);
  expect(new Set(digests).size).toBe(1);
  expect(digests[0]).toMatch(/^[0-9a-f]{32}$/);
  const [problem] = decode(text.replaceAll("\n", "\r\n").replace("seed: 1 ", "sed: 1 ")).problems;
  expect(problem).toMatchObject({ line: 6, excerpt: expect.stringMatching(/overrides it$/) as string });
});

test("forty thousand hosts are no problem", () => {
  const { scenario, problems } = decode(`${SMALL}  n-{i}: { count: 40000, network: lan }\n`);
  expect(problems).toEqual([]);
  expect(scenario!.world.hosts).toHaveLength(40_001);
});
