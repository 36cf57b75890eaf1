package dev.lockstep.numerics.tensor.store;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A tensor whose memory was given back: its shape may still be asked for. */
record StoredClosed(DataType type, long[] shape, char order) implements Replacement {

  private Object readResolve() {
    INDArray tensor = Nd4j.createUninitialized(type, shape, order);
    tensor.close();
    return tensor;
  }
}
