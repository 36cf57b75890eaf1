package dev.lockstep.scenarios.scenario.key;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Least and greatest number that a key takes, both inclusive; for a list, of each number in it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Bounds {
  /** Greatest time, in milliseconds: eleven days and a half. */
  double MS = 1e9;

  /** Greatest size, in bytes: 2^53, up to which every whole number is a double. */
  double BYTES = 9007199254740992.0;

  /** The least number. */
  double min();

  /** The greatest number. */
  double max();
}
