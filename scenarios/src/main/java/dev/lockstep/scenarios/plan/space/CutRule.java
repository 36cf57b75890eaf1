package dev.lockstep.scenarios.plan.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Where a plan cuts the layers into stages. */
public enum CutRule {
  /** As a scenario without a partition: blocks alike where they divide, else balanced by cost. */
  USUAL,
  /** Numbers of blocks that differ by one at most, the larger in the middle. */
  EVEN,
  /** The slowest stage as fast as possible. */
  BALANCED;

  /** How files write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The rule of a word that the schema admits. */
  public static CutRule of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /**
   * Blocks of each stage that differ by one at most: the first stage has an embedding besides, the
   * last a head, so those in the middle get the larger numbers.
   */
  public static List<Integer> even(int blocks, int stages) {
    List<Integer> sizes = new ArrayList<>(Collections.nCopies(stages, blocks / stages));
    int more = blocks % stages;
    int from = (stages - more) / 2;
    for (int stage = from; stage < from + more; stage++) {
      sizes.set(stage, sizes.get(stage) + 1);
    }
    return sizes;
  }
}
