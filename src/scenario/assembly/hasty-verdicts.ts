/** Signs of life that come later than a policy waits for them though nothing has failed: hosts that serve would be replaced. */
import type { FailoverConfig } from "../../control/index.js";
import { namedIn, type WorldSpec } from "../../model/index.js";
import { type Micros, sayLength, SECOND } from "../../units/index.js";
import { latencyBetween } from "./controller-ways.js";
import { listed, saidOnce, type Sentence, tell } from "./sentence.js";

/** What jitter makes no later than this but once in a thousand times is no worry. */
const OFTEN = 0.999;

const FINE = SECOND / 1000;

/** Of a single way from a host to the controller, in one direction. */
interface Way {
  readonly takes: Micros;
  readonly late: Micros;
  /** The networks that make it late, none where all take the same time. */
  readonly jittering: readonly string[];
}

/** Where one source is enough for a verdict: of each that takes somebody who serves for failed. */
export function hastyVerdicts(policy: string, world: WorldSpec, config: FailoverConfig): readonly string[] {
  const { reports, queries, freshness = null, phi = null, when } = config.policy.detect;
  const sources = [reports, queries, freshness, phi].filter((source) => source !== null);
  if ((when === "all" && sources.length > 1) || config.policy.preset === "manual") return [];
  const found: Sentence[] = [];
  for (const { holder } of config.groups) {
    const watched = namedIn(config.hosts, holder)!;
    const way = wayOf(watched.watchedFrom ?? holder, world);
    const isReporting = watched.reportEvery !== null && watched.watchedFrom === undefined;
    if (isReporting && reports?.misses === 1 && way.late > way.takes)
      found.push(
        tell`under ${{ clause: policy }} ${holder} is replaced though it serves: one report that comes late is missed (\`misses: 1\`), and ${{ clause: whose(way) }} makes reports late`,
      );
    if (isReporting && freshness !== null && freshness.shift < way.late)
      found.push(
        tell`under ${{ clause: policy }} ${holder} is replaced though it serves: its reports take ${{ clause: upTo(way) }} to come, and count as too late after ${{ clause: said(freshness.shift) }} (\`freshness\`)`,
      );
    if (queries?.misses === 1 && queries.timeout < 2 * way.late)
      found.push(
        tell`under ${{ clause: policy }} ${holder} is replaced though it serves: a query and its answer take ${{ clause: upTo(there(way)) }}, and one that takes longer than ${{ clause: said(queries.timeout) }} is missed (\`timeout\`)`,
      );
  }
  return saidOnce([...new Map(found.map((each) => [each.text, each])).values()]);
}

/** The quickest of its ways to the controller: what is said over several counts when it comes first. */
function wayOf(name: string, world: WorldSpec): Way {
  const { controller, networks, hosts } = world;
  const host = namedIn(hosts, name);
  const takes = latencyBetween(name, world);
  const shared = networks.filter((each) => {
    const isHis = host?.network === each.name || host?.alsoOn?.includes(each.name) === true;
    return isHis && controller.networks.includes(each.name);
  });
  if (controller.over === "links" || shared.length === 0) return { takes, late: takes, jittering: [] };
  const late = Math.min(
    ...shared.map(({ latency, jitter }) => latency + (jitter === undefined ? 0 : Math.round(jitter.quantile(OFTEN)))),
  );
  return { takes, late: Math.max(takes, late), jittering: late > takes ? shared.map((each) => each.name) : [] };
}

function there({ takes, late, jittering }: Way): Way {
  return { takes: 2 * takes, late: 2 * late, jittering };
}

function whose({ jittering }: Way): string {
  return `the jitter of ${listed(jittering)}`;
}

function upTo({ takes, late }: Way): string {
  return late > takes ? `up to ${said(late)}` : said(takes);
}

function said(length: Micros): string {
  return sayLength(length < FINE ? length : Math.round(length / FINE) * FINE);
}
