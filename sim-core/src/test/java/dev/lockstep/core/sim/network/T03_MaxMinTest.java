package dev.lockstep.core.sim.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What makes rates max-min fair, on random routes. */
final class T03_MaxMinTest {

  private static final double ROUNDING = 1e-9;

  @Test
  void noLinkCarriesMoreThanItCan() {
    for (long seed = 0; seed < 2_000; seed++) {
      Case random = new Case(seed);
      random.share();
      for (int link = 0; link < random.bandwidth.length; link++) {
        assertThat(random.carried(link))
            .as("link %d, seed %d", link, seed)
            .isLessThanOrEqualTo(random.bandwidth[link] * (1 + ROUNDING));
      }
    }
  }

  /**
   * The theorem (Bertsekas and Gallager, section 6.5.2): rates are max-min fair exactly if each
   * flow has a bottleneck, a full link on which none is faster; or is as fast as it can be.
   */
  @Test
  void everyFlowHasABottleneck() {
    for (long seed = 0; seed < 2_000; seed++) {
      Case random = new Case(seed);
      random.share();
      for (Flow flow : random.flows) {
        boolean fastest =
            flow.shareBytesPerSecond >= flow.mostBytesPerSecond * (1 - ROUNDING)
                && flow.shareBytesPerSecond <= flow.mostBytesPerSecond * (1 + ROUNDING);
        boolean bottleneck =
            Arrays.stream(flow.links).anyMatch(link -> random.isBottleneck(link, flow));
        assertThat(fastest || bottleneck).as("flow %d, seed %d", flow.id(), seed).isTrue();
      }
    }
  }

  @Test
  void theOrderOfFlowsMakesNoDifference() {
    for (long seed = 0; seed < 500; seed++) {
      Case random = new Case(seed);
      random.share();
      double[] rates = random.rates();
      Collections.shuffle(random.flows, new Random(seed));
      random.share();
      double[] shuffled = random.rates();
      for (int i = 0; i < rates.length; i++) {
        assertThat(shuffled[i]).isCloseTo(rates[i], withPercentage(1e-7));
      }
    }
  }

  /** Random links and flows; some bandwidths and limits are equal. */
  private static final class Case {

    private final double[] bandwidth;
    private final List<Flow> flows = new ArrayList<>();

    Case(long seed) {
      Random random = new Random(seed);
      bandwidth = new double[1 + random.nextInt(12)];
      Arrays.setAll(bandwidth, link -> (1 + random.nextInt(5)) * 1e9);
      int count = 1 + random.nextInt(40);
      for (int id = 0; id < count; id++) {
        int[] links = random.ints(1 + random.nextInt(4), 0, bandwidth.length).distinct().toArray();
        long alone = random.nextInt(3) == 0 ? 1 + random.nextInt(4_000) : 0;
        flows.add(new Flow(new Transfer(id, links, 0, alone, 1_000, () -> {}), links, 0));
      }
    }

    void share() {
      new MaxMin(bandwidth).share(flows);
    }

    double[] rates() {
      double[] rates = new double[flows.size()];
      flows.forEach(flow -> rates[flow.id()] = flow.shareBytesPerSecond);
      return rates;
    }

    double carried(int link) {
      return on(link).stream().mapToDouble(flow -> flow.shareBytesPerSecond).sum();
    }

    boolean isBottleneck(int link, Flow flow) {
      boolean full = carried(link) >= bandwidth[link] * (1 - ROUNDING);
      return full
          && on(link).stream()
              .allMatch(
                  other -> other.shareBytesPerSecond <= flow.shareBytesPerSecond * (1 + ROUNDING));
    }

    private List<Flow> on(int link) {
      return flows.stream()
          .filter(flow -> Arrays.stream(flow.links).anyMatch(l -> l == link))
          .toList();
    }
  }
}
