/** A topology as a picture: Graphviz lays it out; the same topology is the same SVG. */
import type { Topology, TopologyEdge, TopologyKind, TopologyNode } from "../result/index.js";

/** The SVG. Loads Graphviz, which takes longer to load than to draw. */
export async function topologyPicture(topology: Topology, title: string): Promise<string> {
  const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
  return (await Graphviz.load()).dot(topologyDot(topology, title), "svg");
}

/** Shapes differ as well as colours, so that kinds stay apart in grey. */
const LOOKS: Readonly<Record<TopologyKind, string>> = {
  service: 'shape=ellipse fillcolor="#f0e442"',
  director: 'shape=hexagon fillcolor="#e8e8e8"',
  "name-server": 'shape=tab fillcolor="#e8e8e8"',
  network: 'shape=box width=2.2 height=0.3 style="filled,rounded" fillcolor="#cfe8f7"',
  connector: 'shape=diamond fillcolor="#cfe8f7"',
  controller: 'shape=octagon fillcolor="#f6d5b5"',
  host: 'shape=box3d fillcolor="#9fd5c1"',
  relay: 'shape=box style="filled,diagonals" fillcolor="#f2f2f2"',
  switch: 'shape=trapezium fillcolor="#cfe8f7"',
  zone: 'shape=note fillcolor="#e4dcf3"',
  "port-adapter": 'shape=box height=0.3 fillcolor="#e8e8e8"',
  "disk-adapter": 'shape=box height=0.3 fillcolor="#d0d0d0"',
  volume: 'shape=cylinder fillcolor="#f3dce8"',
  array: 'shape=plaintext fillcolor="#ffffff"',
};

const LINES: Readonly<Record<TopologyEdge["kind"], string>> = {
  data: 'style=solid color="#1f1f1f" dir=none',
  control: 'style=dashed color="#c44e00"',
  power: 'style=bold color="#e69f00"',
  belongs: 'style=dotted color="#5c5c5c"',
};

/** The topology in Graphviz' language; storage systems are boxes around their parts. */
export function topologyDot({ nodes, edges }: Topology, title: string): string {
  const arrays = nodes.filter(({ kind }) => kind === "array");
  return [
    "digraph topology {",
    `  graph [label=${quote(title)} labelloc=t labeljust=l fontname="Helvetica" fontsize=16 rankdir=TB compound=true pad=0.3];`,
    '  node [fontname="Helvetica" fontsize=11 style=filled color="#5c5c5c"];',
    '  edge [fontname="Helvetica" fontsize=9];',
    ...nodes.filter(({ kind, within }) => within === null && kind !== "array").map((each) => `  ${nodeLine(each)}`),
    ...arrays.flatMap((array, index) => [
      `  subgraph cluster_${index} {`,
      `    label=${quote(array.name)}; labelloc=b; labeljust=r; style="rounded,filled"; fillcolor="#fafafa"; color="#bdbdbd";`,
      `    ${quote(array.id)} [shape=point style=invis];`,
      ...nodes.filter(({ within }) => within === array.name).map((each) => `    ${nodeLine(each)}`),
      "  }",
    ]),
    ...edges.flatMap((edge) => edgeLines(edge, arrays)),
    "}",
    "",
  ].join("\n");
}

function edgeLines(edge: TopologyEdge, arrays: readonly TopologyNode[]): readonly string[] {
  const { from, to, kind, label } = edge;
  if ([from, to].every((end) => arrays.some(({ id }) => id === end))) return arrayLinkLines(edge, arrays);
  const ends = [from, to].map((id, place) => clusterOf(arrays, id, place === 0 ? "ltail" : "lhead")).join("");
  return [`  ${quote(from)} -> ${quote(to)} [${LINES[kind]} label=${quote(label === "" ? "" : ` ${label} `)}${ends}];`];
}

/** Its name hangs on both boxes, which so stand beside each other: drawn from one to the other a link has hardly any length. */
function arrayLinkLines({ from, to, kind, label }: TopologyEdge, arrays: readonly TopologyNode[]): readonly string[] {
  const id = quote(`array-link ${label}`);
  return [
    `  ${id} [shape=plaintext style="" margin=0.02 width=0.3 height=0.2 fontsize=9 label=${quote(label)}];`,
    ...[from, to].map((end) => `  ${quote(end)} -> ${id} [${LINES[kind]}${clusterOf(arrays, end, "ltail")}];`),
  ];
}

/** What leads to storage systems ends at their boxes. */
function clusterOf(arrays: readonly TopologyNode[], id: string, end: "ltail" | "lhead"): string {
  const index = arrays.findIndex((array) => array.id === id);
  return index < 0 ? "" : ` ${end}=cluster_${index}`;
}

function nodeLine({ id, kind, name, facts }: TopologyNode): string {
  return `${quote(id)} [${LOOKS[kind]} label=${quote([name, ...facts].join("\n"))}];`;
}

function quote(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
