package dev.lockstep.gui.model.learning;

import dev.lockstep.gui.model.Card;
import dev.lockstep.gui.model.Card.Line;
import dev.lockstep.scenarios.format.curve.LearnedFigure;
import dev.lockstep.scenarios.format.curve.MeanCurve.Point;
import dev.lockstep.scenarios.format.curve.TimeUnit;
import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is to be said of a point of a curve. */
public final class PointCard {

  private static final int MOST_SEEDS = 8;

  private PointCard() {}

  /**
   * Its moment, the mean and what each seed's run has.
   *
   * @param name of the curve
   * @param seeds the curve's runs
   */
  public static Card of(
      String name, List<OfSeed> seeds, LearnedFigure figure, Point point, TimeUnit unit) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("simulated time", time(point.simulatedMs(), unit)));
    lines.add(new Line("mini-batches", String.format(Locale.ROOT, "%,d", point.iterations())));
    List<Line> ofSeeds = ofSeeds(seeds, figure, point);
    if (ofSeeds.size() == 1) {
      lines.add(new Line(word(figure), figure.text(point.mean())));
      return new Card(name, lines);
    }
    String mean = "%s, mean of %d".formatted(word(figure), ofSeeds.size());
    lines.add(new Line(mean, figure.text(point.mean())));
    if (ofSeeds.size() <= MOST_SEEDS) {
      lines.addAll(ofSeeds);
    } else {
      lines.add(new Line("least", figure.text(point.least())));
      lines.add(new Line("most", figure.text(point.most())));
    }
    return new Card(name, lines);
  }

  /** A time as it stands on the card. */
  public static String time(double simulatedMs, TimeUnit unit) {
    String format = unit == TimeUnit.MILLISECONDS ? "%,.1f %s" : "%,.3f %s";
    return String.format(Locale.ROOT, format, simulatedMs / unit.milliseconds(), unit.word());
  }

  private static String word(LearnedFigure figure) {
    return figure.label().toLowerCase(Locale.ROOT);
  }

  private static List<Line> ofSeeds(List<OfSeed> seeds, LearnedFigure figure, Point point) {
    List<Line> lines = new ArrayList<>();
    for (OfSeed seed : seeds) {
      seed.looks().stream()
          .filter(look -> look.iterations() == point.iterations())
          .findFirst()
          .ifPresent(look -> lines.add(new Line("seed " + seed.seed(), text(figure, look))));
    }
    return lines;
  }

  private static String text(LearnedFigure figure, Look look) {
    return figure.of(look).stream().mapToObj(figure::text).findFirst().orElse("no number");
  }
}
