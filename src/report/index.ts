/** The door of this room: results for eyes and machines. */
export {
  COMPARISON_CHART,
  comparisonFiles,
  comparisonFilesToLookAt,
  comparisonPicture,
  comparisonMarkdown,
  comparisonText,
} from "./comparison-report.js";
export { chronicleOf, chronicleText } from "./chronicle-text.js";
export * from "./csv.js";
export { numberOfIncidents } from "./episode.js";
export * from "./explanation.js";
export { fitPictures } from "./fit-pictures.js";
export { fitText } from "./fit-text.js";
export * from "./markdown.js";
export * from "./number-format.js";
export * from "./replication-lists.js";
export * from "./report-folder.js";
export { isDiskError, ReportFolderError, whyUnwritable } from "./report-folder-error.js";
export { SWEEP_FILES, sweepCsv, sweepFilesToLookAt, sweepPictures, writeSweep } from "./sweep-report.js";
export { sweepText } from "./sweep-text.js";
export * from "./sequence-diagram.js";
export * from "./terminal-summary.js";
export { isWanted } from "./trace/trace-filter.js";
export { openTrace, type TraceFormat } from "./trace/trace-file.js";
export { fitTerminal, TERMINAL_COLUMNS, type TerminalOptions, wrap } from "./terminal-text.js";
export { unbroken } from "./unbroken.js";
export type { Chart, RenderOptions } from "./chart/chart.js";
export { topologyDot, topologyPicture } from "./topology-picture.js";
export {
  plantedMarkdown,
  plantedText,
  validationMarkdown,
  validationSummary,
  validationText,
} from "./validation-text.js";
