import { expect, test } from "vitest";
import { renderPage } from "../../../src/report/page/page.js";
import type { Summary } from "../../../src/result/index.js";
import { withRolesAndClusters, sampleSummary } from "../sample.js";
import { describeInBrowser, drawnAtRest, drawnOn, openHtml, openPage } from "./browser.js";
import { faintTexts } from "./contrast.js";
import { withLongStrips } from "./long-strips.js";

const words = (text: string | null): string => (text ?? "").replace(/\s+/g, " ").trim();

test("the same summary gives the same page, and a different one another", () => {
  expect(renderPage(sampleSummary({ incidents: 2 }))).toBe(renderPage(sampleSummary({ incidents: 2 })));
  expect(renderPage(sampleSummary({ incidents: 2 }))).not.toBe(renderPage(sampleSummary({ incidents: 3 })));
});

test("names from a scenario stay text: they neither end a script nor begin an element", () => {
  const sample = sampleSummary();
  const evil = `</script><img src=x onerror="throw 1"><!--`;
  const page = renderPage({ ...sample, seed: evil, scenario: { ...sample.scenario, name: evil, title: evil } });
  expect(page).not.toContain("<img");
  expect(page.match(/<\/script>/g)).toHaveLength(4);
});

/** A domain: two clusters, of which the first is a host too, and nothing that is a service. */
function clustersOnly(): Summary {
  const summary = withRolesAndClusters(sampleSummary({ incidents: 0 }));
  const measured = { about: "", better: "higher", count: 1, interval: null } as const;
  return {
    ...summary,
    policies: summary.policies.map((policy) => {
      const strips = policy.detail.strips.filter(({ kind }) => kind === "cluster");
      const host = { actor: "c-1", kind: "host", intervals: [[0, "online"]] as const };
      const measures = [
        { ...measured, key: "c-1.acting", unit: "share", mean: 0.994, min: 0.994, max: 0.994, overall: 0.994 } as const,
        { ...measured, key: "c-1.pairs", unit: "count", mean: 1.5, min: 1.5, max: 1.5, overall: 1.5 } as const,
        { ...measured, key: "c-1.availability", unit: "share", mean: 1, min: 1, max: 1, overall: 1 } as const,
      ];
      return { ...policy, measures, detail: { ...policy.detail, strips: [host, ...strips] } };
    }),
  };
}

/** Three services, of which something is expected of two, and something of all hosts. */
function twoServices(): Summary {
  const summary = sampleSummary({ fails: true });
  return {
    ...summary,
    policies: summary.policies.map((policy) => {
      const [expectation] = policy.expectations;
      const others = ["mail.availability", "hosts.hours"].map((key) => ({ ...expectation!, key, holds: true }));
      const strips = ["mail", "idle"].map((actor) => ({ actor, kind: "service", intervals: [[0, "up"]] as const }));
      return {
        ...policy,
        expectations: [...policy.expectations, ...others],
        detail: { ...policy.detail, strips: [...policy.detail.strips, ...strips] },
      };
    }),
  };
}

/** A failover set that was down for 3.5013 s, and nothing that is a service. */
function setOnly(): Summary {
  const summary = sampleSummary({ incidents: 0 });
  const measured = { about: "", count: 1, interval: null } as const;
  const both = (mean: number) => ({ mean, min: mean, max: mean, overall: mean });
  return {
    ...summary,
    policies: summary.policies.map((policy) => {
      const measures = [
        { ...measured, key: "control.availability", unit: "share", better: "higher", ...both(0.988) } as const,
        { ...measured, key: "control.rto.max", unit: "seconds", better: "lower", ...both(3.5013) } as const,
        { ...measured, key: "control.takeovers", unit: "count", better: "neither", ...both(1) } as const,
      ];
      const strips = [{ actor: "control", kind: "failover-set", intervals: [[0, "up"]] as const }];
      return { ...policy, measures, detail: { ...policy.detail, strips } };
    }),
  };
}

