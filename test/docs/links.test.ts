// Whatever a page of the documentation leads to is there: files, headings, and the files of the repository that it names.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];

const textOf = (page: string): string => readFileSync(join(ROOT, page), "utf8");

/** The names by which a page's headings, and other places that it marks, are led to. */
function placesIn(page: string): ReadonlySet<string> {
  const text = textOf(page);
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(/\s/g, "-"),
  );
  const marks = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id!);
  return new Set([...headings, ...marks]);
}

test.each(PAGES)("%s leads only to what is there", (page) => {
  const links = [...textOf(page).matchAll(/\]\(([^)#:]*)(?:#([^)]+))?\)/g)];
  const wrong = links.flatMap(([link, file = "", place]) => {
    const target = file === "" ? page : join(dirname(page), file);
    if (!existsSync(join(ROOT, target))) return [link];
    return place === undefined || placesIn(target).has(place) ? [] : [link];
  });
  expect(wrong).toEqual([]);
});

test.each(PAGES)("%s names only files that are there", (page) => {
  const named = textOf(page).matchAll(/`((?:src|test|campaign|scripts|scenarios|templates|bench)\/[\w./-]+)`/g);
  const wrong = [...named].flatMap(([, path = ""]) => {
    const isPattern = /NAME|FAMILY/.test(path);
    const isThere = [path, `${path}.yaml`, `${path}.ts`].some((each) => existsSync(join(ROOT, each)));
    return isPattern || isThere ? [] : [path];
  });
  expect(wrong).toEqual([]);
});
