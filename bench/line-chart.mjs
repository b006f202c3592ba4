// A chart of lines over a number of something, as SVG text: what of a benchmark goes into docs.
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [720, 400, 60, 90, 40, 50];

/**
 * @param points in the order of `xOf`, from zero or more
 * @param lines `{ of, told, colour }`: the seconds of a point, what the line is called, and how it is drawn
 */
export function lineChart({ title, below, points, xOf, lines }) {
  const last = points.at(-1);
  const most = Math.max(0.1, ...points.flatMap((each) => lines.map(({ of }) => of(each))));
  const step = [0.1, 0.2, 0.5, 1, 2, 5].find((each) => most / each <= 8) ?? 10;
  const x = (point) => LEFT + (xOf(point) / xOf(last)) * (WIDTH - LEFT - RIGHT);
  const y = (seconds) => HEIGHT - BOTTOM - (seconds / most) * (HEIGHT - TOP - BOTTOM);
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    text(LEFT, 22, title, 'font-size="14"'),
    ...ticks.flatMap((tick) => [
      `<path d="M${LEFT} ${y(tick).toFixed(1)}H${WIDTH - RIGHT}" stroke="#ddd"/>`,
      text(LEFT - 8, y(tick) + 4, Number(tick.toFixed(1)), 'text-anchor="end"'),
    ]),
    ...points.map((each) => text(x(each), HEIGHT - BOTTOM + 18, xOf(each), 'text-anchor="middle"')),
    text(LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 10, below, 'text-anchor="middle"'),
    ...lines.flatMap((each) => line(points, (point) => [x(point), y(each.of(point))], each)),
    "</svg>",
  ].join("\n")}\n`;
}

function line(points, placeOf, { told, colour }) {
  const places = points.map((each) => placeOf(each).map((value) => value.toFixed(1)));
  const [atEnd, up] = placeOf(points.at(-1));
  return [
    `<polyline points="${places.map((place) => place.join(",")).join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...places.map(([across, down]) => `<circle cx="${across}" cy="${down}" r="3" fill="${colour}"/>`),
    text(atEnd + 8, up + 4, told, `fill="${colour}"`),
  ];
}

function text(at, up, words, more = "") {
  return `<text x="${at.toFixed(1)}" y="${up.toFixed(1)}" ${more}>${words}</text>`;
}
