package dev.lockstep.numerics.tensor.store;

import java.util.List;

/** A list by its elements, which are tensors again when they have been read. */
record StoredList(Object[] parts) implements Replacement {

  private Object readResolve() {
    return List.of(parts);
  }
}
