// A machine of somebody else's stands on the bench beside those of the house, as soon as it is cast.
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rewrite } from "../control/bench.js";
import { casts } from "../control/cast/index.js";
import { teachNotes, teachReasons } from "../../src/control/index.js";
import { greeting } from "./cast.js";
import { notes, reasons } from "./greeting/words.js";

casts.set("greeting", greeting);
teachReasons(reasons);
teachNotes(notes);

const file = new URL("testdata/friends.txt", import.meta.url);
const text = readFileSync(file, "utf8");

test(text.split("\n", 1)[0]!.replace(/^# /, ""), () => {
  const rewritten = rewrite(text, "greeting");
  if (process.env["REWRITE"] === "1") writeFileSync(file, rewritten);
  else expect(rewritten).toBe(text);
});
