import { describe, expect, test } from "vitest";
import { junitXml } from "../../src/report/junit.js";
import type { Summary } from "../../src/result/index.js";
import { sampleSummary } from "./sample.js";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function unescape(text: string): string {
  expect(text.replace(/&(lt|gt|amp|quot|apos|#x[0-9A-F]+);/g, "")).not.toMatch(/[<&]/);
  return text.replace(/&(?:#x([0-9A-F]+)|(\w+));/g, (_, hex: string | undefined, name: string) =>
    hex === undefined ? ENTITIES[name]! : String.fromCodePoint(parseInt(hex, 16)),
  );
}

/** A strict reader of the XML that JUnit files need: throws on anything else. */
function parseXml(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const token = /<\?xml[^?]*\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/(\w+)>|<(\w+)((?:\s+\w+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  while (token.lastIndex < xml.length) {
    const match = token.exec(xml);
    if (match === null) throw new Error("not well-formed");
    const [, cdata, closing, opening, attributes, empty, text] = match;
    if (cdata !== undefined) open.at(-1)!.text += cdata;
    else if (text !== undefined) open.at(-1)!.text += unescape(text);
    else if (closing !== undefined) expect(open.pop()!.name).toBe(closing);
    else if (opening !== undefined) {
      const pairs = [...attributes!.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name!, unescape(value!)]);
      const element: Element = { name: opening, attributes: Object.fromEntries(pairs), children: [], text: "" };
      open.at(-1)!.children.push(element);
      if (empty === "") open.push(element);
    }
  }
  expect(open).toEqual([root]);
  expect(root.children).toHaveLength(1);
  return root.children[0]!;
}

function casesOf(element: Element): readonly Element[] {
  return element.name === "testcase" ? [element] : element.children.flatMap(casesOf);
}

function has(child: string): (element: Element) => boolean {
  return ({ children }) => children.some(({ name }) => name === child);
}

describe("junit.xml", () => {
  test("has one suite per policy, one case per expectation and invariant, and right counts", () => {
    const suites = parseXml(junitXml(sampleSummary({ policies: ["a", "b"], fails: true })));
    expect(suites.name).toBe("testsuites");
    expect(suites.children.map(({ attributes }) => attributes["name"])).toEqual([
      "web-crash under a",
      "web-crash under b",
    ]);
    for (const suite of suites.children) {
      const cases = casesOf(suite);
      expect(cases).toHaveLength(6);
      expect(suite.attributes).toMatchObject({ tests: "6", failures: "2", errors: "0", skipped: "2" });
      expect(cases.filter(has("failure"))).toHaveLength(2);
      expect(cases.filter(has("skipped")).map(({ attributes }) => attributes["name"])).toEqual([
        "queue-bounded",
        "no-double-allocation",
      ]);
    }
  });

  test("tells what was measured where an expectation failed, and examples of a violation", () => {
    const failures = casesOf(parseXml(junitXml(sampleSummary({ fails: true })))).flatMap(({ children }) => children);
    expect(failures[0]!.attributes["message"]).toBe("measured 10 min 49 s; missed by 9 min 49 s");
    expect(failures[1]!.attributes["message"]).toBe("violated 3 times in 120");
    expect(failures[1]!.text).toBe("replication 0, day 3 00:00:00: web-1 and web-2 both answer for 10.0.0.11");
  });

  test("fails nothing when all is well", () => {
    expect(casesOf(parseXml(junitXml(sampleSummary()))).filter(has("failure"))).toHaveLength(0);
  });

  test("names neither time nor host, and is the same each time", () => {
    const xml = junitXml(sampleSummary({ fails: true }));
    expect(xml).not.toMatch(/timestamp|hostname|time=/);
    expect(junitXml(sampleSummary({ fails: true }))).toBe(xml);
  });

  test("stays well-formed whatever the names hold", () => {
    const [policy] = sampleSummary({ fails: true }).policies;
    const nasty = `<b> & "quotes" ]]> \u0000\u001b é`;
    const summary: Summary = {
      ...sampleSummary(),
      policies: [
        {
          ...policy!,
          policy: nasty,
          invariants: policy!.invariants.map((each) => ({
            ...each,
            name: nasty,
            examples: each.examples.map((example) => ({ ...example, what: nasty })),
          })),
        },
      ],
    };
    const cases = casesOf(parseXml(junitXml(summary)));
    expect(cases[2]!.attributes["name"]).toBe(`<b> & "quotes" ]]>  é`);
    expect(cases[2]!.children[0]!.text).toContain(`<b> & "quotes" ]]>  é`);
  });
});
