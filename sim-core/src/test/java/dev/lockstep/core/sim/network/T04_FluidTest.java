package dev.lockstep.core.sim.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random transfers on random links, against what must hold and against a plain computation. */
final class T04_FluidTest {

  /** No rounding, no components, no events: all shares anew at each change, in continuous time. */
  @Test
  void arrivesWhenThePlainComputationSays() {
    for (long seed = 0; seed < 1_000; seed++) {
      Trial trial = random(seed, 1 + (int) (seed % 8), 1 + (int) (seed % 23));
      long[] arrivals = trial.fairShare();
      double[] expected = plain(trial);
      for (int i = 0; i < arrivals.length; i++) {
        // Every end is half a nanosecond off at most, and by so much the others move.
        assertThat((double) arrivals[i])
            .as("transfer %d, seed %d", i, seed)
            .isCloseTo(expected[i], within(0.5 * (arrivals.length + 1)));
      }
    }
  }

  /**
   * A link is never idle while it has bytes to carry and nothing else limits them, so the last
   * transfer of a single link arrives when turns would have brought it too.
   */
  @Test
  void allBytesOfALinkTakeTheSameTimeInTurnsOrAtOnce() {
    for (long seed = 0; seed < 1_000; seed++) {
      Trial trial = random(seed, 1, 1 + (int) (seed % 50));
      long fair = Arrays.stream(trial.fairShare()).max().orElseThrow();
      long turns = Arrays.stream(trial.fifo()).max().orElseThrow();
      assertThat(fair).as("seed %d", seed).isBetween(turns - 50, turns + 50);
    }
  }

  @Test
  void nobodyArrivesEarlierThanAlone() {
    for (long seed = 0; seed < 500; seed++) {
      Trial trial = random(seed, 6, 30);
      long[] fair = trial.fairShare();
      long[] turns = trial.fifo();
      for (int i = 0; i < fair.length; i++) {
        long alone = trial.sent().get(i).atNanos() + trial.sent().get(i).aloneNanos();
        assertThat(fair[i]).as("fair, %d, seed %d", i, seed).isGreaterThanOrEqualTo(alone - 1);
        assertThat(turns[i]).as("fifo, %d, seed %d", i, seed).isGreaterThanOrEqualTo(alone);
      }
    }
  }

  @Test
  void theSameAgainIsTheSame() {
    for (long seed = 0; seed < 100; seed++) {
      assertThat(random(seed, 5, 40).fairShare()).isEqualTo(random(seed, 5, 40).fairShare());
    }
  }

  private static Trial random(long seed, int links, int transfers) {
    Random random = new Random(seed);
    double[] bandwidth = new double[links];
    Arrays.setAll(bandwidth, link -> 1 + random.nextInt(4));
    Trial trial = Trial.links(bandwidth);
    for (int i = 0; i < transfers; i++) {
      int[] route = random.ints(1 + random.nextInt(3), 0, links).distinct().toArray();
      trial.send(random.nextInt(20_000), 1 + random.nextInt(10_000), route);
    }
    return trial;
  }

  private static double[] plain(Trial trial) {
    int count = trial.sent().size();
    double[] left = trial.sent().stream().mapToDouble(Trial.Sent::sizeBytes).toArray();
    double[] end = new double[count];
    double now = 0;
    while (Arrays.stream(left).anyMatch(bytes -> bytes > 0)) {
      double[] rate = rates(trial, left, now);
      double next = Double.POSITIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        double sent = trial.sent().get(i).atNanos();
        next = Math.min(next, sent > now ? sent : Double.POSITIVE_INFINITY);
        next = Math.min(next, rate[i] > 0 ? now + left[i] / rate[i] : Double.POSITIVE_INFINITY);
      }
      for (int i = 0; i < count; i++) {
        left[i] -= rate[i] * (next - now);
        if (rate[i] > 0 && left[i] < 1e-6) {
          left[i] = 0;
          end[i] = next;
        }
      }
      now = next;
    }
    return end;
  }

  /** Bytes a nanosecond: link by link, each time the one with the smallest share. */
  private static double[] rates(Trial trial, double[] left, double now) {
    double[] rate = new double[left.length];
    double[] free = Arrays.stream(trial.bandwidthBytesPerSecond()).map(b -> b / 1e9).toArray();
    boolean[] open = new boolean[left.length];
    for (int i = 0; i < left.length; i++) {
      open[i] = left[i] > 0 && trial.sent().get(i).atNanos() <= now;
    }
    while (true) {
      int tightest = -1;
      double smallest = Double.POSITIVE_INFINITY;
      for (int link = 0; link < free.length; link++) {
        int users = 0;
        for (int i = 0; i < left.length; i++) {
          users += open[i] && takes(trial, i, link) ? 1 : 0;
        }
        if (users > 0 && free[link] / users < smallest) {
          smallest = free[link] / users;
          tightest = link;
        }
      }
      if (tightest < 0) {
        return rate;
      }
      for (int i = 0; i < left.length; i++) {
        if (open[i] && takes(trial, i, tightest)) {
          open[i] = false;
          rate[i] = smallest;
          for (int link : trial.sent().get(i).links()) {
            free[link] -= smallest;
          }
        }
      }
    }
  }

  private static boolean takes(Trial trial, int transfer, int link) {
    return Arrays.stream(trial.sent().get(transfer).links()).anyMatch(l -> l == link);
  }
}
