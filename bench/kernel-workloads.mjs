// Workloads for the kernel through its public interface; run as a program it prints one JSON line, as the peers do.
// node bench/kernel-workloads.mjs hold N FIRES | mm1 CUSTOMERS | hb AGENTS SECONDS
import assert from "node:assert/strict";
import { drawMicros, exponential, Kernel, Streams } from "../dist/sim/index.js";

const SECOND = 1_000_000;
const WARM_UPS = 3;
const FOREVER = Number.MAX_SAFE_INTEGER;

/** Seconds that `work` takes. */
function timed(work) {
  const begin = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - begin) / 1e9;
}

/** Seconds that the processor works on `work`: what the machine gives to others meanwhile does not count. */
function processorTimed(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** `pending` events, each of which schedules itself again after an exponential time. Gaps are drawn beforehand. */
function hold(pending, fires) {
  const kernel = new Kernel();
  const stream = new Streams("hold").stream("gaps");
  const gap = exponential(SECOND);
  const gaps = Float64Array.from({ length: 8192 }, () => drawMicros(gap, stream));
  let next = 0;
  let left = 0;
  const again = (argument) => {
    kernel.after(gaps[next++ & 8191], again, argument);
    if (--left === 0) kernel.stop();
  };
  for (let i = 0; i < pending; i++) kernel.schedule(drawMicros(gap, stream), again, i);
  left = Math.ceil(fires / 5);
  kernel.run(FOREVER);
  left = fires;
  const before = kernel.executed;
  const seconds = timed(() => kernel.run(FOREVER));
  assert.equal(kernel.executed - before, fires);
  assert.equal(kernel.pending, pending);
  return { rate: fires / seconds };
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
  let seconds = 0;
  const worked = processorTimed(() => (seconds = timed(() => kernel.run(FOREVER))));
  checkWait(served, waited, customers);
  return { rate: customers / seconds, ratePerProcessorSecond: customers / worked };
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
 * One agent in ten dies halfway, so that exactly a tenth of the timers must fire.
 */
function hb(agents, seconds) {
  const kernel = new Kernel();
  const timers = new Float64Array(agents);
  const death = (seconds / 2) * SECOND;
  let [sent, delivered, timeouts] = [0, 0, 0];
  const timeOut = (agent) => {
    timeouts++;
    timers[agent] = 0;
  };
  const deliver = (agent) => {
    delivered++;
    kernel.cancel(timers[agent]);
    timers[agent] = kernel.after(3 * SECOND, timeOut, agent);
  };
  const send = (agent) => {
    if (agent % 10 === 0 && kernel.now >= death) return;
    sent++;
    kernel.after(SECOND / 1000, deliver, agent);
    kernel.after(SECOND, send, agent);
  };
  const elapsed = timed(() => {
    for (let agent = 0; agent < agents; agent++) {
      kernel.schedule((agent * SECOND) / 1000, send, agent);
      timers[agent] = kernel.schedule(3 * SECOND, timeOut, agent);
    }
    kernel.run(seconds * SECOND);
  });
  assert.equal(timeouts, agents / 10);
  return { rate: kernel.executed / elapsed, sent, delivered, timeouts, digest: kernel.scheduleDigest };
}

const WORKLOADS = { hold, mm1, hb };
const [name, ...parameters] = process.argv.slice(2);
const workload = WORKLOADS[name];
if (workload === undefined) throw new Error(`No workload ${name}. There are: ${Object.keys(WORKLOADS).join(", ")}.`);
const numbers = parameters.map(Number);
// Some runs unmeasured, so that what is measured is compiled code; a long simulation runs at that rate.
for (let i = 0; i < WARM_UPS; i++) workload(...numbers);
console.log(JSON.stringify({ peer: "understudy", workload: name, ...workload(...numbers) }));
