/** One independent run of one policy in one scenario: builds the world, lets time pass, and tells what was seen. */
import { observe, type ObservedRun } from "../observe/index.js";
import { type Checkpoint, Kernel, Streams, type Tap } from "../sim/index.js";
import { buildRun, familiesUnder, type PolicySpec, type Scenario } from "../scenario/index.js";
import type { ReplicationResult } from "../result/index.js";
import { sayLength, SECOND, toSeconds } from "../units/index.js";
import { blamed, PolicyCodeError, type PolicyMachine } from "./policy-code.js";
import { RunError } from "./run-error.js";
import { traceWorld, type TraceSink } from "./trace-world.js";

/** What one replication is asked for beside its result. */
export interface RunOptions {
  /** Keep the strips, series and chronicle of this replication. */
  readonly detail: boolean;
  /** Execute also what changes nothing: slower, same behaviour. */
  readonly everyEvent?: boolean;
  /** Every other replication draws the mirror image of the numbers of the one before (`mirrored` of `Streams`). */
  readonly antithetic?: boolean;
  /** What the policy's module exports, when it is one. */
  readonly machine?: PolicyMachine | undefined;
  /** Hears of every event; slower. */
  readonly tap?: Tap | undefined;
  /** Hears of everything that happens, one by one; slower. */
  readonly trace?: TraceSink | undefined;
}

/** What one replication gives: its result, and what is merged over replications rather than listed. */
export interface ReplicationOutcome {
  readonly result: ReplicationResult;
  readonly latencies: ObservedRun["latencies"];
  readonly detail: ObservedRun["detail"];
  /** The schedule digest from time to time, when detail was asked for. */
  readonly checkpoints: readonly Checkpoint[];
}

/** Of a slice: some hundredths of a second of work. */
const EVENTS_WISHED = 50_000;
/** A slice ends then wherever it is: after a calm a long one may meet with what happens a million times a second. */
const EVENTS_AT_MOST = 4 * EVENTS_WISHED;

/**
 * Runs one replication.
 * @param replication counted from 0; each has random streams of its own
 * @throws RunError, with seed, replication and simulated time, when the program itself fails
 */
export function runReplication(
  scenario: Scenario,
  policy: PolicySpec,
  replication: number,
  options: RunOptions,
): ReplicationOutcome {
  const run = replicationInSlices(scenario, policy, replication, options);
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return value;
  }
}

/** As `runReplication`, stopping between building the world and slices of simulated time, so that a long run leaves its thread to others in between. */
export function* replicationInSlices(
  scenario: Scenario,
  policy: PolicySpec,
  replication: number,
  options: RunOptions,
): Generator<void, ReplicationOutcome, void> {
  const kernel = new Kernel(options.tap === undefined ? {} : { tap: options.tap });
  try {
    const { everyEvent = false, antithetic = false, machine } = options;
    const streams = antithetic
      ? new Streams(scenario.seed, Math.floor(replication / 2), replication % 2 === 1)
      : new Streams(scenario.seed, replication);
    const { world, injector, begin, ...declared } = buildRun(scenario, policy, kernel, streams, {
      everyEvent,
      machine,
    });
    const { duration, warmUp, flapping } = scenario;
    const limits = { ...declared, ...(flapping !== undefined && { flapping }) };
    const context = { spec: world.spec, duration, warmUp, replication, families: familiesUnder(policy), ...limits };
    // Where there are thousands of hosts each of these takes a while.
    yield;
    const observation = observe(context, { detail: options.detail });
    world.listen((record) => observation.hear(record));
    world.requestListener = observation.requests;
    if (options.trace !== undefined) traceWorld(world, options.trace);
    begin();
    yield;
    let to = 0;
    for (let [slice, isWhole] = [SECOND, true]; !isWhole || kernel.now < duration;) {
      const before = kernel.executed;
      if (isWhole) to = Math.min(kernel.now + slice, kernel.now < warmUp ? warmUp : duration);
      isWhole = kernel.run(to, EVENTS_AT_MOST);
      if (isWhole && kernel.now === warmUp) world.exports.tellUse();
      yield;
      const events = kernel.executed - before;
      slice = events > EVENTS_WISHED ? Math.max(SECOND, Math.floor(slice / 2)) : 2 * slice;
    }
    world.traffic.audit();
    world.exports.tellUse();
    const { latencies, detail, ...observed } = observation.finish(scenario.duration);
    const digest = { behaviour: world.behaviour.hex, schedule: kernel.scheduleDigest };
    const result = { ...observed, faults: injector.counts, digest, eventsExecuted: kernel.executed };
    return { result, latencies, detail, checkpoints: options.detail ? kernel.checkpoints : [] };
  } catch (error) {
    const where = { seed: scenario.seed, policy: policy.name, replication, atSeconds: toSeconds(kernel.now) };
    const theirs = error instanceof PolicyCodeError ? error : blamed(options.machine, kernel.now, error);
    if (theirs !== null) {
      throw new PolicyCodeError(
        `${theirs.message}\n  in replication ${replication}, ${sayLength(kernel.now)} after its beginning, seed ${where.seed}`,
      );
    }
    throw new RunError(error instanceof Error ? error.message : String(error), where, error);
  }
}
