package dev.lockstep.numerics.tensor.store;

import dev.lockstep.numerics.tensor.memory.Disposal;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Java's serialisation of records and lambdas that refer to tensors, or to lists and maps of them.
 * A tensor, or memory, that is referred to several times is written once, and is one when it is
 * read again; {@link TensorInput} reads it.
 *
 * <p>ND4J's own serialisation keeps neither strides nor what tensors share, and a tensor makes use
 * of it before a stream is asked; so it is what holds a tensor that is replaced here.
 */
public final class TensorOutput extends ObjectOutputStream {

  private final Map<INDArray, Object> tensors = new IdentityHashMap<>();
  private final Map<DataBuffer, StoredMemory> memories = new IdentityHashMap<>();

  /** Writes to a stream, which {@link #close} closes. */
  public TensorOutput(OutputStream out) throws IOException {
    super(out);
    enableReplaceObject(true);
  }

  @Override
  protected Object replaceObject(Object holder) throws IOException {
    if (holder instanceof Record whole && !(whole instanceof Replacement)) {
      return new StoredRecord(whole.getClass(), replaced(StoredRecord.parts(whole)));
    }
    return holder instanceof SerializedLambda lambda ? replaced(lambda) : holder;
  }

  private Object[] replaced(Object... parts) {
    return Arrays.stream(parts).map(this::replaced).toArray();
  }

  private Object replaced(Object part) {
    if (part instanceof INDArray tensor) {
      return tensors.computeIfAbsent(tensor, this::stored);
    }
    if (part instanceof List<?> list) {
      return new StoredList(replaced(list.toArray()));
    }
    return part instanceof Map<?, ?> map
        ? new StoredMap(map.keySet().toArray(), replaced(map.values().toArray()))
        : part;
  }

  /** Nobody reads a tensor whose memory was given back; it is written as one without numbers. */
  private Object stored(INDArray tensor) {
    if (tensor.isEmpty() || tensor.wasClosed() || Disposal.memory(tensor).wasClosed()) {
      return new StoredEmpty(tensor.dataType());
    }
    return StoredTensor.of(
        tensor, memories.computeIfAbsent(Disposal.memory(tensor), StoredMemory::new));
  }

  private SerializedLambda replaced(SerializedLambda lambda) throws IOException {
    Object[] captured =
        IntStream.range(0, lambda.getCapturedArgCount()).mapToObj(lambda::getCapturedArg).toArray();
    try {
      return new SerializedLambda(
          Class.forName(lambda.getCapturingClass().replace('/', '.')),
          lambda.getFunctionalInterfaceClass(),
          lambda.getFunctionalInterfaceMethodName(),
          lambda.getFunctionalInterfaceMethodSignature(),
          lambda.getImplMethodKind(),
          lambda.getImplClass(),
          lambda.getImplMethodName(),
          lambda.getImplMethodSignature(),
          lambda.getInstantiatedMethodType(),
          replaced(captured));
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }
}
