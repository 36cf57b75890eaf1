package dev.lockstep.scenarios.disturbance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.scenarios.montecarlo.KeyedRandom;
import dev.lockstep.scenarios.montecarlo.MeanInterval;
import dev.lockstep.scenarios.scenario.section.risk.JitterRule;
import dev.lockstep.scenarios.scenario.section.risk.JitterRule.Distribution;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Distributions of factors: their mean and width are those that were asked for. */
class T01_FactorsTest {

  private static final int COUNT = 40_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "LOGNORMAL, 0.1, 1",
    "LOGNORMAL, 0.5, 1.3",
    "GAMMA, 0.1, 1",
    "GAMMA, 0.8, 2",
    "TRUNCATED_NORMAL, 0.1, 1",
    "TRUNCATED_NORMAL, 0.25, 0.9"
  })
  void mean_and_variation(Distribution form, double variation, double mean) {
    MeanInterval factors = factors(FactorLaw.of(rule(form, variation, mean)));

    assertThat(factors.mean()).isCloseTo(mean, within(5 * mean * variation / Math.sqrt(COUNT)));
    assertThat(factors.standardDeviation() / factors.mean())
        .isCloseTo(variation, within(0.04 * variation));
  }

  @Test
  void no_variation_is_no_jitter() {
    assertThat(factors(FactorLaw.of(rule(Distribution.GAMMA, 0, 1.5))))
        .isEqualTo(new MeanInterval(1.5, 1.5, 1.5, 0, COUNT));
  }

  /** Samples of a lognormal of variation 0.3, in milliseconds around 20. */
  @ParameterizedTest
  @CsvSource({"LOGNORMAL", "GAMMA", "TRUNCATED_NORMAL", "EMPIRICAL"})
  void a_form_is_fitted_to_samples(Distribution form) throws IOException {
    DoubleSupplier source =
        FactorLaw.of(rule(Distribution.LOGNORMAL, 0.3, 20)).factors(new KeyedRandom(5));
    List<Double> samples = DoubleStream.generate(source).limit(5000).boxed().toList();
    Path file =
        Files.writeString(
            folder.resolve("samples.csv"),
            samples.stream().map(String::valueOf).collect(Collectors.joining("\n", "ms\n", "\n")));

    FactorLaw law = FactorLaw.of(rule(form, file));

    assertThat(law.coefficientOfVariation()).isCloseTo(0.3, within(0.015));
    assertThat(factors(law).mean()).isCloseTo(1, within(0.01));
    assertThat(factors(law).standardDeviation()).isCloseTo(0.3, within(0.02));
  }

  @Test
  void samples_of_their_own_are_all_that_ever_comes() throws IOException {
    Path file = Files.writeString(folder.resolve("samples.csv"), "ms\n1\n2\n6\n");
    DoubleSupplier factors =
        FactorLaw.of(rule(Distribution.EMPIRICAL, file)).factors(new KeyedRandom(1));

    assertThat(DoubleStream.generate(factors).limit(100).distinct().boxed().toList())
        .containsExactlyInAnyOrder(1 / 3.0, 2 / 3.0, 2.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ms,1      | holds one sample. Must hold at least 2.
          ms,1,-2   | row 2 holds "-2". Must be a time above 0.
          ms,1,fast | row 2 holds "fast". Must be a time above 0.
          """)
  void bad_samples_are_refused(String lines, String message) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("samples.csv"), String.join("\n", lines.split(",")) + "\n");

    assertThatThrownBy(() -> FactorLaw.of(rule(Distribution.GAMMA, file)))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(file + ": " + message);
  }

  private static JitterRule rule(Distribution form, double variation, double mean) {
    return new JitterRule(form, OptionalDouble.of(variation), mean, Optional.empty());
  }

  private static JitterRule rule(Distribution form, Path samples) {
    return new JitterRule(form, OptionalDouble.empty(), 1, Optional.of(samples.toString()));
  }

  private static MeanInterval factors(FactorLaw law) {
    KeyedRandom random = new KeyedRandom();
    DoubleSupplier factors = law.factors(random);
    return MeanInterval.of(
        IntStream.range(0, COUNT)
            .mapToDouble(
                i -> {
                  random.restart(KeyedRandom.key(3, i));
                  return factors.getAsDouble();
                })
            .toArray(),
        0.95);
  }
}
