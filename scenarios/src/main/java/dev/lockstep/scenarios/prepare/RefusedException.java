package dev.lockstep.scenarios.prepare;

import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.scenarios.assembly.Misfit;

/** A scenario whose parts do not fit together: what, where in the file, and what would be right. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String pointer;
  private final String what;
  private final String whatWouldBeRight;

  /** A refusal; {@code pointer} is the JSON pointer of the part at fault. */
  public RefusedException(String pointer, String what, String whatWouldBeRight) {
    super((pointer + ": " + what + ". " + whatWouldBeRight).strip());
    this.pointer = pointer;
    this.what = what;
    this.whatWouldBeRight = whatWouldBeRight;
  }

  /** What a strategy does not admit, or an order that cannot be, as the core says it. */
  static RefusedException of(String pointer, ScheduleException refusal) {
    String[] parts = refusal.getMessage().split("\\. (?=Maybe)", 2);
    return new RefusedException(pointer, parts[0], parts.length == 2 ? parts[1] : "");
  }

  /** Parts of a scenario that do not fit. */
  static RefusedException of(IllegalArgumentException misfit) {
    String pointer = misfit instanceof Misfit part ? part.pointer() : "";
    return new RefusedException(pointer, misfit.getMessage(), "");
  }

  /** JSON pointer of the part at fault. */
  public String pointer() {
    return pointer;
  }

  /** What does not fit. */
  public String what() {
    return what;
  }

  /** What would. */
  public String whatWouldBeRight() {
    return whatWouldBeRight;
  }
}
