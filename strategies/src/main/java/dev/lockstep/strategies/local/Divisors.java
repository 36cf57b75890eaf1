package dev.lockstep.strategies.local;

/** Finds what to suggest when a number does not divide another. */
final class Divisors {

  private Divisors() {}

  /** The divisor of {@code number} that is nearest to {@code wish}; the smaller of two. */
  static int nearest(int number, int wish) {
    int best = 1;
    for (int divisor = 2; divisor <= number; divisor++) {
      boolean nearer = Math.abs(divisor - wish) < Math.abs(best - wish);
      if (number % divisor == 0 && nearer) {
        best = divisor;
      }
    }
    return best;
  }
}
