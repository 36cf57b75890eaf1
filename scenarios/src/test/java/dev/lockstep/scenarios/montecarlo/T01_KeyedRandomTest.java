package dev.lockstep.scenarios.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Numbers that follow from a key and from nothing else. */
class T01_KeyedRandomTest {

  @Test
  void the_first_numbers_of_key_0_are_those_of_the_published_generator() {
    KeyedRandom random = new KeyedRandom(0);

    assertThat(LongStream.generate(random::nextLong).limit(3))
        .containsExactly(0xe220a8397b1dcdafL, 0x6e789e6aa1b965f4L, 0x06c45d188009454fL);
  }

  @Test
  void a_key_meets_the_same_numbers_again() {
    KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 2, 3));
    double first = random.nextDouble();
    random.nextDouble();

    random.restart(KeyedRandom.key(1, 2, 3));

    assertThat(random.nextDouble()).isEqualTo(first);
  }

  @Test
  void the_parts_of_a_key_count_and_so_does_their_order() {
    assertThat(
            LongStream.of(
                    KeyedRandom.key(1, 2),
                    KeyedRandom.key(2, 1),
                    KeyedRandom.key(1, 2, 0),
                    KeyedRandom.key(1),
                    KeyedRandom.key(-1, 2))
                .distinct())
        .hasSize(5);
  }

  /** Mean 1/2 and correlation 0, within 4 standard errors. */
  @Test
  void first_numbers_of_neighbouring_keys_have_nothing_to_do_with_each_other() {
    int count = 100_000;
    double[] first =
        IntStream.range(0, count)
            .mapToDouble(i -> new KeyedRandom(KeyedRandom.key(7, i)).nextDouble() - 0.5)
            .toArray();

    double mean = DoubleStream.of(first).average().orElseThrow();
    double product =
        IntStream.range(1, count).mapToDouble(i -> first[i] * first[i - 1]).average().orElseThrow();

    assertThat(mean).isCloseTo(0, within(4 / Math.sqrt(12.0 * count)));
    assertThat(12 * product).isCloseTo(0, within(4 / Math.sqrt(count)));
  }
}
