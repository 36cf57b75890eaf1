package dev.lockstep.numerics.tensor.store;

import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** A record by its components, which are tensors again when they have been read. */
record StoredRecord(Class<?> type, Object[] parts) implements Replacement {

  static Object[] parts(Record whole) throws InvalidObjectException {
    RecordComponent[] components = whole.getClass().getRecordComponents();
    Object[] parts = new Object[components.length];
    try {
      for (int i = 0; i < parts.length; i++) {
        Method accessor = components[i].getAccessor();
        accessor.setAccessible(true);
        parts[i] = accessor.invoke(whole);
      }
    } catch (ReflectiveOperationException e) {
      throw unfit(whole.getClass(), e);
    }
    return parts;
  }

  private Object readResolve() throws ObjectStreamException {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical.newInstance(parts);
    } catch (ReflectiveOperationException e) {
      throw unfit(type, e);
    }
  }

  private static InvalidObjectException unfit(Class<?> type, ReflectiveOperationException why) {
    InvalidObjectException unfit = new InvalidObjectException(type + " cannot be stored");
    unfit.initCause(why);
    return unfit;
  }
}
