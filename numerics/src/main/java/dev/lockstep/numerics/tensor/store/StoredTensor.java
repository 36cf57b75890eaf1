package dev.lockstep.numerics.tensor.store;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How a tensor lies in its memory.
 *
 * @param isPart whether it knows a part of the memory alone, of so many elements from an offset
 * @param strides elements from one to the next, in each dimension
 */
record StoredTensor(
    StoredMemory memory,
    boolean isPart,
    long offset,
    long length,
    long[] shape,
    long[] strides,
    char order)
    implements Replacement {

  static StoredTensor of(INDArray tensor, StoredMemory memory) {
    DataBuffer data = tensor.data();
    return new StoredTensor(
        memory,
        data != memory.buffer(),
        data.offset(),
        data.length(),
        tensor.shape(),
        tensor.stride(),
        tensor.ordering());
  }

  private Object readResolve() {
    DataBuffer data = memory.buffer();
    return Nd4j.create(
        isPart ? Nd4j.createBuffer(data, offset, length) : data, shape, strides, 0, order);
  }
}
