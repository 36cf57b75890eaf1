package dev.lockstep.numerics.tensor.memory;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Counts who uses the memory of tensors, and gives it back when the last one leaves. Tensors that
 * share memory, such as shapes of the same numbers, count as one. May be used by several threads.
 */
public final class TensorOwners {

  private final Map<DataBuffer, Integer> owners = new IdentityHashMap<>();

  /** One owner more of each tensor's memory; a tensor may be named several times. */
  public synchronized void join(Collection<INDArray> tensors) {
    for (DataBuffer memory : distinct(tensors).keySet()) {
      owners.merge(memory, 1, Integer::sum);
    }
  }

  /** One that joined with these tensors leaves. */
  public synchronized void leave(Collection<INDArray> tensors) {
    distinct(tensors)
        .forEach(
            (memory, tensor) -> {
              if (owners.merge(memory, -1, Integer::sum) == 0) {
                owners.remove(memory);
                Disposal.of(Set.of(tensor), Collections.emptyList());
              }
            });
  }

  private static Map<DataBuffer, INDArray> distinct(Collection<INDArray> tensors) {
    Map<DataBuffer, INDArray> distinct = new IdentityHashMap<>();
    for (INDArray tensor : tensors) {
      DataBuffer memory = Disposal.memory(tensor);
      if (memory != null && (!tensor.isView() || !distinct.containsKey(memory))) {
        distinct.put(memory, tensor);
      }
    }
    return distinct;
  }
}