describeInBrowser("the page in a browser", () => {
  test("opens from the disk without a complaint and asks for nothing beyond itself", async () => {
    const { page, complaints, requests } = await openPage(sampleSummary({ policies: ["a", "b"], replications: 3 }));
    for (const id of ["load", "replications", "comparison", "origin"]) {
      await page.evaluate((id) => document.getElementById(id)!.scrollIntoView(), id);
      await page.waitForTimeout(50);
    }
    expect(await page.title()).toBe("A web host crashes under evening load");
    expect(await page.locator("section > h2").count()).toBe(10);
    expect(await page.locator(".u-wrap canvas").count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    expect(requests.filter((address) => !address.startsWith("data:"))).toEqual([]);
    await page.close();
  });

  test("tells the verdict and every expectation with what was measured", async () => {
    const { page } = await openPage(sampleSummary({ fails: true }));
    expect(words(await page.textContent(".verdict"))).toContain("1 of 2 expectations failed. 1 invariant violated.");
    const rows = await page.locator("#verdict div.scroller:not(.glance div) tbody tr").allTextContents();
    expect(rows.map(words)).toEqual([
      expect.stringMatching(/shop\.availability >= 99%.*✓/),
      expect.stringMatching(/shop\.rto\.max <= 1min.*✗.*missed by/),
    ]);
    await page.close();
  });

  test("tells of each service what is expected of it, and of the whole policy once", async () => {
    const { page } = await openPage(twoServices());
    const rows = await page.locator("#verdict .glance tbody tr").all();
    const cells = await Promise.all(
      rows.map(async (row) => (await row.locator("th, td").allTextContents()).map(words)),
    );
    expect(cells.map((each) => [each[0], ...each.slice(-2)])).toEqual([
      // Availability holds, the recovery time does not, and what is expected of all hosts stands with the first row.
      ["shop", "✗ 1 of 3 failed", "✗ 1 violated"],
      ["mail", "✓ holds", ""],
      ["idle", "none stated", ""],
    ]);
    await page.close();
  });

  test("speaks of clusters, not of the hosts that they are, and has their strips before those of hosts", async () => {
    const { page } = await openPage(clustersOnly());
    const [head, row] = await page.locator("#verdict .glance tr").allTextContents();
    expect(words(head!)).toMatch(/^Cluster.*What became of it/);
    expect(words(head!)).not.toContain("Lost writes");
    expect(words(row!)).toMatch(/^c-1 ?99.4 %.*on average 1.5 servers could act/);
    const groups = await page.locator("#availability summary").allTextContents();
    expect(groups.slice(0, 2).map(words)).toEqual(["Clusters 2", "Hosts 1"]);
    await page.close();
  });

  test("tells of a failover set how long it was down at most, and what became of it", async () => {
    const { page } = await openPage(setOnly());
    const [head, row] = await page.locator("#verdict .glance tr").allTextContents();
    expect(words(head!)).toMatch(/^Failover set.*Longest recovery ?What became of it/);
    expect(words(row!)).toMatch(/^control ?98.8 %.*3.5 s ?1 takeover/);
    await page.close();
  });

  test("zooms by key, by button and by dragging, down to microseconds, and back to the whole run", async () => {
    const { page } = await openPage(sampleSummary());
    const caption = () => page.textContent(".caption").then(words);
    const redrawn = () => page.waitForTimeout(60);
    expect(await caption()).toBe("Whole run, 30 d");
    await page.focus(".stage");
    await page.keyboard.press("+");
    await redrawn();
    expect(await caption()).toBe("day 7 12:00:00 to day 22 12:00:00, 15 d");
    await page.keyboard.press("ArrowRight");
    await redrawn();
    expect(await caption()).toBe("day 10 12:00:00 to day 25 12:00:00, 15 d");
    await page.keyboard.press("0");
    await page.click("[aria-label='Zoom in']");
    await redrawn();
    expect(await caption()).toBe("day 7 12:00:00 to day 22 12:00:00, 15 d");
    const axis = (await page.locator(".axis").boundingBox())!;
    await page.mouse.move(axis.x + axis.width * 0.5, axis.y + 60);
    await page.mouse.down();
    await page.mouse.move(axis.x + axis.width * 0.7, axis.y + 60, { steps: 4 });
    await page.mouse.move(axis.x + axis.width, axis.y + 60, { steps: 4 });
    await page.mouse.up();
    await redrawn();
    expect(await caption()).toBe("day 15 00:00:00 to day 22 12:00:00, 7 d 12 h");
    await page.focus(".stage");
    for (let press = 0; press < 45; press += 1) await page.keyboard.press("+");
    await redrawn();
    expect(await caption()).toMatch(/, 10 µs$/);
    expect(await page.locator(".ticks .tick").allTextContents()).toContainEqual(expect.stringMatching(/µs$/));
    await page.keyboard.press("0");
    await redrawn();
    expect(await caption()).toBe("Whole run, 30 d");
    await page.close();
  });

  test("opens an incident by a click on its strip, by key and by its button, and closes it", async () => {
    const summary = sampleSummary({ incidents: 3 });
    const { page } = await openPage(summary);
    const { incidents } = summary.policies[0]!.replications[0]!;
    const lane = page.locator(".lane:has(.lane-name[title='shop']) .plot").first();
    await lane.scrollIntoViewIfNeeded();
    const strip = (await lane.boundingBox())!;
    const share = incidents[1]!.startSeconds / summary.scenario.durationSeconds;
    await page.mouse.click(strip.x + share * strip.width, strip.y + 8);
    expect(await page.getAttribute("#incidents button.link >> nth=1", "aria-expanded")).toBe("true");
    await page.focus(".stage");
    await page.keyboard.press("n");
    expect(await page.getAttribute("#incidents button.link >> nth=2", "aria-expanded")).toBe("true");
    await page.click("#incident >> text=Close");
    expect(await page.isVisible("#incident")).toBe(false);
    await page.focus("#incidents button.link >> nth=0");
    await page.keyboard.press("Enter");
    expect(await page.isVisible("#incident")).toBe(true);
    expect(await page.evaluate(() => document.activeElement!.id)).toBe("incident-title");
    await page.keyboard.press("Escape");
    expect(await page.isVisible("#incident")).toBe(false);
    expect(await page.evaluate(() => document.activeElement!.textContent)).toBe("shop 1");
    await page.close();
  });

  test("has an address for each incident, and opens the one that its own address names", async () => {
    const summary = sampleSummary({ incidents: 3, policies: ["a", "b"] });
    const { page } = await openPage(summary);
    await page.click("#incidents button.link >> nth=1");
    expect(new URL(page.url()).hash).toBe("#incident-2");
    await page.evaluate(() => (location.hash = "#policy-2-incident-3"));
    await page.waitForSelector("#incident:not([hidden])");
    expect(await page.inputValue("#policy")).toBe("b");
    expect(await page.getAttribute("#incidents button.link >> nth=2", "aria-expanded")).toBe("true");
    await page.close();
  });

  test("hears the keys of the picture wherever nobody else does", async () => {
    const { page } = await openPage(sampleSummary({ incidents: 2 }));
    await page.keyboard.press("n");
    expect(await page.getAttribute("#incidents button.link >> nth=0", "aria-expanded")).toBe("true");
    await page.keyboard.press("Escape");
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press("+");
    await page.waitForTimeout(60);
    expect(words(await page.textContent(".caption"))).toMatch(/15 d$/);
    await page.focus("input[type=search]");
    await page.keyboard.press("0");
    await page.waitForTimeout(60);
    expect(words(await page.textContent(".caption"))).toMatch(/15 d$/);
    await page.close();
  });

  test("shows an incident whose phases add up to its recovery time in summary.json, with every step and its reason", async () => {
    const summary = sampleSummary({ incidents: 2 });
    const { page } = await openPage(summary);
    for (const [place, incident] of summary.policies[0]!.replications[0]!.incidents.entries()) {
      await page.click(`#incidents button.link >> nth=${place}`);
      const phases = await page
        .locator("[data-seconds]")
        .evaluateAll((all) => all.map((each) => Number((each as HTMLElement).dataset["seconds"])));
      const micros = phases.reduce((sum, each) => sum + Math.round(each * 1e6), 0);
      expect(micros / 1e6).toBeCloseTo(incident.recoveryTimeSeconds, 5);
      expect(Number(await page.getAttribute("[data-total-seconds]", "data-total-seconds"))).toBe(micros / 1e6);
      const steps = (await page.locator(".steps li").allTextContents()).map(words);
      expect(steps).toHaveLength(incident.steps.length);
      incident.steps.forEach(({ step, outcome, reason }, index) => {
        for (const part of [step, outcome, reason]) expect(steps[index]).toContain(part);
      });
    }
    await page.close();
  });

  test("tells what was so apart from what was known, and how one led to the other", async () => {
    const { page } = await openPage(withChronicle(sampleSummary()));
    await page.click("#incidents button.link");
    const rows = page.locator(".knowledge [role=row]:not(.knowledge-head)");
    const told = await rows.evaluateAll((all) =>
      all.map((row) => {
        const [since, so, known] = [...row.children];
        const entries = (cell: Element): string[] => [...cell.children].map((each) => (each as HTMLElement).innerText);
        return [since!.textContent!.replaceAll("\u00a0", " "), entries(so!), entries(known!)];
      }),
    );
    expect(told).toEqual([
      ["0", ["web-1 hit by crash\nbecause fault crash web-1", "shop down\nbecause nobody answers"], []],
      ["+12 s", [], ["controller verdict on web-1: failed\nbecause 3 reports missed"]],
      ["+30 s", ["web-2 hit by hang\nbecause fault hang web-2"], []],
    ]);
    expect(words(await page.textContent(".knowledge >> xpath=.."))).toContain(
      "For 12 s nobody knew; controller was the first",
    );
    const chain = (await page.locator(".chain li").allTextContents()).map(words);
    expect(chain[0]).toContain("web-1: hit by crash");
    expect(chain).toContainEqual(expect.stringMatching(/^\+30 s *web-2: hit by hang/));
    expect(chain.at(-1)).toContain("shop answers again");
    await page.close();
  });

  test("has enough contrast in every text, light and dark, with an incident open", async () => {
    for (const scheme of ["light", "dark"] as const) {
      const { page } = await openPage(sampleSummary({ policies: ["a", "b"], replications: 3, fails: true }), {
        scheme,
      });
      await page.click("#incidents button.link");
      const { looked, faint } = await faintTexts(page, 4.5);
      expect(looked).toBeGreaterThan(150);
      expect(faint, scheme).toEqual([]);
      await page.close();
    }
  });

  test("turns dark and light by its button, whatever the system says", async () => {
    const { page } = await openPage(sampleSummary(), { scheme: "dark" });
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await paper();
    await page.click(".theme");
    expect(await paper()).toBe("rgb(255, 255, 255)");
    await page.click(".theme");
    expect(await paper()).toBe(dark);
    await page.close();
  });

  test("prints on white without its controls, and no wider than paper", async () => {
    const summary = sampleSummary({ policies: ["split-mirror", "cold-copy"], replications: 5, fails: true });
    // The width of A4 between margins.
    const { page } = await openPage(summary, { scheme: "dark", width: 718 });
    const shown = () =>
      page.locator(".controls").evaluateAll((all) => all.filter((each) => each.checkVisibility()).length);
    expect(await shown()).toBeGreaterThan(3);
    await page.emulateMedia({ media: "print" });
    // The page draws what it had left out when it hears that it is printed: a moment later.
    await expect.poll(shown).toBe(0);
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await expect.poll(background).toBe("rgb(255, 255, 255)");
    await expect.poll(() => page.isVisible(".stage canvas >> nth=2")).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(718);
    await page.close();
  });

  test("is no wider than a small telephone", async () => {
    const summary = sampleSummary({ policies: ["split-mirror", "cold-copy"], replications: 5 });
    const { page } = await openPage(summary, { width: 360 });
    await page.click("#incidents button.link");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.close();
  });

  test("shows another policy when it is chosen", async () => {
    const summary = sampleSummary({ policies: ["split-mirror", "cold-copy"], incidents: 2 });
    const { page } = await openPage(summary);
    await page.selectOption("#policy", "cold-copy");
    await page.click("#incidents button.link");
    const { recoveryTimeSeconds } = summary.policies[1]!.replications[0]!.incidents[0]!;
    expect(Number(await page.getAttribute("[data-total-seconds]", "data-total-seconds"))).toBeCloseTo(
      recoveryTimeSeconds,
      5,
    );
    await page.close();
  });

  test("draws a value for the whole of its step, also before one that is missing", async () => {
    const { page } = await openPage(sampleSummary());
    await page.evaluate(() => document.getElementById("load")!.scrollIntoView());
    await page.waitForSelector(".u-over");
    // Served: three steps of four; the third is followed by none.
    const ends = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>(".chart canvas")!;
      const pen = canvas.getContext("2d")!;
      const row = pen.getImageData(0, Math.round(canvas.height * 0.7), canvas.width, 1).data;
      const green = [0x9f, 0xd5, 0xc1];
      const places = Array.from({ length: canvas.width }, (_, x) => x).filter((x) =>
        green.every((channel, index) => Math.abs(row[4 * x + index]! - channel) < 8),
      );
      const box = canvas.getBoundingClientRect();
      const over = document.querySelector(".chart .u-over")!.getBoundingClientRect();
      const shareOf = (x: number) => ((x / canvas.width) * box.width + box.left - over.left) / over.width;
      return [shareOf(places[0]!), shareOf(places.at(-1)! + 1)];
    });
    expect(ends[0]).toBeCloseTo(0, 1);
    expect(ends[1]).toBeCloseTo(0.75, 1);
    await page.close();
  });

  test("shows the topology as a picture, or says how to draw it", async () => {
    const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><text>"%#</text></svg>`;
    const { page, complaints } = await openHtml(renderPage(sampleSummary(), { topology: picture }));
    await page.locator("#topology img").scrollIntoViewIfNeeded();
    const image = page.locator("#topology img");
    expect(await image.evaluate((each: HTMLImageElement) => each.decode().then(() => each.naturalWidth))).toBe(40);
    expect(complaints).toEqual([]);
    await page.close();
    const without = await openPage(sampleSummary());
    expect(await without.page.textContent("#topology .nothing")).toContain("5 parts");
    await without.page.close();
  });

  test("finds measures by words", async () => {
    const { page } = await openPage(sampleSummary());
    await page.fill("#measures input", "rto longest");
    const shown = await page.locator("#measures tbody tr:visible th").allTextContents();
    expect(shown).toEqual(["shop.rto.max"]);
    await page.close();
  });

  test("shows many measures by whom they are of, and opens a group when it is asked for", async () => {
    const measured = { about: "", better: "lower", count: 1, interval: null, unit: "count" } as const;
    const measures = ["shop", "web-1"].flatMap((subject) =>
      Array.from({ length: 40 }, (_, index) => {
        return { ...measured, key: `${subject}.m${index}`, mean: 1, min: 1, max: 1, overall: 1 };
      }),
    );
    const summary = sampleSummary();
    const { page } = await openPage({ ...summary, policies: summary.policies.map((each) => ({ ...each, measures })) });
    const rows = page.locator("#measures tbody tr:visible th");
    expect(await page.locator("#measures summary").allTextContents()).toEqual([
      "shop 40 measures",
      "web-1 40 measures",
    ]);
    expect([await rows.count(), await rows.first().textContent()]).toEqual([40, "shop.m0"]);
    await page.locator("#measures summary").last().click();
    // A group is filled when it hears that it was opened, which is after the click.
    await rows.nth(79).waitFor();
    expect([await rows.count(), await rows.last().textContent()]).toEqual([80, "web-1.m39"]);
    await page.fill("#measures input", "m7");
    expect(await rows.allTextContents()).toEqual(["shop.m7", "web-1.m7"]);
    await page.close();
  });

  // How long that takes is a matter of the machine; how much is drawn is not.
  test("has no more elements and strokes for 200,000 intervals than for 20,000, and paints each strip once a redraw", async () => {
    const strips = 4;
    const zoomed = async (intervals: number) => {
      const { page } = await openPage(withLongStrips(strips, intervals), { counts: true });
      const press = async (times: number) => {
        for (let press = 0; press < times; press += 1) {
          const { redraws } = await drawnOn(page);
          await page.keyboard.press("+");
          await page.waitForFunction(
            (before) => performance.getEntriesByName("understudy:redraw").length > before,
            redraws,
          );
        }
      };
      await page.focus(".stage");
      await press(1);
      const before = await drawnAtRest(page);
      await press(4);
      const after = await drawnAtRest(page);
      const elements = await page.locator("*").count();
      await page.close();
      expect(after.pictures - before.pictures).toBe(strips * (after.redraws - before.redraws));
      return { elements, strokes: after.strokes };
    };
    const [few, many] = [await zoomed(5000), await zoomed(50_000)];
    expect(many.elements).toBe(few.elements);
    expect(many.strokes).toBeLessThanOrEqual(few.strokes);
  });

  test("is right about runs without an incident, with ten thousand, and with a service that is never up", async () => {
    const none = await openPage(sampleSummary({ incidents: 0 }));
    expect(await none.page.textContent("#incidents .nothing")).toContain("No incident");
    await none.page.close();

    const many = await openPage(sampleSummary({ incidents: 10_000, durationSeconds: 3650 * 86_400 }));
    expect(await many.page.textContent("#incidents .body > p")).toBe(
      "10,000 incidents. There may be more: incidents.csv lists all of them.",
    );
    const legend = many.page.locator("#incidents .legend li");
    expect(await legend.count(), "colours of the bars are explained").toBeGreaterThan(0);
    expect(await many.page.inputValue("#incidents select"), "of so many one sees the worst first").toBe(
      "the longest first",
    );
    await many.page.selectOption("#incidents select", "in order of time");
    await many.page.click("#incidents .pager >> text=Next");
    expect(await many.page.textContent("#incidents button.link >> nth=0")).toBe("shop 26");
    expect(many.complaints).toEqual([]);
    await many.page.close();

    const never = await openPage(sampleSummary({ neverUp: true }));
    await never.page.click("#incidents button.link");
    expect(words(await never.page.textContent("#incident-title"))).toBe("shop was down for 30 d and did not recover");
    expect(await never.page.textContent("#incident .facts")).toContain("never detected");
    expect(never.complaints).toEqual([]);
    await never.page.close();
  });

  test("says what there is not: replications, policies, or anything at all", async () => {
    const one = await openPage(sampleSummary());
    expect(await one.page.textContent("#replications .nothing")).toContain("with one replication");
    expect(await one.page.textContent("#comparison .nothing")).toContain("one policy");
    await one.page.close();

    const empty = await openPage({ ...sampleSummary(), policies: [] });
    expect(await empty.page.textContent("main")).toContain("no policy was run");
    expect(empty.complaints).toEqual([]);
    await empty.page.close();
  });

  test("draws a thousand replications as bars that hold every one of them", async () => {
    const { page } = await openPage(sampleSummary({ replications: 1000 }));
    await page.evaluate(() => document.getElementById("replications")!.scrollIntoView());
    const titles = await page.locator(".distribution >> nth=0 >> .bar title").allTextContents();
    const sum = titles.reduce((total, title) => total + Number(/^[\d,]+/.exec(title)![0].replace(",", "")), 0);
    expect(sum).toBe(1000);
    await page.close();
  });
});

function withChronicle(summary: Summary): Summary {
  return {
    ...summary,
    policies: summary.policies.map((policy) => {
      const { startSeconds } = policy.replications[0]!.incidents[0]!;
      return {
        ...policy,
        detail: {
          ...policy.detail,
          chronicle: [
            {
              atSeconds: startSeconds,
              actor: "web-1",
              what: "hit by crash",
              because: "fault crash web-1",
              told: { kind: "FaultInjected", fault: "crash web-1" },
            },
            {
              atSeconds: startSeconds,
              actor: "shop",
              what: "down",
              because: "nobody answers",
              told: { kind: "ServiceDown" },
            },
            {
              atSeconds: startSeconds + 12,
              actor: "controller",
              what: "verdict on web-1: failed",
              because: "3 reports missed",
              told: { kind: "verdict", word: true },
            },
            {
              atSeconds: startSeconds + 30,
              actor: "web-2",
              what: "hit by hang",
              because: "fault hang web-2",
              told: { kind: "FaultInjected", fault: "hang web-2" },
            },
          ],
        },
      };
    }),
  };
}
