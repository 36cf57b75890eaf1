package dev.lockstep.numerics.data;

import dev.lockstep.numerics.data.Samples.MicroBatch;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What tells whether a data set is the same as another time. */
public final class SampleDigest {

  private static final int AT_ONCE = 500;

  private SampleDigest() {}

  /** Adds all samples, as they are, and their labels. */
  public static void add(DataSet data, MessageDigest digest) {
    add(data.training(), digest);
    add(data.test(), digest);
  }

  private static void add(Samples samples, MessageDigest digest) {
    for (int[] some : Batches.inOrder(samples.count(), AT_ONCE)) {
      MicroBatch all = samples.microBatch(some);
      add(all.inputs(), digest);
      add(all.labels(), digest);
    }
  }

  private static void add(INDArray tensor, MessageDigest digest) {
    float[] numbers = tensor.dup('c').data().asFloat();
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
    bytes.asFloatBuffer().put(numbers);
    digest.update(bytes);
  }
}
