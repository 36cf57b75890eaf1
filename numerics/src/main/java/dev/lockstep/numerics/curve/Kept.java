package dev.lockstep.numerics.curve;

import dev.lockstep.numerics.curve.LearningCurve.Point;
import dev.lockstep.numerics.run.NumericRun;
import java.io.Serializable;
import java.util.List;

/** A run as it is kept; {@code TensorOutput} writes it. */
public sealed interface Kept extends Serializable permits Kept.UnderWay, LearningCurve {

  /**
   * One that is to go on, right after an iteration's last update.
   *
   * @param tasks of the timeline's realised order that are done
   * @param points so far
   * @param run as it is now; to be written before it goes on
   */
  record UnderWay(int tasks, List<Point> points, NumericRun.Stored run) implements Kept {

    /** Copies the list. */
    public UnderWay {
      points = List.copyOf(points);
    }
  }
}
