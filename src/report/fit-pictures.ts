/** Pictures of fits as files; what draws them is loaded when it is needed. */
import type { FittedFile } from "../result/index.js";
import type { ReportFile } from "./report-folder.js";

/** @param version of Understudy, which the pictures name */
export async function fitPictures(fitted: FittedFile, version: string): Promise<readonly ReportFile[]> {
  const { renderFits } = await import("./chart/fitted-times.js");
  const charts = renderFits(fitted, version, { format: "png", pixelRatio: 2 });
  return charts.map(({ name, content }) => ({ name: `${name}.png`, content }));
}
