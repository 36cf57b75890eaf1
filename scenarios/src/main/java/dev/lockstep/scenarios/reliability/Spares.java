package dev.lockstep.scenarios.reliability;

/**
 * What stands ready to take the place of what failed.
 *
 * @param count of spares; where all are under repair the job waits for the next one, during which
 *     nothing fails
 * @param repairSeconds from a failure until what failed is itself a spare
 */
public record Spares(int count, double repairSeconds) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if they cannot be
   */
  public Spares {
    if (count < 0 || !(repairSeconds >= 0)) {
      throw new IllegalArgumentException(
          "%d spares, repaired within %s s".formatted(count, repairSeconds));
    }
  }
}
