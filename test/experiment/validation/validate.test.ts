import { describe, expect, test } from "vitest";
import {
  chosenItems,
  decodeText,
  executorFor,
  plantErrors,
  scenarioText,
  validate,
  validationItems,
} from "../../../src/experiment/index.js";

describe("the items of the validation", () => {
  test("have names of their own, of lower case", () => {
    const names = validationItems.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
  });

  test.each(validationItems.map((item) => [item.name, item] as const))(
    "%s is a scenario that nothing is wrong with",
    (_, item) => {
      const { scenario } = decodeText(scenarioText(item.scenario(item.parameters)));
      expect(scenario.policies).toHaveLength(1);
    },
  );

  test.each(validationItems.map((item) => [item.name, item] as const))(
    "%s is known: each parameter that is none of its own moves a figure",
    (_, item) => {
      // Theory of some takes a while.
      const right = item.figures.map(({ theory }) => theory(item.parameters));
      for (const parameter of Object.keys(item.parameters)) {
        if (item.fixed?.includes(parameter)) continue;
        const wrong = { ...item.parameters, [parameter]: item.parameters[parameter]! * 1.03 };
        const moved = item.figures.some(({ theory }, index) => theory(wrong) !== right[index]);
        expect(moved, parameter).toBe(true);
        expect(item.scenario(wrong), parameter).not.toBe(item.scenario(item.parameters));
        // A share that would be more than all, say.
        expect(item.scenario(wrong), parameter).not.toMatch(/-\d+(us|%|\/s)|NaN|Infinity/);
      }
    },
  );

  test("are chosen by how their names begin", () => {
    expect(chosenItems(validationItems, ["m-m-1"]).map(({ name }) => name)).toEqual(["m-m-1", "m-m-1-half", "m-m-1-5"]);
    expect(() => chosenItems(validationItems, ["m-m-9"])).toThrow('begins with "m-m-9"');
  });
});

describe("a validation", () => {
  const reports = chosenItems(validationItems, ["reports"]).map((item) => ({
    ...item,
    effort: { quick: 4, whole: 8 },
  }));

  test("tells theory, the mean, an interval that covers theory, and what error it would find", async () => {
    const executor = await executorFor(1);
    const [row] = await validate(reports, { effort: "quick", executor });
    expect(row).toMatchObject({ item: "reports", figure: "mean time", replications: 4, agrees: true });
    expect(row!.theory).toBeCloseTo(2.51, 3);
    expect(row!.interval.low).toBeLessThan(row!.theory);
    expect(row!.interval.high).toBeGreaterThan(row!.theory);
    expect(row!.finds).toBeLessThan(0.2);
  });

  test("does not agree where nothing was measured", async () => {
    const executor = await executorFor(1);
    const unmeasured = reports.map((item) => ({
      ...item,
      figures: item.figures.map((figure) => ({ ...figure, value: () => null })),
    }));
    const [row] = await validate(unmeasured, { effort: "quick", executor });
    expect(row).toMatchObject({ replications: 0, agrees: false });
  });

  test("takes what is left to nothing by chance for right where only the last digits are rounded otherwise", async () => {
    const executor = await executorFor(1);
    const [series] = chosenItems(validationItems, ["series-of-ages"]);
    // Down four times in 300 s: an availability of 1 - 4 · 10.99 / 300, whose double the sum of the times up misses.
    const parameters = { ...series!.parameters, repair: 10.99 };
    const [right] = await validate([{ ...series!, parameters }], { effort: "quick", executor });
    expect(right).toMatchObject({ agrees: true });
    expect(right!.mean).toBeCloseTo(1 - (4 * 10.99) / 300, 12);
    const wrong = {
      ...series!,
      parameters,
      figures: series!.figures.map((each) => ({ ...each, theory: () => 0.85347 })),
    };
    expect(await validate([wrong], { effort: "quick", executor })).toMatchObject([{ agrees: false }]);
  });

  test("finds an error that is planted in what decides, and asks nothing of what hardly moves a figure", async () => {
    const executor = await executorFor(1);
    const planted = await plantErrors(reports, 0.2, { effort: "quick", executor });
    expect(planted).toMatchObject([
      { parameter: "period", asked: true, found: true },
      { parameter: "latency", asked: false },
    ]);
    // What is not run is told by the spread of what is.
    for (const { finds } of planted) expect(finds).toBeGreaterThan(0);
  });

  test("ends where an error is plain, and says what would be found with all replications", async () => {
    const executor = await executorFor(1);
    let replications = 0;
    const counted = reports.map((item) => ({
      ...item,
      effort: { quick: 8, whole: 64 },
      figures: item.figures.map((figure) => ({
        ...figure,
        value: (result: Parameters<typeof figure.value>[0]) => {
          replications++;
          return figure.value(result);
        },
      })),
    }));
    const [period] = await plantErrors(counted, 0.3, { effort: "whole", executor });
    const planted = replications;
    const [row] = await validate(counted, { effort: "whole", executor });
    expect(period).toMatchObject({ parameter: "period", found: true });
    expect(planted).toBeLessThan(64);
    expect(period!.finds / row!.finds).toBeGreaterThan(0.3);
    expect(period!.finds / row!.finds).toBeLessThan(3);
  });
});
