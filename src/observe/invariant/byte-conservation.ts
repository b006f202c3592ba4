/** What is copied arrives, and nothing arrives that was not sent. */
import { count, type Phrase, say } from "../../control/index.js";
import type { ChannelAudit } from "../../model/index.js";
import { SECOND } from "../../units/index.js";
import { DeviceLedger } from "../account/device-ledger.js";
import { endpointName } from "../account/endpoint-name.js";
import { sizeOf } from "../account/write-set.js";
import { hasVolumes } from "./applies.js";
import type { Invariant } from "./invariant.js";

/**
 * Evaluated when a copy of which something could be missing ends: its target holds the writes that the source held when
 * it began, or none where it broke off. Evaluated at each audit of a channel: it carried what its copies moved; and when a
 * run of a transfer is declared complete: as many bytes have arrived, those that were sent twice counted once, as it had.
 */
export const byteConservation: Invariant = {
  name: "byte-conservation",
  about:
    "What adapters and links carry for copies has arrived, got lost with a copy that broke off, or is under way, and a " +
    "copy holds what its source did: bytes that vanish in silence would make a replica look complete.",
  idle: "nothing was copied",
  expectedIn: hasVolumes,
  watch: (finding, { context }) => {
    const volumes = context.spec.arrays.flatMap((array) => array.volumes);
    const ledgers = new Map(volumes.map((volume) => [volume.name, new DeviceLedger(volume)]));
    /** Runs of transfers that are open, by transfer and number: how large they are, and how much of that is there. */
    const runs = new Map<
      string,
      { readonly transfer: string; readonly target: string; readonly bytes: number; arrived: number }
    >();
    /** By target: the transfer for which it was written last. */
    const writtenFor = new Map<string, string>();
    const judge = (holds: boolean | null, at: number, what: () => string | Phrase): void => {
      if (holds === null) return;
      finding.stake();
      if (!holds) finding.violated(at, what());
    };
    return {
      hears: {
        WritesAcknowledged: (record) => ledgers.get(record.volume)?.acknowledge(record),
        WritesStored: (record) => ledgers.get(record.volume)?.store(record),
        DataMounted: (record) => ledgers.get(record.volume)?.mount(record),
        CopyMounted: (record) => ledgers.get(record.volume)?.share(record),
        DiskChanged: ({ volume, device, works }) => ledgers.get(volume)?.break(device, works),
        DeviceOverwritten: ({ volume, device }) => ledgers.get(volume)?.overwrite(device),
        MirrorSplit: ({ volume, device }) => ledgers.get(volume)?.split(device),
        MirrorEstablished: (record) => ledgers.get(record.volume)?.join(record),
        CopyStarted: (record) => ledgers.get(record.volume)?.beginCopy(record),
        CopyEnded: (record) => {
          const { volume, target, result, holds, at } = record;
          const should = result === "done" ? "its source held others when it began" : "it broke off";
          const told = () => `the copy to ${target} is ${result} and holds ${sizeOf(holds)} writes, but ${should}`;
          judge(ledgers.get(volume)?.endCopy(record) ?? null, at, told);
        },
        BackupStarted: ({ volume }) => ledgers.get(volume)?.beginBackup(),
        BackupTaken: (record) => {
          const { volume, backup, holds, at } = record;
          const told = () => `${backup} holds ${sizeOf(holds)} writes, and ${volume} held others when it began`;
          judge(ledgers.get(volume)?.endBackup(record) ?? null, at, told);
        },
        // Opened again after its target had lost everything: what arrived before counts no more.
        RunOpened: ({ transfer, run, bytes, target }) =>
          void runs.set(`${transfer} ${run}`, { transfer, target: endpointName(target), bytes, arrived: 0 }),
        // What had arrived of another transfer for the same target is written over.
        WritingBegan: ({ transfer, target }) => {
          const name = endpointName(target);
          const before = writtenFor.get(name);
          writtenFor.set(name, transfer);
          if (before === undefined || before === transfer) return;
          for (const each of runs.values()) if (each.target === name && each.transfer === before) each.arrived = 0;
        },
        ExtentsWritten: ({ transfer, run, bytes, again }) => {
          const open = runs.get(`${transfer} ${run}`);
          if (open !== undefined) open.arrived += bytes - again;
        },
        RunClosed: ({ transfer, run, at }) => {
          const { bytes, arrived } = runs.get(`${transfer} ${run}`) ?? { bytes: 0, arrived: 0 };
          runs.delete(`${transfer} ${run}`);
          const told = () => say`run ${run} of ${transfer} is complete with ${count(arrived)} of ${count(bytes)} bytes`;
          judge(arrived === bytes, at, told);
        },
        ChannelsAudited: ({ channels, at }) => {
          for (const audit of channels) judge(isBalanced(audit), at, () => sayImbalance(audit));
        },
      },
    };
  },
};

/** A copy ends at a whole microsecond, less than a byte before all of it was moved or less than a microsecond after. */
function isBalanced({ bandwidth, copies, sent, delivered, lost, underWay }: ChannelAudit): boolean {
  const rounding = copies * Math.max(1, bandwidth / SECOND);
  // Three of the four are told to the nearest byte.
  return Math.abs(sent - delivered - lost - underWay) <= rounding + 1.5;
}

function sayImbalance({ channel, sent, delivered, lost, underWay }: ChannelAudit): Phrase {
  return say`${channel} carried ${count(sent)} bytes: ${count(delivered)} arrived, ${count(lost)} broke off, ${count(underWay)} are under way`;
}
