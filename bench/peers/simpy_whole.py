# Whole runs of SimPy: an M/M/1 queue, and a unit that fails and is repaired. simpy_whole.py mm1 CUSTOMERS | unit YEARS
import json
import random
import sys
import time

import simpy

draw = random.Random(42).expovariate


def queue(customers):
    """Arrivals at 0.8 a second, services of a second in the mean, first come first served: the mean time there."""
    environment = simpy.Environment()
    server = simpy.Resource(environment, 1)
    times = [0.0]

    def customer():
        came = environment.now
        with server.request() as turn:
            yield turn
            yield environment.timeout(draw(1.0))
        times[0] += environment.now - came

    def arrivals():
        for _ in range(customers):
            yield environment.timeout(draw(0.8))
            environment.process(customer())

    environment.process(arrivals())
    environment.run()
    return times[0] / customers


def unit(years):
    """A failure every 1000 hours, repairs of ten: the share of the time in which it is down."""
    environment = simpy.Environment()
    down = [0.0]

    def life():
        while True:
            yield environment.timeout(draw(1 / 1000))
            failed = environment.now
            yield environment.timeout(draw(1 / 10))
            down[0] += environment.now - failed

    environment.process(life())
    environment.run(until=8760 * years)
    return down[0] / (8760 * years)


begin = time.process_time()
result = {"mm1": queue, "unit": unit}[sys.argv[1]](int(sys.argv[2]))
print(json.dumps({"seconds": round(time.process_time() - begin, 4), "result": result}))
