/** What a report folder keeps so that its run can be repeated: the scenario as it was read, and the first replications' checkpoints. */
import { serialiseReplay, type ScenarioText } from "../experiment/index.js";
import type { ReportFile } from "../report/index.js";
import type { Checkpoint } from "../sim/index.js";

export function replayFiles(
  source: ScenarioText,
  everyEvent: boolean,
  checkpoints: Readonly<Record<string, readonly Checkpoint[]>>,
): readonly ReportFile[] {
  return [
    { name: "scenario.yaml", content: source.text },
    { name: "replay.json", content: serialiseReplay({ source, everyEvent, checkpoints }) },
  ];
}
