package dev.lockstep.scenarios.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.core.strategy.Workload;
import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.formula.ClosedForm;
import dev.lockstep.scenarios.report.page.SmallRun.Times;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every equation on a page is that of the program: it gives what runs of several sizes measure. */
class T02_FormulasTest {

  private static final List<Workload> SIZES =
      List.of(
          Workload.of(4, 8),
          Workload.of(4, 4),
          Workload.of(6, 12),
          Workload.of(8, 16),
          Workload.of(5, 15),
          Workload.of(3, 2),
          Workload.of(4, 1),
          Workload.of(1, 8));

  private static final List<Times> TIMES =
      List.of(
          new Times(2, 3, 1, 0.5),
          new Times(2, 2, 1, 3),
          new Times(2, 1, 1, 1),
          new Times(1.5, 2.5, 2, 1));

  static Stream<StrategyEntry> strategies() {
    return StrategyCatalog.standard().entries().stream()
        .filter(entry -> !entry.name().equals("custom")); // its order is the user's
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void anEquationGivesWhatIsMeasuredWhereItHolds(StrategyEntry entry) {
    List<ClosedForm> equations = ClosedForm.in(new PageWords().of(entry).formula());
    Set<ClosedForm> checked = new HashSet<>();
    for (SmallRun run : runs(entry)) {
      equations.stream().filter(equation -> holds(equation, run)).forEach(checked::add);
    }
    assertThat(checked).as("held somewhere").containsAll(equations);
  }

  /** All sizes with equal times, some sizes with others. */
  private static List<SmallRun> runs(StrategyEntry entry) {
    Stream<Optional<SmallRun>> equal =
        SIZES.stream().map(size -> SmallRun.of(entry, size, Times.EQUAL));
    Stream<Optional<SmallRun>> other =
        TIMES.stream()
            .flatMap(times -> SIZES.stream().limit(3).map(size -> SmallRun.of(entry, size, times)));
    return Stream.concat(equal, other).flatMap(Optional::stream).toList();
  }

  private static boolean holds(ClosedForm equation, SmallRun small) {
    List<Double> measured = small.measured(equation.figure());
    assertThat(measured).as(equation.figure()).isNotEmpty();
    boolean held = false;
    for (int stage = 0; stage < measured.size(); stage++) {
      Map<String, Double> symbols = small.symbols();
      symbols.put("s", (double) stage);
      OptionalDouble expected = equation.value(symbols);
      if (expected.isPresent()) {
        double value = expected.getAsDouble();
        Offset<Double> error = within(equation.exact() ? 1e-5 : 0.1 * value);
        assertThat(measured.get(stage)).as("%s, %s", equation, symbols).isCloseTo(value, error);
        held = true;
      }
    }
    return held;
  }
}
