package dev.lockstep.scenarios.scenario.key;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the schema says about a key, beyond its name and type. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Key {
  /** One line for people. */
  String value();

  /** What stands for a missing key, as JSON; empty if there is no default. */
  String or() default "";

  /** Whether a missing key is filled in from what surrounds it, as the line for people says. */
  boolean derived() default false;
}
