package dev.lockstep.devices.calibration.network.nccl;

import dev.lockstep.devices.calibration.network.MeasuredCollective;
import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.List;

/**
 * One run of one of the nccl-tests.
 *
 * @param kind what was exchanged
 * @param ranks ranks of the group
 * @param nodes hosts that they ran on; 1 if the text names none
 * @param points times by size, out of place unless asked for otherwise, those of 0 bytes left out;
 *     a size that was measured repeatedly appears repeatedly
 */
public record NcclRun(Kind kind, int ranks, int nodes, List<MeasuredCollective> points) {

  /** Copies the points. */
  public NcclRun {
    points = List.copyOf(points);
  }

  /** Ranks on each host. */
  public int ranksPerNode() {
    return ranks / nodes;
  }
}
