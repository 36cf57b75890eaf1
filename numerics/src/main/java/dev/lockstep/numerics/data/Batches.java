package dev.lockstep.numerics.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;

/**
 * Which samples make up each micro-batch of a run. The samples stand in one endless row, epoch
 * after epoch, each epoch in an order of its own; micro-batch 0 takes the first of them,
 * micro-batch 1 the next, and so on. So every sample comes once an epoch, none is left out, and a
 * mini-batch consists of the same samples into however many micro-batches it is cut: every strategy
 * sees the same. Where the size of a mini-batch does not divide the samples, one mini-batch holds
 * the end of an epoch and the start of the next.
 *
 * <p>Immutable: any micro-batch may be asked for at any time, in any order, by any thread, and
 * twice alike.
 */
public final class Batches {

  private static final int KEPT_EPOCHS = 2;
  private static final long ORDER = 1;
  private static final long AUGMENTATION = 2;

  private final int samples;
  private final int miniBatchSize;
  private final int microBatches;
  private final long seed;

  /** Orders of late, to be made again if they are gone. */
  private final AtomicReferenceArray<Epoch> kept = new AtomicReferenceArray<>(KEPT_EPOCHS);

  private record Epoch(long number, int[] order) {}

  /**
   * Shuffles samples.
   *
   * @param samples how many there are to train with
   * @param miniBatchSize samples between two updates
   * @param microBatches into how many micro-batches of equal size a mini-batch is cut
   * @param seed of the orders and of the augmentation
   * @throws IllegalArgumentException if a figure is below 1, or if a mini-batch cannot be cut so
   */
  public Batches(int samples, int miniBatchSize, int microBatches, long seed) {
    if (samples < 1 || miniBatchSize < 1 || microBatches < 1) {
      throw new IllegalArgumentException(
          "%d samples in mini-batches of %d of %d micro-batches: each must be at least 1"
              .formatted(samples, miniBatchSize, microBatches));
    }
    if (miniBatchSize % microBatches != 0) {
      throw new IllegalArgumentException(
          "a mini-batch of %d samples cannot be cut into %d equal micro-batches. Maybe %d samples."
              .formatted(
                  miniBatchSize, microBatches, (miniBatchSize / microBatches + 1) * microBatches));
    }
    this.samples = samples;
    this.miniBatchSize = miniBatchSize;
    this.microBatches = microBatches;
    this.seed = seed;
  }

  /** Samples a micro-batch. */
  public int microBatchSize() {
    return miniBatchSize / microBatches;
  }

  /** Samples an epoch. */
  public int samples() {
    return samples;
  }

  /** Epochs, begun ones in parts, that so many mini-batches from the first go through. */
  public double epochs(long miniBatches) {
    return (double) miniBatches * miniBatchSize / samples;
  }

  /**
   * The samples of a micro-batch, in the order in which they stand in it.
   *
   * @param microBatch counted from 0 over the whole run
   */
  public int[] numbers(long microBatch) {
    long first = firstPosition(microBatch);
    int[] numbers = new int[microBatchSize()];
    for (int i = 0; i < numbers.length; i++) {
      long position = first + i;
      numbers[i] = order(position / samples)[(int) (position % samples)];
    }
    return numbers;
  }

  /**
   * What draws a micro-batch's augmentation. An implementation of {@link Samples} that draws one
   * {@code nextLong} a sample changes each sample alike into however many micro-batches a
   * mini-batch is cut.
   *
   * @param microBatch counted from 0 over the whole run
   */
  public RandomGenerator augmentation(long microBatch) {
    return Seeds.sequence(Seeds.of(seed, AUGMENTATION), firstPosition(microBatch));
  }

  /**
   * All samples once, as they stand, in micro-batches of a size; the last may be smaller. To judge
   * a network with.
   */
  public static List<int[]> inOrder(int samples, int size) {
    List<int[]> all = new ArrayList<>();
    for (int first = 0; first < samples; first += size) {
      int[] numbers = new int[Math.min(size, samples - first)];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = first + i;
      }
      all.add(numbers);
    }
    return all;
  }

  private long firstPosition(long microBatch) {
    if (microBatch < 0) {
      throw new IllegalArgumentException(
          "micro-batch %d: they are counted from 0".formatted(microBatch));
    }
    return Math.multiplyExact(microBatch, (long) microBatchSize());
  }

  private int[] order(long epoch) {
    int slot = (int) (epoch % KEPT_EPOCHS);
    Epoch found = kept.get(slot);
    if (found == null || found.number() != epoch) {
      found = new Epoch(epoch, shuffled(Seeds.random(seed, ORDER, epoch)));
      kept.set(slot, found);
    }
    return found.order();
  }

  /** Fisher and Yates, inside out. */
  private int[] shuffled(Random random) {
    int[] order = new int[samples];
    for (int i = 0; i < samples; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
