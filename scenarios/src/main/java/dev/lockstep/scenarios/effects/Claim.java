package dev.lockstep.scenarios.effects;

/**
 * What is said of strategies.
 *
 * @param says in words, with its source
 * @param kind what is compared
 * @param one the run of which it is said: a strategy's word, {@code @} and a setting
 * @param other the run that it is held against; the same for {@link Kind#TURNED}
 */
public record Claim(String says, Kind kind, String one, String other) {

  /** What is compared. */
  public enum Kind {
    /** The one ends with a higher accuracy. */
    BETTER,
    /** The one needs less simulated time for as many mini-batches. */
    FASTER,
    /** The one's accuracy is at most {@link Verdict#CLOSE} away. */
    CLOSE,
    /**
     * The first stage's gradient is turned away from the true one by more than 60 degrees, the last
     * one's is not.
     */
    TURNED
  }
}
