/** Reads pictures back, pixel by pixel, so that tests can ask what an eye would see. */
import { createCanvas, loadImage } from "@napi-rs/canvas";

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of a pixel, 0 to 255. */
  colourAt(x: number, y: number): readonly [number, number, number];
  /** Number of pixels in a rectangle that are not white. */
  ink(x: number, y: number, width: number, height: number): number;
  /** Number of pixels near a colour, from a row downwards. */
  count(colour: string, top?: number): number;
  /** Length of the longest stretch within a row whose pixels are near a colour. */
  longestRun(colour: string): number;
  /** For each row that has any pixel near a colour, the length of its longest stretch of them. */
  runs(colour: string): readonly number[];
}

export async function decode(png: Buffer): Promise<Picture> {
  const image = await loadImage(png);
  const { width, height } = image;
  const pen = createCanvas(width, height).getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, width, height);
  const colourAt = (x: number, y: number): readonly [number, number, number] => {
    const at = 4 * (y * width + x);
    return [data[at]!, data[at + 1]!, data[at + 2]!];
  };
  /** Pictures have a million pixels: a colour is read once, and no pixel makes anything. */
  const nearTo = (colour: string) => {
    const wanted = parseInt(colour.slice(1), 16);
    const [red, green, blue] = [wanted >> 16, (wanted >> 8) & 255, wanted & 255];
    return (x: number, y: number): boolean => {
      const at = 4 * (y * width + x);
      return (
        Math.abs(data[at]! - red) <= 6 && Math.abs(data[at + 1]! - green) <= 6 && Math.abs(data[at + 2]! - blue) <= 6
      );
    };
  };
  const runs = (colour: string): readonly number[] => {
    const found: number[] = [];
    const isNear = nearTo(colour);
    for (let y = 0; y < height; y += 1) {
      let [run, longest] = [0, 0];
      for (let x = 0; x < width; x += 1) {
        run = isNear(x, y) ? run + 1 : 0;
        longest = Math.max(longest, run);
      }
      if (longest > 0) found.push(longest);
    }
    return found;
  };
  return {
    width,
    height,
    colourAt,
    ink: (left, top, wide, high) => {
      let pixels = 0;
      for (let y = top; y < top + high; y += 1) {
        for (let at = 4 * (y * width + left); at < 4 * (y * width + left + wide); at += 4)
          if (data[at]! < 250 || data[at + 1]! < 250 || data[at + 2]! < 250) pixels += 1;
      }
      return pixels;
    },
    count: (colour, top = 0) => {
      const isNear = nearTo(colour);
      let pixels = 0;
      for (let y = top; y < height; y += 1) for (let x = 0; x < width; x += 1) if (isNear(x, y)) pixels += 1;
      return pixels;
    },
    longestRun: (colour) => Math.max(0, ...runs(colour)),
    runs,
  };
}
