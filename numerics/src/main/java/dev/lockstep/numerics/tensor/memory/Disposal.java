package dev.lockstep.numerics.tensor.memory;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gives the memory of tensors back at once instead of waiting for the garbage collector. */
public final class Disposal {

  private Disposal() {}

  /**
   * Ends the life of tensors.
   *
   * @param dead tensors that nobody uses any more
   * @param alive tensors that are still used: what shares memory with them is left alone, such as
   *     another shape of the same numbers
   */
  public static void of(Collection<INDArray> dead, Collection<INDArray> alive) {
    Set<DataBuffer> used = Collections.newSetFromMap(new IdentityHashMap<>());
    alive.forEach(tensor -> used.add(memory(tensor)));
    for (INDArray tensor : dead) {
      if (used.add(memory(tensor)) && tensor.closeable() && !tensor.isView()) {
        tensor.close();
      }
    }
  }

  /** What tensors share that are shapes or parts of the same numbers; nothing if there are none. */
  public static DataBuffer memory(INDArray tensor) {
    DataBuffer data = tensor.data();
    return data == null || data.originalDataBuffer() == null ? data : data.originalDataBuffer();
  }
}
