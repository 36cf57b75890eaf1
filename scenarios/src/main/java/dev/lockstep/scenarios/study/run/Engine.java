package dev.lockstep.scenarios.study.run;

import dev.lockstep.scenarios.study.Combination;
import java.util.Iterator;
import java.util.function.Consumer;

/** Runs combinations somewhere. What comes of them does not depend on where. */
public interface Engine {

  /**
   * Runs all.
   *
   * @param taker gets each row in order, in the calling thread; what it throws ends the run
   * @throws java.util.concurrent.CancellationException if this thread was interrupted
   */
  void run(Iterator<Combination> combinations, Consumer<StudyRow> taker);

  /** Which it is, as manifests say it, such as {@code local, 2 threads}. */
  String description();
}
