package dev.lockstep.scenarios.format.curve;

import dev.lockstep.scenarios.train.TrainingResult.Look;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What is looked at while a network learns. */
public enum LearnedFigure {
  /** Share of the test samples (or positions) that are right. */
  ACCURACY("Accuracy", "%", 100, "%.1f %%", look -> OptionalDouble.of(look.accuracy())),
  /** Mean cross-entropy of the test samples. */
  TEST_LOSS("Test loss", "nats", 1, "%.3f", Look::testLoss),
  /** Mean cross-entropy over the mini-batches since the look before. */
  TRAINING_LOSS("Training loss", "nats", 1, "%.3f", Look::trainingLoss);

  private final String label;
  private final String unit;
  private final double scale;
  private final String format;
  private final Function<Look, OptionalDouble> figure;

  LearnedFigure(
      String label,
      String unit,
      double scale,
      String format,
      Function<Look, OptionalDouble> figure) {
    this.label = label;
    this.unit = unit;
    this.scale = scale;
    this.format = format;
    this.figure = figure;
  }

  /** What a user calls it. */
  public String label() {
    return label;
  }

  /** What its axis counts. */
  public String unit() {
    return unit;
  }

  /** What the figure is multiplied by to be in the unit. */
  public double scale() {
    return scale;
  }

  /** At a look; absent if it is no number. */
  public OptionalDouble of(Look look) {
    return figure.apply(look);
  }

  /** A figure with its unit, if that has a sign. */
  public String text(double value) {
    return String.format(Locale.ROOT, format, scale * value);
  }
}
