package dev.lockstep.scenarios.run;

import static java.util.Comparator.comparingDouble;

import dev.lockstep.core.metrics.LinkUse;
import dev.lockstep.core.metrics.SteadyState;
import dev.lockstep.core.sim.Sharing;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.run.RunResult.LinkResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The links of a run on which transfers met. */
final class SharedLinks {

  private SharedLinks() {}

  /** Those that some transfer takes, the busiest first; empty if links are private. */
  static Optional<List<LinkResult>> of(Run run, SteadyState steady) {
    Preparation preparation = run.preparation();
    if (preparation.sharing() == Sharing.PRIVATE) {
      return Optional.empty();
    }
    List<LinkUse> used =
        LinkUse.of(run.steady(), steady, preparation.cluster(), preparation.costs());
    return Optional.of(
        used.stream()
            .map(use -> new LinkResult(use.link(), use.bytesPerIteration(), use.utilisation()))
            .sorted(
                descending(LinkResult::utilisation)
                    .thenComparing(descending(LinkResult::bytesPerIteration)))
            .toList());
  }

  /** What is unknown comes last. */
  private static Comparator<LinkResult> descending(Function<LinkResult, OptionalDouble> figure) {
    return comparingDouble(link -> -figure.apply(link).orElse(-1));
  }
}
