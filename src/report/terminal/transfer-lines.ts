/** What the terminal says of data that is moved, of what I/Os wait for, and of tasks that are given. */
import type { PolicyResult, Subject } from "../../result/index.js";
import { formatNumberOf } from "../number-format.js";
import { busyPassages, NOTHING_BUSY } from "../passage-facts.js";
import { answersOfTasks, consolesIn, tasksInWords } from "../task-facts.js";
import { type Lines, paragraph } from "../terminal-text.js";
import {
  bytesInWords,
  lagInWords,
  runsInWords,
  transfersIn,
  transfersTold,
  troubleInWords,
} from "../transfer-facts.js";

/** So many consoles are told one by one. */
const MOST_TOLD = 12;

export function transferBlocks(policy: PolicyResult): Lines {
  const { told, left } = transfersTold(policy, transfersIn(policy));
  return [...told.flatMap((each) => transferLines(policy, each)), ...(left === null ? [] : paragraph(left, 2))];
}

function transferLines(policy: PolicyResult, { name }: Subject): Lines {
  const trouble = troubleInWords(policy, name);
  const facts = [
    lagInWords(policy, name),
    bytesInWords(policy, name),
    ...(trouble.length > 0 ? [trouble.join(", ")] : []),
  ];
  return [...paragraph(`${name}: ${runsInWords(policy, name)}`, 2), ...facts.flatMap((each) => paragraph(each, 4))];
}

/** What I/Os waited for on their way to exported devices. */
export function passageBlocks(policy: PolicyResult): Lines {
  const busy = busyPassages(policy);
  if (busy === null) return [];
  if (busy.length === 0) return paragraph(NOTHING_BUSY, 2);
  return busy.flatMap(({ name, busy, queue, time }) =>
    paragraph(`${name}: busy ${busy}, ${queue} I/Os there on average, each for ${time}`, 2),
  );
}

export function consoleBlocks(policy: PolicyResult): Lines {
  const consoles = consolesIn(policy);
  const others = consoles.length - MOST_TOLD;
  return [
    ...consoles.slice(0, MOST_TOLD).flatMap((name) => {
      const answers = answersOfTasks(policy, name);
      return [
        ...paragraph(`${name}: ${tasksInWords(policy, name)}`, 2),
        ...(answers.length > 0 ? paragraph(answers.join(", "), 4) : []),
      ];
    }),
    ...(others > 0 ? paragraph(formatNumberOf(others, "other console"), 2) : []),
  ];
}
