package dev.lockstep.numerics.tensor;

import dev.lockstep.numerics.tensor.memory.NativeMemory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How many threads one tensor operation may use. */
public final class TensorThreads {

  static {
    // JavaCPP would ask the system for the program's size at every allocation; NativeMemory asks
    // now and then. To be said before its first class is loaded.
    System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
  }

  private TensorThreads() {}

  /**
   * One from now on, for all operations of this program: small tensors gain nothing by more,
   * several runs can go on side by side, and sums come out the same however many processors there
   * are.
   */
  public static void useOne() {
    NativeMemory.beforeWork();
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    Nd4j.factory().blas().setMaxThreads(1);
  }
}
