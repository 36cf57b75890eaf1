package dev.lockstep.gui.model.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.model.Card;
import dev.lockstep.gui.model.Learned;
import dev.lockstep.gui.model.LearnedRun;
import dev.lockstep.scenarios.format.curve.LearnedFigure;
import dev.lockstep.scenarios.format.curve.MeanCurve.Point;
import dev.lockstep.scenarios.format.curve.TimeUnit;
import dev.lockstep.scenarios.report.curves.Across;
import dev.lockstep.scenarios.report.curves.CurveSheet;
import dev.lockstep.scenarios.report.curves.CurveSheet.Entry;
import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Which curves are drawn, and what is said of their points. */
class T01_LearnedCurvesTest {

  private final LearnedCurves curves = new LearnedCurves();

  @Test
  void each_strategy_has_a_curve_below_the_results_that_it_is_of() {
    curves.show(List.of(learned("a.json", "1f1b", "ddg")));

    assertThat(curves.rows()).extracting(LegendRow::number).containsExactly(0, 0, 1);
    assertThat(names(curves.sheet())).containsExactly("1f1b", "ddg");
    assertThat(curves.sheet().targets()).containsExactly(0.6);
  }

  @Test
  void where_there_are_several_results_a_curve_says_of_which_it_is() {
    curves.show(List.of(learned("a.json", "1f1b"), learned("b.json", "1f1b")));

    assertThat(names(curves.sheet())).containsExactly("1f1b \u00b7 a.json", "1f1b \u00b7 b.json");
    assertThat(curves.sheet().entries()).extracting(Entry::number).containsExactly(0, 1);
  }

  @Test
  void what_is_hidden_stays_so_and_the_others_keep_their_colours() {
    curves.show(List.of(learned("a.json", "1f1b", "ddg")));
    curves.toggle(curves.rows().get(1));
    curves.show(List.of(learned("a.json", "1f1b", "ddg")));

    assertThat(names(curves.sheet())).containsExactly("ddg");
    assertThat(curves.sheet().entries()).extracting(Entry::number).containsExactly(1);
    assertThat(curves.index(curves.rows().get(2))).hasValue(0);
    assertThat(curves.index(curves.rows().get(1))).isEmpty();
  }

  @Test
  void the_row_of_results_hides_all_of_their_curves_and_shows_them_again() {
    curves.show(List.of(learned("a.json", "1f1b", "ddg"), learned("b.json", "local")));
    LegendRow results = curves.rows().get(0);
    curves.toggle(curves.rows().get(1));
    curves.toggle(results);
    assertThat(names(curves.sheet())).containsExactly("local \u00b7 b.json");
    assertThat(curves.isShown(results)).isFalse();
    curves.toggle(results);
    assertThat(curves.sheet().entries()).hasSize(3);
  }

  @Test
  void a_card_tells_moment_mean_and_seeds() {
    curves.show(List.of(learned("a.json", "1f1b")));
    curves.choose(Across.MINI_BATCHES);
    Point last = curves.sheet().entries().get(0).curve().points().get(1);
    List<OfSeed> seeds = curves.rows().get(1).run().orElseThrow().seeds();

    Card card = PointCard.of("1f1b", seeds, LearnedFigure.ACCURACY, last, TimeUnit.SECONDS);

    assertThat(card)
        .hasToString(
            """
            1f1b
            simulated time: 4.000 s
            mini-batches: 20
            accuracy, mean of 2: 65.0 %
            seed 7: 60.0 %
            seed 8: 70.0 %""");
  }

  @Test
  void of_one_seed_it_tells_its_figure_alone() {
    List<OfSeed> seeds = List.of(seed(7, 0.5, 0.6));
    Point last = new Point(20, 4000, 0.6, 0.6, 0.6);

    assertThat(PointCard.of("x", seeds, LearnedFigure.ACCURACY, last, TimeUnit.SECONDS).lines())
        .containsExactly(
            new Card.Line("simulated time", "4.000 s"),
            new Card.Line("mini-batches", "20"),
            new Card.Line("accuracy", "60.0 %"));
  }

  private static List<String> names(CurveSheet sheet) {
    return sheet.entries().stream().map(Entry::name).toList();
  }

  private static Learned learned(String name, String... strategies) {
    List<OfSeed> seeds = List.of(seed(7, 0.5, 0.6), seed(8, 0.5, 0.7));
    return new Learned(
        name,
        Optional.empty(),
        Arrays.stream(strategies)
            .map(strategy -> new LearnedRun(strategy, seeds, Optional.of(0.6), Optional.empty()))
            .toList(),
        Map.of());
  }

  private static OfSeed seed(long number, double first, double second) {
    return new OfSeed(number, List.of(look(10, first), look(20, second)));
  }

  private static Look look(int iterations, double accuracy) {
    return new Look(
        iterations,
        200 * iterations,
        OptionalDouble.of(1),
        OptionalDouble.of(1),
        accuracy,
        Optional.empty());
  }
}
