package dev.lockstep.core.cluster;

import java.util.OptionalLong;

/**
 * The hardware that a rank runs on.
 *
 * @param name what reports call it
 * @param memoryBytes its memory, if known
 * @param overheadBytes of these, what the framework takes before it has computed anything, if known
 */
public record Device(String name, OptionalLong memoryBytes, OptionalLong overheadBytes) {

  /** A device whose overhead is not known. */
  public Device(String name, OptionalLong memoryBytes) {
    this(name, memoryBytes, OptionalLong.empty());
  }
}
