package dev.lockstep.numerics.tensor.store;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** A tensor without numbers. */
record StoredEmpty(DataType type) implements Replacement {

  private Object readResolve() {
    return Nd4j.empty(type);
  }
}
