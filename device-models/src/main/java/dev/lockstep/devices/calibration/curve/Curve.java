package dev.lockstep.devices.calibration.curve;

import dev.lockstep.devices.kernel.Kernel;
import java.util.List;

/**
 * The form of one kernel class's time: which constants it has, and what they make of a kernel. All
 * constants are above zero; one that the measurements do not need comes out as next to nothing.
 */
interface Curve {

  /** Names of the constants, with their units. */
  List<String> constants();

  /** Constants to start from, of the right order of magnitude for these points. */
  double[] guess(List<Point> points);

  /** Seconds of a kernel of the class. */
  double seconds(double[] constants, Kernel kernel);

  /** The sizes along which being within the measured range is judged. */
  double[] sizes(Kernel kernel);
}
