/** Max-min fair rates of transfers over the channels that they pass through. */
import type { Micros } from "../../units/index.js";
import type { Channel } from "./channel.js";
import { type Transfer } from "./channel.js";

/**
 * Progressive filling (Bertsekas, Gallager: Data Networks, 6.5.2): all rates rise together; whoever crosses a full channel
 * is fixed. Production counts as one more user of each channel, whose want is its measured demand. Done at each beginning and
 * end of hundreds of copies, so that nothing is allocated for each of them.
 */
export function fairRates(transfers: readonly Transfer[], turn: number, now: Micros): void {
  const used = channelsOf(transfers, turn, now);
  let unfixed = transfers.length;
  while (unfixed > 0) {
    let tightest: Channel | null = null;
    let least = Infinity;
    for (const channel of used) {
      const share = shareOf(channel);
      if (share >= least) continue;
      least = share;
      tightest = channel;
    }
    for (const transfer of tightest?.users ?? transfers) {
      if (transfer.fixed) continue;
      transfer.fixed = true;
      unfixed -= 1;
      transfer.rate = least;
      for (const channel of transfer.channels) {
        channel.copying += least;
        channel.unfixed -= 1;
      }
    }
  }
}

/** Those that somebody uses, ready to be shared anew. @param turn new each time */
function channelsOf(transfers: readonly Transfer[], turn: number, now: Micros): readonly Channel[] {
  const used: Channel[] = [];
  for (const transfer of transfers) {
    transfer.fixed = false;
    for (const channel of transfer.channels) {
      if (channel.shared === turn) continue;
      channel.shared = turn;
      channel.settle(now);
      channel.copying = 0;
      channel.granted = channel.demand;
      channel.unfixed = channel.users.length;
      used.push(channel);
    }
  }
  return used;
}

/** What each unfixed transfer would get of a channel if it were the tightest. */
function shareOf({ up, bandwidth, copying, demand, unfixed }: Channel): number {
  if (unfixed === 0) return Infinity;
  const free = up ? Math.max(0, bandwidth - copying) : 0;
  const withProduction = free / (unfixed + 1);
  return demand < withProduction ? (free - demand) / unfixed : withProduction;
}
