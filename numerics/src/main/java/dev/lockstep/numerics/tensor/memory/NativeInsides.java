package dev.lockstep.numerics.tensor.memory;

import java.lang.reflect.Field;
import org.nd4j.linalg.factory.Nd4j;

/** Parts of ND4J that its own interface gives but does not take. */
final class NativeInsides {

  private NativeInsides() {}

  /** Puts another part in the place of one. */
  static void replace(String name, Object part) {
    try {
      Field field = Nd4j.class.getDeclaredField(name);
      field.setAccessible(true);
      field.set(null, part);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "ND4J has no replaceable '%s'. Maybe it is not 1.0.0-M2.1?".formatted(name), e);
    }
  }
}
