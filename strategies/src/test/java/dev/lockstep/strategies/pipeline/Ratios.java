package dev.lockstep.strategies.pipeline;

import dev.lockstep.strategies.Times;
import java.util.List;

/**
 * Times whose weight gradient is no longer than forward or input gradient, as the closed forms ask.
 */
final class Ratios {

  static final List<Times> ALL =
      List.of(
          Times.unit(1000),
          new Times(1000, 1200, 800, 0, 0),
          new Times(1000, 1000, 500, 0, 0),
          new Times(1200, 1300, 700, 0, 0));

  private Ratios() {}
}
