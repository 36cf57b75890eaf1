package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.numerics.tensor.store.TensorInput;
import dev.lockstep.numerics.tensor.store.TensorOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;

/** Runs that are handed on: after each task one ends, and another goes on from what it stored. */
final class Relay {

  private Relay() {}

  /** The last of as many runs as there are tasks, each with a network of its own. */
  static NumericRun of(Schedule schedule, Supplier<Training> training) throws Exception {
    NumericRun run = new NumericRun(schedule, training.get());
    run.compareGradients(1);
    for (int place = 0; place < schedule.taskCount(); place++) {
      run.execute(schedule.inOrder(place));
      run = new NumericRun(schedule, training.get(), again(run.stored()));
      run.compareGradients(1);
    }
    return run;
  }

  private static NumericRun.Stored again(NumericRun.Stored stored) throws Exception {
    try (TensorInput in = new TensorInput(new ByteArrayInputStream(bytes(stored)))) {
      return (NumericRun.Stored) in.readObject();
    }
  }

  private static byte[] bytes(Object stored) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TensorOutput out = new TensorOutput(bytes)) {
      out.writeObject(stored);
    }
    return bytes.toByteArray();
  }
}
