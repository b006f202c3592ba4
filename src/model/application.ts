/** An application on a host whose state scripts change, so that its data is in condition to be copied; users feel that. */
import { type ActionOf, type ApplicationState, leaves, type Script, type ScriptOrder } from "../control/index.js";
import { drawMicros, type Stream } from "../sim/index.js";
import { MILLISECOND } from "../units/index.js";
import type { Changes } from "./changes.js";
import type { Flusher } from "./flusher.js";
import type { Ground } from "./ground.js";
import type { ApplicationSpec } from "./spec.js";

/** How a script ended; `lost`: nobody will ever hear. */
export type ScriptEnd = "done" | "lost" | { readonly failed: string };

/** The host on which it runs. */
interface Owner {
  readonly name: string;
  readonly running: boolean;
  readonly slowness: number;
  readonly flusher: Pick<Flusher, "flushAll">;
  readonly server: { releaseHeld(): void; serves(service: string): boolean };
}

type Surroundings = Ground & Pick<Changes, "refresh">;

/** How often it is looked whether all requests that were begun have been answered. */
const LOOK = 10 * MILLISECOND;

/** Before the data is in condition everything that is in memory is written out. */
const WRITES_OUT: readonly Script[] = ["quiesce", "backup-mode", "flush", "unmount"];

export class Application {
  state: ApplicationState | "down" = "down";
  /** What is wrong with scripts on its host, if anything: they fail, or never end. */
  trouble: "fail" | "hang" | null = null;
  /** By transfer: the newest epoch that it has seen; on disk, so that it outlives the host. */
  private readonly epochs = new Map<string, number>();
  /** By transfer: the state in which it is held for that. It is in the stillest of them, and runs when nobody holds it any more. */
  private readonly holders = new Map<string, ApplicationState>();
  /** By transfer: the run for which everything was last written out. */
  private readonly flushed = new Map<string, number>();
  /** Scripts under way, by what is to be done when the host dies over them. */
  private readonly underWay = new Map<(end: ScriptEnd) => void, ScriptOrder>();
  /** Who has asked how it is while a script was under way. */
  private readonly asking: { readonly order: ScriptOrder; readonly told: () => void }[] = [];
  private readonly times: Stream;

  constructor(
    private readonly world: Surroundings,
    readonly spec: ApplicationSpec,
    private readonly host: Owner,
  ) {
    this.times = world.streams.stream(`application/${spec.host}/${spec.name}/scripts`);
  }

  /** Its users get no answer. */
  get isHeld(): boolean {
    return this.isStill && this.spec.quiesced === "waits";
  }

  /** Its users are refused; why, or `null`. */
  get refusal(): string | null {
    return this.isStill && this.spec.quiesced === "refuses" ? `${this.spec.name} is ${this.state}` : null;
  }

  private get isStill(): boolean {
    return this.state === "quiesced" || this.state === "unmounted";
  }

  /** Its host goes online. */
  start(): void {
    this.flushed.clear();
    this.holders.clear();
    this.enter("running", null);
  }

  /** Its host dies, or shuts down in order. */
  stop(): void {
    for (const end of [...this.underWay.keys()]) end("lost");
    this.enter("down", null);
  }

  /** Whether a script has done for a run what it is to do. */
  meets(script: Script, { transfer, run }: Pick<ScriptOrder, "transfer" | "run">): boolean {
    if (this.state === "down") return false;
    const left = leaves[script];
    return left === null ? this.flushed.get(transfer) === run : stillness(this.state) >= stillness(left);
  }

  /** The state in which it is for a transfer: as it was put for that, whatever others have made of it. */
  stateFor(transfer: string): ApplicationState {
    return this.holders.get(transfer) ?? "running";
  }

  /** The newest epoch of a transfer that it knows, this one included; older ones are refused from now on. */
  learn({ transfer, epoch }: ScriptOrder): number {
    const newest = Math.max(epoch, this.epochs.get(transfer) ?? 0);
    this.epochs.set(transfer, newest);
    return newest;
  }

