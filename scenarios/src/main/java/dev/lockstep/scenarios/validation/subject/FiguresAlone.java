package dev.lockstep.scenarios.validation.subject;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Figures of a single kernel or collective.
 *
 * @param byName the figures
 * @param inFittedRange whether constants were fitted on such ones
 */
record FiguresAlone(Map<String, Double> byName, boolean inFittedRange) implements PredictedFigures {

  private static final String EXTRAPOLATED = "beyond what constants were fitted on";

  FiguresAlone {
    byName = Map.copyOf(byName);
  }

  @Override
  public OptionalDouble figure(String name) {
    Double figure = byName.get(name);
    return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
  }

  @Override
  public Optional<String> note() {
    return inFittedRange ? Optional.empty() : Optional.of(EXTRAPOLATED);
  }
}
