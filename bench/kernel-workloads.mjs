// Workloads for the kernel through its public interface; run as a program it prints one JSON line, as the peers do.
// node bench/kernel-workloads.mjs hold N FIRES [HANDLERS] | mm1 CUSTOMERS | hb AGENTS SECONDS [KINDS]
import assert from "node:assert/strict";
import { drawMicros, exponential, Kernel, Streams } from "../dist/sim/index.js";

const SECOND = 1_000_000;
const WARM_UPS = 3;
const FOREVER = Number.MAX_SAFE_INTEGER;

/** Seconds that the processor works on `work`: what the machine gives to others meanwhile does not count. */
function processorTimed(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/**
 * The handlers that a function makes, so many times anew: compiled each for itself, they are nothing to each other, as those of
 * a whole program are, so that the kernel can neither be made for them nor have them in its loop.
 */
function apart(count, make) {
  const text = make.toString();
  return Array.from({ length: count }, (_, i) => new Function(`/* ${i} */ return ${text};`)());
}

/** `pending` events, each of which schedules itself again after an exponential time, with one of so many handlers. Gaps are drawn beforehand. */
function hold(pending, fires, handlers = 1) {
  const kernel = new Kernel();
  const stream = new Streams("hold").stream("gaps");
  const gap = exponential(SECOND);
  const gaps = Float64Array.from({ length: 8192 }, () => drawMicros(gap, stream));
  const at = { next: 0, left: 0 };
  const again = apart(handlers, holdAgain).map((make) => make(kernel, gaps, at));
  for (let i = 0; i < pending; i++) kernel.schedule(drawMicros(gap, stream), again[i % handlers], i);
  at.left = Math.ceil(fires / 5);
  kernel.run(FOREVER);
  at.left = fires;
  const before = kernel.executed;
  const seconds = processorTimed(() => kernel.run(FOREVER));
  assert.equal(kernel.executed - before, fires);
  assert.equal(kernel.pending, pending);
  return { rate: fires / seconds };
}

function holdAgain(kernel, gaps, at) {
  const again = (argument) => {
    kernel.after(gaps[at.next++ & 8191], again, argument);
    if (--at.left === 0) kernel.stop();
  };
  return again;
}

/** One server at rate 0.8. The mean wait is 4 in theory. */
function mm1(customers) {
  const kernel = new Kernel();
  const { gap, service } = mm1Draws();
  const waiting = new Float64Array(1 << 16);
  let [head, tail, busy, left, served, waited] = [0, 0, false, customers, 0, 0];
  const begin = (since) => {
    waited += kernel.now - since;
    served++;
    kernel.after(service(), depart);
  };
  const depart = () => {
    if (head === tail) busy = false;
    else begin(waiting[head++ & 65535]);
  };
  const arrive = () => {
    if (--left > 0) kernel.after(gap(), arrive);
    if (busy) waiting[tail++ & 65535] = kernel.now;
    else {
      busy = true;
      begin(kernel.now);
    }
  };
  kernel.after(gap(), arrive);
  const seconds = processorTimed(() => kernel.run(FOREVER));
  checkWait(served, waited, customers);
  return { rate: customers / seconds, ratePerProcessorSecond: customers / seconds };
}

function mm1Draws() {
  const streams = new Streams("mm1");
  const [arrivals, services] = [streams.stream("arrival"), streams.stream("service")];
  const [betweenArrivals, serviceTime] = [exponential(SECOND / 0.8), exponential(SECOND)];
  return {
    gap: () => drawMicros(betweenArrivals, arrivals),
    service: () => drawMicros(serviceTime, services),
  };
}

function checkWait(served, waited, customers) {
  assert.equal(served, customers);
  // Four standard deviations of the mean wait of so many customers (asymptotic variance 1976 / n, Daley 1968).
  const wait = waited / served / SECOND;
  assert.ok(Math.abs(wait - 4) < 4 * Math.sqrt(1976 / customers), `mean wait ${wait}, in theory 4`);
}

/**
 * Heartbeats: each agent sends one a second over a link of 1 ms; the monitor re-arms a timer of 3 s per agent.
 * One agent in ten dies halfway, so that exactly a tenth of the timers must fire. There are three handlers of a kind.
 */
function hb(agents, seconds, kinds = 1) {
  const kernel = new Kernel();
  const timers = new Float64Array(agents);
  const death = (seconds / 2) * SECOND;
  const counts = { sent: 0, delivered: 0, timeouts: 0 };
  const handlers = apart(kinds, beats).map((make) => make(kernel, timers, death, counts, SECOND));
  const elapsed = processorTimed(() => {
    for (let agent = 0; agent < agents; agent++) {
      const { send, timeOut } = handlers[agent % kinds];
      kernel.schedule((agent * SECOND) / 1000, send, agent);
      timers[agent] = kernel.schedule(3 * SECOND, timeOut, agent);
    }
    kernel.run(seconds * SECOND);
  });
  assert.equal(counts.timeouts, agents / 10);
  return { rate: kernel.executed / elapsed, ...counts, digest: kernel.scheduleDigest };
}

/** @param second given, for a handler that is compiled for itself knows nothing of what stands around it */
function beats(kernel, timers, death, counts, second) {
  const timeOut = (agent) => {
    counts.timeouts++;
    timers[agent] = 0;
  };
  const deliver = (agent) => {
    counts.delivered++;
    kernel.cancel(timers[agent]);
    timers[agent] = kernel.after(3 * second, timeOut, agent);
  };
  const send = (agent) => {
    if (agent % 10 === 0 && kernel.now >= death) return;
    counts.sent++;
    kernel.after(second / 1000, deliver, agent);
    kernel.after(second, send, agent);
  };
  return { send, timeOut };
}

const WORKLOADS = { hold, mm1, hb };
const [name, ...parameters] = process.argv.slice(2);
const workload = WORKLOADS[name];
if (workload === undefined) throw new Error(`No workload ${name}. There are: ${Object.keys(WORKLOADS).join(", ")}.`);
const numbers = parameters.map(Number);
// Some runs unmeasured, so that what is measured is compiled code; a long simulation runs at that rate.
for (let i = 0; i < WARM_UPS; i++) workload(...numbers);
console.log(JSON.stringify({ peer: "understudy", workload: name, ...workload(...numbers) }));