  /**
   * Calls back when its state is what whoever asks has to go by: not while a script for the same transfer is under way that
   * counts still, since whoever began it may be dead and begun anew, and would run it twice.
   */
  ask(order: ScriptOrder, told: () => void): void {
    const newest = this.learn(order);
    const isUnderWay = [...this.underWay.values()].some(
      ({ transfer, epoch }) => transfer === order.transfer && epoch >= newest,
    );
    if (isUnderWay) this.asking.push({ order, told });
    else told();
  }

  /** Runs a script, which takes its time; a host that hangs or is dead by its end has not run it. */
  run(order: ActionOf<"run-script">, ended: (end: ScriptEnd) => void): void {
    if (this.learn(order) > order.epoch) return ended(this.end(order, "superseded"));
    const settle = (end: ScriptEnd): void => {
      if (!this.underWay.delete(settle)) return;
      ended(end);
      for (const each of this.asking.splice(0)) this.ask(each.order, each.told);
    };
    this.underWay.set(settle, order);
    if (this.trouble === "hang") return settle("lost");
    const time = drawMicros(this.spec.scripts[order.script], this.times) * this.host.slowness;
    this.world.kernel.after(Math.round(time), () => {
      if (this.underWay.has(settle)) this.act(order, settle);
    });
  }

  private act(order: ActionOf<"run-script">, settle: (end: ScriptEnd) => void): void {
    if (!this.host.running) return settle("lost");
    if (this.learn(order) > order.epoch) return settle(this.end(order, "superseded"));
    if (this.trouble !== null) return settle(this.end(order, "failed"));
    const { transfer, run, epoch, script } = order;
    const left = leaves[script];
    // Who is quiesced writes nothing more, and then what is in memory is written out.
    if (left === "running") this.holders.delete(transfer);
    else if (left !== null) this.holders.set(transfer, left);
    if (left !== null) this.enter(stillestOf(this.holders.values()), { transfer, run, epoch });
    if (!WRITES_OUT.includes(script)) return settle(this.end(order, "done"));
    this.afterRequests(() => {
      if (!this.underWay.has(settle)) return;
      this.host.flusher.flushAll(() => {
        if (!this.underWay.has(settle)) return;
        this.flushed.set(transfer, run);
        settle(this.end(order, "done"));
      });
    });
  }

  /** Where no new requests are taken, those that were begun are answered first. */
  private afterRequests(act: () => void): void {
    const { service } = this.spec;
    if (!this.isStill || service === undefined || !this.host.server.serves(service)) return act();
    this.world.kernel.after(LOOK, () => this.afterRequests(act));
  }

  private end(order: ActionOf<"run-script">, result: "done" | "failed" | "superseded"): ScriptEnd {
    const { host, application, script, transfer, run, epoch } = order;
    this.world.record({ kind: "ScriptEnded", host, application, script, transfer, run, epoch, result });
    if (result === "done") return "done";
    return { failed: result === "failed" ? `${script} of ${application} failed` : "superseded by a newer epoch" };
  }

  private enter(
    to: ApplicationState | "down",
    by: { readonly transfer: string; readonly run: number; readonly epoch: number } | null,
  ): void {
    const { state: from, spec } = this;
    if (from === to) return;
    this.state = to;
    this.world.record({ kind: "ApplicationChanged", host: spec.host, application: spec.name, from, to, by });
    this.world.refresh();
    if (!this.isHeld) this.host.server.releaseHeld();
  }
}

/** From what serves and writes to what does neither. */
const STILLNESS: readonly ApplicationState[] = ["running", "backup-mode", "quiesced", "unmounted"];

function stillness(state: ApplicationState): number {
  return STILLNESS.indexOf(state);
}

function stillestOf(states: Iterable<ApplicationState>): ApplicationState {
  let most: ApplicationState = "running";
  for (const each of states) if (stillness(each) > stillness(most)) most = each;
  return most;
}
