package dev.lockstep.scenarios.assembly;

import java.util.function.Supplier;

/** A part of a scenario that does not fit the rest of it. */
public final class Misfit extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String pointer;

  private Misfit(String pointer, IllegalArgumentException cause) {
    super(cause.getMessage(), cause);
    this.pointer = pointer;
  }

  /** JSON pointer of the part. */
  public String pointer() {
    return pointer;
  }

  /**
   * What a part comes to.
   *
   * @param pointer JSON pointer of the part that is to blame if it comes to nothing
   * @throws Misfit if it comes to nothing
   */
  public static <T> T unless(String pointer, Supplier<T> part) {
    try {
      return part.get();
    } catch (Misfit alreadyPlaced) {
      throw alreadyPlaced;
    } catch (IllegalArgumentException e) {
      throw new Misfit(pointer, e);
    }
  }
}
