package dev.lockstep.numerics.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples come once an epoch, in an order that a seed decides and nothing else. */
final class T01_BatchesTest {

  @Test
  void two_epochs_of_eight_samples_in_mini_batches_of_four_of_two_micro_batches() {
    Batches batches = new Batches(8, 4, 2, 7);
    String row =
        LongStream.range(0, 8)
            .mapToObj(m -> Arrays.toString(batches.numbers(m)))
            .collect(Collectors.joining(" "));
    assertThat(row)
        .isEqualTo(
            """
            [6, 7] [2, 1] [3, 5] [4, 0] [1, 0] [6, 7] [2, 5] [4, 3]""");
  }

  @Test
  void a_mini_batch_that_does_not_divide_the_samples_goes_on_in_the_next_epoch() {
    Batches batches = new Batches(5, 3, 1, 1);
    int[] row =
        LongStream.range(0, 5).mapToObj(batches::numbers).flatMapToInt(Arrays::stream).toArray();
    assertThat(Arrays.copyOfRange(row, 0, 5)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(Arrays.copyOfRange(row, 5, 10)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(Arrays.copyOfRange(row, 10, 15)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(batches.epochs(5)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void every_sample_once_an_epoch_for_random_sizes(long seed) {
    Random random = new Random(seed);
    int microBatches = 1 + random.nextInt(6);
    int size = 1 + random.nextInt(9);
    int perEpoch = 1 + random.nextInt(40);
    int samples = microBatches * size * perEpoch;
    Batches batches = new Batches(samples, microBatches * size, microBatches, seed);
    long epoch = random.nextInt(1000);
    long first = epoch * perEpoch * microBatches;
    assertThat(epoch(batches, first, perEpoch * microBatches))
        .isEqualTo(IntStream.range(0, samples).boxed().collect(Collectors.toSet()));
  }

  private static Set<Integer> epoch(Batches batches, long first, int microBatches) {
    return LongStream.range(first, first + microBatches)
        .mapToObj(batches::numbers)
        .flatMapToInt(Arrays::stream)
        .boxed()
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "4", "8", "16"})
  void a_mini_batch_is_the_same_into_however_many_micro_batches_it_is_cut(int microBatches) {
    Batches whole = new Batches(1000, 16, 1, 3);
    Batches cut = new Batches(1000, 16, microBatches, 3);
    long miniBatch = 777;
    int[] samples =
        LongStream.range(miniBatch * microBatches, (miniBatch + 1) * microBatches)
            .mapToObj(cut::numbers)
            .flatMapToInt(Arrays::stream)
            .toArray();
    long[] draws =
        LongStream.range(miniBatch * microBatches, (miniBatch + 1) * microBatches)
            .mapToObj(cut::augmentation)
            .flatMapToLong(random -> random.longs(16 / microBatches))
            .toArray();
    assertThat(samples).isEqualTo(whole.numbers(miniBatch));
    assertThat(draws).isEqualTo(whole.augmentation(miniBatch).longs(16).toArray());
  }

  @Test
  void any_micro_batch_at_any_time_by_any_thread() {
    Batches batches = new Batches(100, 10, 1, 5);
    List<String> forwards =
        LongStream.range(0, 300).mapToObj(m -> described(new Batches(100, 10, 1, 5), m)).toList();
    List<String> backwards =
        LongStream.range(0, 300)
            .parallel()
            .mapToObj(m -> described(batches, 299 - m))
            .collect(Collectors.toList());
    Collections.reverse(backwards);
    assertThat(backwards).isEqualTo(forwards);
  }

  private static String described(Batches batches, long microBatch) {
    RandomGenerator random = batches.augmentation(microBatch);
    return Arrays.toString(batches.numbers(microBatch)) + random.nextLong() + random.nextLong();
  }

  @Test
  void epochs_and_seeds_differ() {
    Batches batches = new Batches(50, 50, 1, 1);
    assertThat(batches.numbers(0)).isNotEqualTo(batches.numbers(1));
    assertThat(batches.numbers(0)).isNotEqualTo(new Batches(50, 50, 1, 2).numbers(0));
    assertThat(batches.augmentation(0).nextLong())
        .isNotEqualTo(new Batches(50, 50, 1, 2).augmentation(0).nextLong());
  }

  /** Each of 24 orders of 4 samples comes about 1,000 times in 24,000 epochs. */
  @Test
  void every_order_is_as_likely_as_another() {
    Batches batches = new Batches(4, 4, 1, 11);
    var orders =
        LongStream.range(0, 24_000)
            .mapToObj(m -> Arrays.toString(batches.numbers(m)))
            .collect(Collectors.groupingBy(order -> order, Collectors.counting()));
    assertThat(orders).hasSize(24);
    assertThat(orders.values()).allSatisfy(times -> assertThat(times).isBetween(860L, 1140L));
  }

  @Test
  void test_samples_in_order() {
    assertThat(Batches.inOrder(5, 2))
        .containsExactly(new int[] {0, 1}, new int[] {2, 3}, new int[] {4});
  }

  @Test
  void what_cannot_be_cut_is_refused() {
    assertThatThrownBy(() -> new Batches(100, 10, 4, 0))
        .hasMessage(
            "a mini-batch of 10 samples cannot be cut into 4 equal micro-batches. Maybe 12 samples.");
    assertThatThrownBy(() -> new Batches(0, 10, 1, 0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new Batches(1, 1, 1, 0).numbers(-1)).hasMessageContaining("from 0");
  }
}
