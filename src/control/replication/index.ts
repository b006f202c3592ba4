export * from "./orders.js";
export {
  replicationNotes,
  replicationReasons,
  replicationUndertakings,
  type Progress,
  type TransferState,
} from "./words.js";
