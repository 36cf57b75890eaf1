package dev.lockstep.numerics.data.generated;

/** What is asked of every generated set's figures. */
final class Counts {

  private static final int MOST_CLASSES = 256;

  private Counts() {}

  static void check(int classes, int trainingCount, int testCount) {
    if (classes < 2 || classes > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "%d classes: there must be 2 to %d".formatted(classes, MOST_CLASSES));
    }
    atLeastOne("training samples", trainingCount);
    atLeastOne("test samples", testCount);
  }

  static void atLeastOne(String what, int figure) {
    if (figure < 1) {
      throw new IllegalArgumentException("%d %s: there must be at least 1".formatted(figure, what));
    }
  }

  static void aboveZero(String what, double figure) {
    if (!(figure > 0)) {
      throw new IllegalArgumentException("%s %s: it must be above 0".formatted(what, figure));
    }
  }

  static void atLeastZero(String what, double figure) {
    if (!(figure >= 0)) {
      throw new IllegalArgumentException("%s %s: it must be at least 0".formatted(what, figure));
    }
  }
}
