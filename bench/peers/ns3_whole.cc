// Whole runs of ns-3: an M/M/1 queue, and a unit that fails and is repaired. ns3_whole mm1 CUSTOMERS | unit YEARS
#include "ns3/core-module.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <deque>

using namespace ns3;

static double processorSeconds() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

// Arrivals at 0.8 a second, services of a second in the mean, first come first served.
class Queue {
public:
  explicit Queue(long customers) : m_left(customers) {
    m_gap->SetAttribute("Mean", DoubleValue(1 / 0.8));
    m_service->SetAttribute("Mean", DoubleValue(1));
  }
  void Start() { Simulator::Schedule(Seconds(m_gap->GetValue()), &Queue::Arrive, this); }
  double MeanTime() const { return m_sum / m_served; }

private:
  void Arrive() {
    if (--m_left > 0) Simulator::Schedule(Seconds(m_gap->GetValue()), &Queue::Arrive, this);
    m_there.push_back(Simulator::Now());
    if (m_there.size() == 1) Simulator::Schedule(Seconds(m_service->GetValue()), &Queue::Depart, this);
  }
  void Depart() {
    m_sum += (Simulator::Now() - m_there.front()).GetSeconds();
    m_served++;
    m_there.pop_front();
    if (!m_there.empty()) Simulator::Schedule(Seconds(m_service->GetValue()), &Queue::Depart, this);
  }
  Ptr<ExponentialRandomVariable> m_gap = CreateObject<ExponentialRandomVariable>();
  Ptr<ExponentialRandomVariable> m_service = CreateObject<ExponentialRandomVariable>();
  std::deque<Time> m_there;
  long m_left;
  long m_served = 0;
  double m_sum = 0;
};

// A failure every 1000 hours, repairs of ten. Seconds stand for hours: a thousand years of hours fit into the clock.
class Unit {
public:
  Unit() {
    m_up->SetAttribute("Mean", DoubleValue(1000));
    m_repair->SetAttribute("Mean", DoubleValue(10));
  }
  void Start() { Simulator::Schedule(Seconds(m_up->GetValue()), &Unit::Fail, this); }
  double Down() const { return m_down; }

private:
  void Fail() {
    m_since = Simulator::Now();
    Simulator::Schedule(Seconds(m_repair->GetValue()), &Unit::Mend, this);
  }
  void Mend() {
    m_down += (Simulator::Now() - m_since).GetSeconds();
    Start();
  }
  Ptr<ExponentialRandomVariable> m_up = CreateObject<ExponentialRandomVariable>();
  Ptr<ExponentialRandomVariable> m_repair = CreateObject<ExponentialRandomVariable>();
  Time m_since;
  double m_down = 0;
};

int main(int count, char** argument) {
  if (count != 3) return 2;
  const bool isQueue = std::strcmp(argument[1], "mm1") == 0;
  const long size = std::atol(argument[2]);
  const double begin = processorSeconds();
  double result;
  if (isQueue) {
    Queue queue(size);
    queue.Start();
    Simulator::Run();
    result = queue.MeanTime();
  } else {
    Unit unit;
    unit.Start();
    Simulator::Stop(Seconds(8760.0 * size));
    Simulator::Run();
    result = unit.Down() / (8760.0 * size);
  }
  std::printf("{\"seconds\":%.4f,\"result\":%.6f}\n", processorSeconds() - begin, result);
  Simulator::Destroy();
}
