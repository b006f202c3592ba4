/** Strips, charts, timelines of incidents, distributions. */
export const pictureStyle = `
.stage { position: relative; --label: 9rem; --figure: 9.5rem; --pad: 0.5rem; user-select: none; -webkit-user-select: none; border-radius: 6px; padding: var(--pad); margin: 0 calc(-1 * var(--pad)); }
.stage-head { display: flex; align-items: center; justify-content: space-between; gap: 0.5rem 1rem; flex-wrap: wrap; margin-bottom: 0.4rem; }
.lane { position: relative; display: grid; grid-template-columns: var(--label) minmax(0, 1fr) var(--figure); column-gap: 0.75rem; align-items: start; padding: 2px 0; }
.lane-name { font-size: 0.87rem; line-height: 18px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.lane-figure { font-size: 0.82rem; line-height: 18px; color: var(--quiet); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.plot { position: relative; min-width: 0; touch-action: pan-y; cursor: crosshair; }
.plot canvas { display: block; width: 100%; height: 100%; }
.strip::after { content: ""; position: absolute; inset: 0 0 6px 0; box-shadow: inset 0 0 0 1px var(--outline); pointer-events: none; }
.plot.clickable { cursor: pointer; }
.plot.spark { width: 100%; min-width: 11rem; cursor: default; }
.axis-lane { position: relative; z-index: 1; }
.axis { height: 32px; }
.overview { position: absolute; left: 0; right: 0; top: 2px; height: 5px; border-radius: 3px; background: var(--line); overflow: hidden; }
.thumb { position: absolute; top: 0; bottom: 0; min-width: 3px; background: var(--accent); border-radius: 3px; }
.ticks { position: absolute; left: 0; right: 0; bottom: 0; height: 20px; border-bottom: 1px solid var(--line); }
.tick { position: absolute; transform: translateX(-50%); font-size: 0.75rem; color: var(--quiet); white-space: nowrap; }
.ticks .tick::after { content: ""; position: absolute; left: 50%; bottom: -3px; height: 4px; border-left: 1px solid var(--quiet); }
.tick.first { transform: none; } .ticks .tick.first::after { left: 0; } .tick.last { transform: translateX(-100%); } .ticks .tick.last::after { left: calc(100% - 1px); }
.shade { position: absolute; bottom: calc(var(--pad) + var(--hint)); left: calc(var(--pad) + var(--label) + 0.75rem); right: calc(var(--pad) + var(--figure) + 0.75rem); --hint: 1.7rem; pointer-events: none; }
.crosshair { position: absolute; top: 2.6rem; bottom: 2rem; border-left: 1px solid var(--quiet); pointer-events: none; }
.selection { position: absolute; top: 2.6rem; bottom: 2rem; background: var(--accent); opacity: 0.2; pointer-events: none; }
.tip { position: absolute; z-index: 4; pointer-events: none; background: var(--ink); color: var(--paper); border-radius: 5px; padding: 0.3rem 0.6rem; font-size: 0.82rem; max-width: 22rem; }
.tip span, .tip strong { display: block; font-weight: 500; }
.stage details > summary { padding: 0.45rem 0 0.15rem; } .stage summary span { color: var(--quiet); font-weight: 400; }
.hint { color: var(--quiet); font-size: 0.82rem; max-width: none; margin: 0.4rem 0 0; min-height: 1.3rem; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; margin: 0.6rem 0 0; padding: 0; font-size: 0.84rem; color: var(--quiet); }
.swatch { display: inline-block; width: 0.95rem; height: 0.7rem; border-radius: 2px; margin-right: 0.45rem; box-shadow: 0 0 0 1px var(--line); }
.swatch.faulted { background: var(--shade); }
.peak { display: inline-block; margin-right: 0.45rem; border: 5px solid transparent; border-top: 0; border-bottom: 6px solid var(--condition-down); }
.phases { display: flex; height: 12px; min-width: 8rem; border-radius: 3px; overflow: hidden; gap: 1px; }
.phases span { flex: 0 1 auto; flex-basis: 0; min-width: 2px; overflow: hidden; }
.phases.large { height: 30px; margin: 0.8rem 0; border-radius: 5px; }
.phases b { display: block; line-height: 30px; text-align: center; font-size: 0.82rem; font-weight: 600; white-space: nowrap; }
.phases b::before { content: none; }
.detail { border: 1px solid var(--line); border-left: 4px solid var(--incident); border-radius: 6px; padding: 0.9rem 1.1rem 1.1rem; margin: 0.8rem 0 1.2rem; scroll-margin-top: 3.5rem; }
.detail-head { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; justify-content: space-between; align-items: baseline; } .detail-head h3 { margin: 0; font-size: 1.1rem; }
.facts { max-width: none; }
.steps, .chain { list-style: none; margin: 0; padding: 0; font-size: 0.9rem; }
.steps li { display: grid; grid-template-columns: 12rem minmax(0, 1fr) 19rem; gap: 0 1rem; padding: 0.35rem 0; border-bottom: 1px solid var(--line); align-items: start; }
.step-name { font-weight: 500; overflow-wrap: anywhere; } .step-facts b { font-weight: 600; }
.outcome-failed, .outcome-unknown { color: var(--bad); } .outcome-done { color: var(--good); }
.track { position: relative; height: 14px; margin-top: 4px; background: var(--raised); border-radius: 3px; }
.track i { position: absolute; top: 0; bottom: 0; min-width: 3px; border-radius: 2px; }
.chain li { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: 1.8rem; position: relative; padding: 0.22rem 0; }
.chain time, .knowledge time { color: var(--quiet); text-align: right; font-size: 0.87rem; white-space: nowrap; }
.chain li::before { content: ""; position: absolute; left: calc(7.5rem + 0.9rem - 4.5px); top: 0.62rem; width: 9px; height: 9px; border-radius: 50%; background: var(--accent); z-index: 1; }
.chain li:not(:last-child)::after { content: ""; position: absolute; left: calc(7.5rem + 0.9rem - 1px); top: 0.9rem; bottom: -0.7rem; width: 2px; background: var(--line); }
.chain .link-fault::before { background: var(--fault); border-radius: 1px; transform: rotate(45deg); }
.chain .link-down::before { background: var(--incident); border-radius: 1px; } .chain .link-doubt::before { background: var(--paper); box-shadow: inset 0 0 0 2px var(--bad); } .chain .link-cure::before { background: var(--good); }
.knowledge { font-size: 0.88rem; } .knowledge [role="row"] { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr) minmax(0, 1fr); gap: 0 1.2rem; padding: 0.3rem 0; border-bottom: 1px solid var(--line); }
.knowledge-head { color: var(--quiet); font-size: 0.82rem; } .knowledge b { font-weight: 600; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 33rem), 1fr)); gap: 1rem 2rem; }
figure { margin: 0 0 0.8rem; min-width: 0; } figcaption { font-weight: 600; font-size: 0.92rem; margin-bottom: 0.3rem; }
.uplot { font-family: inherit; width: 100% !important; } .u-legend { font-size: 0.8rem; text-align: left; color: var(--quiet); margin-left: 0; width: auto; }
.u-legend th, .u-legend td { border: 0; padding: 0 0.35rem 0 0; min-width: 0; } .u-legend .u-series { padding: 0 0.8rem 0 0; } .u-legend tr:hover { background: none; }
.u-legend tbody { display: flex; flex-wrap: wrap; } .u-legend tr:first-child { order: 9; } .u-legend tr:first-child:has(.u-value:empty) { visibility: hidden; } .u-legend tr.range { display: none; }
.u-legend .u-value { min-width: 4.5rem; } .u-legend .u-marker { border-radius: 1px; height: 0; border-top-width: 2.5px !important; }
.u-cursor-x { border-right-color: var(--quiet) !important; } .u-select { background: var(--accent) !important; opacity: 0.2; }
.distribution { margin: 0.6rem 0 1.8rem; } .row { display: grid; grid-template-columns: 9rem minmax(0, 1fr) 15rem; gap: 0 1rem; align-items: center; font-size: 0.88rem; }
.row-plot { position: relative; display: block; min-width: 0; min-height: 1.1rem; } .row-plot svg { display: block; overflow: visible; border-bottom: 1px solid var(--line); }
.row-name { overflow-wrap: anywhere; } .row-figure { color: var(--quiet); font-size: 0.84rem; }
.dot { fill: var(--line-1); fill-opacity: 0.75; } .bar { fill: var(--line-1); fill-opacity: 0.8; } .interval { fill: var(--accent); fill-opacity: 0.16; } .mean { stroke: var(--ink); stroke-width: 2; }
.scale-ticks { position: relative; height: 1.3rem; } .scale-ticks .first { transform: none; margin-left: -5px; } .scale-ticks .last { margin-left: 5px; }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); gap: 1rem 2.5rem; margin: 1rem 0; }
.panel .row { grid-template-columns: 8rem minmax(0, 1fr); } .track-line { height: 1.7rem; background: linear-gradient(var(--line), var(--line)) center / 100% 1px no-repeat; }
.whisker { position: absolute; top: 50%; height: 7px; margin-top: -3.5px; background: var(--line-1); opacity: 0.45; border-radius: 3px; min-width: 2px; }
.mean-dot { position: absolute; top: 50%; width: 11px; height: 11px; margin: -5.5px 0 0 -5.5px; border-radius: 50%; background: var(--line-1); border: 2px solid var(--paper); }
@media (max-width: 46rem) {
  .lane { grid-template-columns: minmax(0, 1fr) auto; } .lane .plot { grid-column: 1 / -1; grid-row: 2; } .axis-lane .lane-name, .axis-lane span:last-child:not(.tick) { display: none; }
  .lane-name, .lane-figure { line-height: 1.35rem; } .shade { left: var(--pad); right: var(--pad); --hint: 4.1rem; }
  .steps li { grid-template-columns: minmax(0, 1fr); } .track { margin: 2px 0; }
  .chain li { grid-template-columns: 5.2rem minmax(0, 1fr); } .chain li::before { left: calc(5.2rem + 0.9rem - 4.5px); } .chain li:not(:last-child)::after { left: calc(5.2rem + 0.9rem - 1px); }
  .chain time, .knowledge time { white-space: normal; }
  .knowledge [role="row"] { grid-template-columns: 4.5rem minmax(0, 1fr); } .knowledge [role="row"] > :nth-child(3) { grid-column: 2; } .knowledge-head { display: none !important; }
  .row { grid-template-columns: minmax(0, 1fr); } .panel .row { grid-template-columns: 6.5rem minmax(0, 1fr); }
}
@media print {
  .stage { --pad: 0px; } .shade { --hint: 0px; }
  /* Paper is narrower than what ticks were chosen for: the first and the last, which do not stand in the middle, come first. */
  .ticks .tick:nth-child(2):not(:last-child), .ticks .tick:nth-last-child(2):not(:first-child) { color: transparent; }
}
`;
