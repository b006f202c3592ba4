/** Reads the files that a scenario takes parts from. */
import { MAX_INCLUDES, LARGEST_SCENARIO, MAX_TOTAL_TEXT } from "../limits.js";
import { pathInFolder, type Sources } from "../sources.js";
import type { Located, Scalar } from "./located.js";
import { parseYaml, tooLarge } from "./parse-yaml.js";
import type { Report } from "./report.js";

/** The folder of the scenario and what has been read from it. */
export class Inclusion {
  private total = 0;
  private readonly open: string[] = [];
  private readonly folder: string;

  constructor(
    file: string,
    private readonly sources: Sources,
    private readonly report: Report,
  ) {
    this.folder = file.slice(0, file.lastIndexOf("/") + 1);
    this.open.push(file.slice(this.folder.length));
  }

  /** The tree of the file that `at` names, made by `expand` into what it means; Unreadable when it cannot be had. */
  take(at: Scalar, expand: (tree: Located) => Located): Located {
    const path = pathInFolder(at.text);
    if (path === null) {
      return this.report.refuse(at.place, {
        message: `${at.text} is outside the scenario's folder`,
        expected: "a path inside it, with / between folders",
      });
    }
    if (this.open.includes(path)) {
      return this.report.refuse(at.place, { message: `${[...this.open, path].join(" includes ")}` });
    }
    if (this.open.length >= MAX_INCLUDES) {
      return this.report.refuse(at.place, { message: `more than ${MAX_INCLUDES} files include each other` });
    }
    const text = this.sources.read(path);
    if (text instanceof Error) {
      return this.report.refuse(at.place, { message: `${path} cannot be read: ${text.message}` });
    }
    this.total += text.length;
    if (text.length > LARGEST_SCENARIO || this.total > MAX_TOTAL_TEXT)
      this.report.refuse(at.place, tooLarge(text.length));
    this.open.push(path);
    const tree = expand(parseYaml(text, this.folder + path, this.report));
    this.open.pop();
    return tree;
  }
}
