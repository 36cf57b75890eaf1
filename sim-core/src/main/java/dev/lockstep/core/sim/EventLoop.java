package dev.lockstep.core.sim;

import nl.tudelft.simulation.dsol.eventlists.EventListPriorityQueue;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.Executable;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.LambdaSimEvent;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;
import nl.tudelft.simulation.dsol.simulators.DevsSimulator;
import nl.tudelft.simulation.dsol.simulators.RunState;

/**
 * DSOL's clock, event list and loop, run in the calling thread until no event is left.
 *
 * <p>DSOL would rather run a replication in a worker thread, which costs milliseconds for each run
 * and pauses for ever when an event fails. Here a failure of an event ends the run and reaches the
 * caller. When the last event is gone DSOL moves the clock to the end of time: read it inside
 * events only.
 */
final class EventLoop extends DevsSimulator<Long> {

  private static final long serialVersionUID = 1L;

  private transient RuntimeException failure;

  private EventLoop() {
    super("lockstep");
    setEventList(new EventListPriorityQueue<>());
    simulatorTime = 0L;
    runUntilTime = Long.MAX_VALUE;
  }

  /**
   * A loop at time 0. One at a time: DSOL registers each simulator in a log configuration that all
   * share.
   */
  static synchronized EventLoop create() {
    return new EventLoop();
  }

  /** The current time. */
  long nowNanos() {
    return simulatorTime;
  }

  /** Lets something happen at a time that is not in the past. */
  void at(long timeNanos, Executable event) {
    eventList.add(new LambdaSimEvent<>(timeNanos, SimEventInterface.NORMAL_PRIORITY, event));
  }

  /** Lets something happen now, after all else that happens at this instant. */
  void afterAllElseNow(Executable event) {
    eventList.add(new LambdaSimEvent<>(simulatorTime, SimEventInterface.MIN_PRIORITY, event));
  }

  /** Lets something happen now, after even that. */
  void lastOfAllNow(Executable event) {
    short belowAll = SimEventInterface.MIN_PRIORITY - 1;
    eventList.add(new LambdaSimEvent<>(simulatorTime, belowAll, event));
  }

  /** Runs until no event is left. */
  void runToTheEnd() {
    runState = RunState.STARTED;
    run();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  protected void handleSimulationException(Exception wrapped) {
    failure =
        wrapped.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException("an event failed at %d ns".formatted(nowNanos()), wrapped);
    runState = RunState.STOPPING;
  }

  /** There is none: a run ends with its last event. */
  @Override
  protected void checkStoppingCondition() {}
}
