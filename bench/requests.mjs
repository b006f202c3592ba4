// Requests through client, director, hosts and storage on one core, beside customers of a bare M/M/1 as callbacks of the kernel,
// and beside SimPy's, in the same run.
import { told } from "./figures.mjs";
import { median, path, run, simpy } from "./kernel.mjs";

const ROUNDS = 3;
const REQUESTS = "1000000";
const CUSTOMERS = "50000";
/** Requests a second that one core must simulate. */
const REQUIRED = 500_000;
/** What they must reach of the rate of customers at a single server, as callbacks. */
const REQUIRED_OF_MM1 = 0.45;

export async function requestsSuite() {
  const peer = simpy();
  const ours = [];
  const bare = [];
  const theirs = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(JSON.parse(run([process.execPath, path("request-workload.mjs"), REQUESTS])));
    bare.push(JSON.parse(run([process.execPath, path("kernel-workloads.mjs"), "mm1", "500000"])));
    if (peer !== undefined) theirs.push(JSON.parse(run([...peer.command, "mm1", CUSTOMERS])).rate);
  }
  if (new Set(ours.map(({ digest }) => digest)).size > 1) throw new Error("equal runs behaved differently");
  const wall = median(ours.map(({ rate }) => rate));
  const processor = median(ours.map(({ ratePerProcessorSecond }) => ratePerProcessorSecond));
  const callbacks = median(bare.map(({ ratePerProcessorSecond }) => ratePerProcessorSecond));
  console.log(`\nThousands a second, medians of ${ROUNDS} interleaved rounds\n`);
  console.log(`understudy: requests through client, director, hosts and storage  ${thousands(wall)}`);
  console.log(`the same, counting only the time that the processor worked on it  ${thousands(processor)}`);
  console.log(
    `events for each request                                           ${ours[0].events.toFixed(2).padStart(6)}`,
  );
  console.log(`the same of customers of an M/M/1 as callbacks                    ${thousands(callbacks)}`);
  if (peer !== undefined) {
    const customers = median(theirs);
    console.log(`SimPy: customers of an M/M/1, no storage, no network              ${thousands(customers)}`);
    console.log(`\nA request here costs ${(customers / wall).toFixed(3)} of a customer there.`);
  }
  told("requests", [
    { name: "requests a second of a processor", measured: processor, unit: "a second", least: REQUIRED },
    { name: "of mm1 as callbacks", measured: processor / callbacks, unit: "of its rate", least: REQUIRED_OF_MM1 },
  ]);
}

function thousands(rate) {
  return (rate / 1000).toFixed(0).padStart(6);
}
