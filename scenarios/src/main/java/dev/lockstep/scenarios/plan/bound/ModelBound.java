package dev.lockstep.scenarios.plan.bound;

import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.plan.space.Candidate;
import dev.lockstep.scenarios.plan.space.CutRule;
import dev.lockstep.scenarios.plan.space.Problem;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Whether a model could be held at all, before any plan of it is looked at.
 *
 * <p>However a plan shares them, its devices hold every weight and every optimizer state at least
 * once; so some device holds at least their sum over the number of devices. The sum only grows with
 * further layers and with wider ones: of a family of models that grow so, none behind one that is
 * too large for this bound can be held, and the last that can is found by bisection.
 */
public final class ModelBound {

  private static final int ZERO_STAGES = 4;

  private ModelBound() {}

  /**
   * False if no plan of the problem can hold its model.
   *
   * @throws IllegalArgumentException in one line, if nothing says how much memory there is
   */
  public static boolean couldBeHeld(Problem problem) {
    OptionalInt known = Problem.devices(problem.base());
    OptionalInt devices = known.isPresent() ? known : problem.limits().devices();
    NetworkStages network = network(problem, 0);
    OptionalLong usable = problem.usableBytes(network.setup().device(0).memoryBytes());
    if (devices.isEmpty() || usable.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing says how much memory there is. Maybe give cluster.nodes, limits.devices or"
              + " limits.memoryBytes.");
    }
    return leastBytes(problem) <= (double) devices.getAsInt() * usable.getAsLong();
  }

  /** Of one copy; frameworks may keep less of each weight where they share them. */
  private static double leastBytes(Problem problem) {
    return IntStream.range(0, ZERO_STAGES)
        .mapToDouble(stage -> network(problem, stage).leastStateBytes())
        .min()
        .orElse(0);
  }

  private static NetworkStages network(Problem problem, int zeroStage) {
    Candidate alone =
        new Candidate(
            0,
            new ParallelismSection(1, 1, 1, OptionalInt.of(1), 1, 1, false, zeroStage),
            OptionalInt.of(1),
            1,
            Optional.empty(),
            "",
            problem.base().strategy(),
            CutRule.USUAL,
            Optional.empty());
    return new NetworkStages(
        alone.in(problem.base()), FittedConstants.standard(), problem.hardware()::of);
  }
}
