package dev.lockstep.devices.calibration.check;

import dev.lockstep.devices.calibration.backend.Operands;
import dev.lockstep.devices.calibration.backend.Operations;
import dev.lockstep.devices.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;

/** A step of a network: operations in their order, each with the kernel it stands for. */
final class NetworkStep implements AutoCloseable {

  private final Operands operands = new Operands();
  private final List<Kernel> kernels = new ArrayList<>();
  private final List<Runnable> operations = new ArrayList<>();

  Operands operands() {
    return operands;
  }

  void add(Kernel kernel, Runnable operation) {
    kernels.add(kernel);
    operations.add(operation);
  }

  /** An operation that is two kernels at once. */
  void add(Kernel first, Kernel second, Runnable operation) {
    kernels.add(first);
    add(second, operation);
  }

  List<Kernel> kernels() {
    return List.copyOf(kernels);
  }

  void run() {
    operations.forEach(Runnable::run);
    Operations.await();
  }

  @Override
  public void close() {
    operands.close();
  }
}
