/** Programs with a place of their own live and die with what carries them, and alone. */
import { describe, expect, it } from "vitest";
import { SECOND } from "../../src/units/index.js";
import { transferRun } from "./transfer/transfer-world.js";

function statesOf(name: string, deeds: (run: ReturnType<typeof transferRun>) => readonly (() => void)[]) {
  const run = transferRun();
  for (const deed of deeds(run)) {
    deed();
    run.kernel.run(run.kernel.now + 600 * SECOND);
  }
  return run.of("ProcessChanged").flatMap(({ process, state }) => (process === name ? [state] : []));
}

describe("a program", () => {
  it("begins with its host, dies alone and is started again", () => {
    expect(
      statesOf("ra-1", ({ world }) => {
        const process = world.processes.get("ra-1")!;
        return [() => process.setCrashed(true), () => process.setCrashed(false)];
      }),
    ).toEqual(["works", "gone", "works"]);
  });

  it("hangs alone or with its host, and dies with it", () => {
    expect(
      statesOf("ra-1", ({ world }) => {
        const process = world.processes.get("ra-1")!;
        const host = world.host("web-1");
        return [
          () => process.setHung(true),
          () => host.hang(),
          () => process.setHung(false),
          () => host.wake(),
          () => host.crash(),
          () => host.repair(),
        ];
      }),
    ).toEqual(["works", "hung", "works", "gone", "works"]);
  });

  it("on a storage system fails with its processor, and with its power", () => {
    expect(
      statesOf("ra-3", ({ world }) => {
        const array = world.arrays.get("array-2")!;
        return [
          () => array.processor.setWorking(false),
          () => array.processor.setWorking(true),
          () => array.setPower(false),
          () => array.setPower(true),
        ];
      }),
    ).toEqual(["works", "gone", "works", "gone", "works"]);
  });

  it("is cut off with its host, and alone", () => {
    const run = transferRun();
    const { post } = run.world;
    const between = (from: string, to: string) => post.way({ from: run.world.place(from), to: run.world.place(to) });
    const end = post.disturb({ from: "ra-1", to: "ra-2", cut: true });
    expect([between("ra-1", "ra-2"), between("web-1", "ra-2")].map((way) => way !== null)).toEqual([false, true]);
    end();
    post.partition("web-1", false, false);
    expect([between("ra-1", "ra-2"), between("ra-2", "ra-3")].map((way) => way !== null)).toEqual([false, true]);
  });
});
