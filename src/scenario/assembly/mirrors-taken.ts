/** Volumes whose mirror in another storage system a policy goes on with: somebody who may stand in is attached there. */
import { dataStrategy, type FailoverConfig, initialState } from "../../control/index.js";
import type { WorldSpec } from "../../model/index.js";
import { Candidates } from "./candidates.js";
import { Neighbourhood } from "./neighbourhood.js";

/** As things are when the run begins. */
export function mirrorsTaken(world: WorldSpec, config: FailoverConfig): readonly string[] {
  const { lacks } = dataStrategy("remote-mirror");
  const candidates = new Candidates(config, new Neighbourhood(world, config));
  const { facts } = initialState(config);
  return config.groups.flatMap((group) => {
    const mirrored = group.volumes.filter((name) => facts.volumes[name]?.remoteMirror !== null);
    if (mirrored.length === 0) return [];
    // Those who are alike are attached alike.
    const able = candidates.judge(group).able.map(({ first }) => first);
    return mirrored.filter((name) => able.some((host) => lacks(facts.volumes[name]!, host, facts) === null));
  });
}
