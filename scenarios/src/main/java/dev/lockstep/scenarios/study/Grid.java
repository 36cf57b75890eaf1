package dev.lockstep.scenarios.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The combinations of a study, by their numbers; none is held. */
public final class Grid {

  private final Study study;
  private final long places;
  private final Optional<IntFunction<double[]>> samples;

  /**
   * The grid of a study.
   *
   * @throws IllegalArgumentException if it has more combinations than can be counted
   */
  public Grid(Study study) {
    this.study = study;
    long all = 1;
    try {
      if (study.sample().isPresent()) {
        all = study.sample().get().count();
      } else {
        for (Axis axis : study.axes()) {
          all = Math.multiplyExact(all, axis.points().size());
        }
      }
      Math.multiplyExact(all, (long) study.repetitions());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the axes have more combinations than can be counted", e);
    }
    this.places = all;
    this.samples = study.sample().map(sample -> sample.places(study.axes().size()));
  }

  /** Combinations, those that are left out counted too. */
  public long size() {
    return places * study.repetitions();
  }

  /**
   * Those that are not left out, in order.
   *
   * @param wanted of which numbers
   */
  public Stream<Combination> combinations(LongPredicate wanted) {
    return LongStream.rangeClosed(1, size())
        .filter(wanted)
        .mapToObj(this::combination)
        .flatMap(Optional::stream);
  }

  /**
   * A combination; none if it is left out.
   *
   * @param number from 1
   */
  public Optional<Combination> combination(long number) {
    long place = (number - 1) / study.repetitions();
    int repetition = (int) ((number - 1) % study.repetitions());
    Point point = point(place);
    if (study.excludes(point.cells())) {
      return Optional.empty();
    }
    Map<String, String> cells = new LinkedHashMap<>();
    study.axes().stream()
        .flatMap(axis -> axis.columns().stream())
        .forEach(column -> cells.put(column, point.cells().getOrDefault(column, "")));
    Map<String, JsonNode> changes = new LinkedHashMap<>(point.changes());
    if (study.repetitions() > 1) {
      long seed = study.firstSeed() + repetition;
      cells.put(Study.SEED, Long.toString(seed));
      changes.put("/simulation/seed", JsonNodeFactory.instance.numberNode(seed));
    }
    return Optional.of(new Combination(number, cells, changes));
  }

  private Point point(long place) {
    List<Axis> axes = study.axes();
    Point all = new Point(Map.of(), Map.of());
    if (samples.isPresent()) {
      double[] shares = samples.get().apply((int) place);
      for (int axis = 0; axis < axes.size(); axis++) {
        all = all.and(axes.get(axis).between().apply(shares[axis]));
      }
      return all;
    }
    long block = places;
    for (Axis axis : axes) {
      block /= axis.points().size();
      all = all.and(axis.points().get((int) (place / block % axis.points().size())));
    }
    return all;
  }
}
