package dev.lockstep.scenarios.run;

import java.util.Optional;

/** The version of this program. */
public final class Version {

  private Version() {}

  /** As the build recorded it; "development" when started from class files. */
  public static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
