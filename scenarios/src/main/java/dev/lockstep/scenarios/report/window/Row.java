package dev.lockstep.scenarios.report.window;

import dev.lockstep.core.schedule.Lane;

/**
 * One row of a picture.
 *
 * @param name what stands before it; empty for the further rows of a lane that does several things
 *     at once
 * @param kind what it is a row of
 * @param device the device it is drawn with
 * @param lane the lane of the schedule, or -1 for a row of a trace
 * @param index its slices
 */
public record Row(String name, Lane.Kind kind, int device, int lane, SliceIndex index) {

  /** Its slices. */
  public Slices slices() {
    return index.slices();
  }

  /** Whether it is a device's compute stream. */
  public boolean isCompute() {
    return kind == Lane.Kind.COMPUTE;
  }
}
