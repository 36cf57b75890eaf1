package dev.lockstep.numerics.tensor.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.FilterInfo;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads what {@link TensorOutput} wrote; refuses classes that no run is made of. */
public final class TensorInput extends ObjectInputStream {

  private static final ObjectInputFilter OURS =
      ObjectInputFilter.Config.createFilter(
          "dev.lockstep.numerics.**;org.nd4j.linalg.api.buffer.DataType;java.lang.*;java.util.*;"
              + "java.util.concurrent.*;java.lang.invoke.SerializedLambda;!*");

  /** Reads from a stream, which {@link #close} closes. */
  public TensorInput(InputStream in) throws IOException {
    super(in);
    setObjectInputFilter(TensorInput::status);
  }

  /** What stood for a tensor is looked at once more when it is one. */
  private static Status status(FilterInfo about) {
    Class<?> type = about.serialClass();
    return type != null && INDArray.class.isAssignableFrom(type)
        ? Status.ALLOWED
        : OURS.checkInput(about);
  }
}
