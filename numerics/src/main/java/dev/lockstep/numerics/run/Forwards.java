package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.run.value.Content.Activation;
import dev.lockstep.numerics.run.value.Content.Stash;
import dev.lockstep.numerics.run.value.Content.StoredInput;
import dev.lockstep.numerics.run.value.Values;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Reversible;
import dev.lockstep.numerics.tensor.ReversibleSequence;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Forwards, second forwards and inverses. */
final class Forwards {

  private final RunState state;
  private final Schedule schedule;
  private final Values values;

  Forwards(RunState state) {
    this.state = state;
    this.schedule = state.schedule();
    this.values = state.values();
  }

  void forward(int task) {
    Activation input = input(task);
    Stage stage = state.stage(task);
    int number = schedule.stage(task);
    int microBatch = schedule.microBatch(task);
    int version = schedule.weightVersion(task);
    state.log().forwardRead(number, microBatch, version);
    List<INDArray> weights =
        stage.body().forForward(version, state.delays().of(number, microBatch));
    Pass pass = stage.network().body().forward(weights, input.tensor(), Phase.TRAINING);
    Activation output = input.to(pass.output());
    values.write(task, ValueKind.ACTIVATION, output);
    values.write(task, ValueKind.STASH, new Stash(pass, input));
    values.write(task, ValueKind.STORED_INPUT, new StoredInput(input));
    if (schedule.overlapsNext(task)) {
      values.write(task + 1, ValueKind.ACTIVATION, output);
    }
  }

  /** The samples themselves, or the outputs of the stages below, side by side. */
  private Activation input(int task) {
    List<Activation> below = values.contents(task, ValueKind.ACTIVATION, Activation.class);
    return below.isEmpty()
        ? samples(task)
        : below.get(0).to(sideBySide(below.stream().map(Activation::tensor).toList()));
  }

  private Activation samples(int task) {
    MicroBatch samples = state.training().samples().apply(schedule.microBatch(task));
    INDArray inputs = samples.inputs().castTo(state.training().type());
    // The run gives the memory of what it holds back, but samples are not its own.
    boolean same = inputs == samples.inputs();
    return new Activation(
        same ? inputs.dup() : inputs, samples.labels(), schedule.microBatch(task));
  }

  /** Channels or features of several tensors as one. */
  static INDArray sideBySide(List<INDArray> tensors) {
    return tensors.size() == 1 ? tensors.get(0) : Nd4j.concat(1, tensors.toArray(INDArray[]::new));
  }

  /** A second forward from the stage's own stored input, or an inverse from its output. */
  void forwardAgain(int task) {
    int stored = schedule.read(task, 0);
    if (schedule.valueStage(stored) == schedule.stage(task)) {
      repeat(task, values.get(stored, StoredInput.class).input());
    } else {
      reconstruct(task, values.get(stored, StoredInput.class).input());
    }
  }

  private void repeat(int task, Activation input) {
    Stage stage = state.stage(task);
    List<INDArray> weights = stage.body().forBackward(schedule.weightVersion(task));
    Pass pass = stage.network().body().forward(weights, input.tensor(), Phase.REPEATED);
    values.write(task, ValueKind.STASH, new Stash(pass, input));
  }

  /** Stage 0 has no need to work out its input, which are the samples. */
  private void reconstruct(int task, Activation output) {
    Stage stage = state.stage(task);
    Optional<Reversible> body = ReversibleSequence.of(stage.network().body());
    if (body.isEmpty()) {
      repeat(task, samples(task));
      return;
    }
    List<INDArray> weights = stage.body().forBackward(schedule.weightVersion(task));
    Reversible.Reconstruction back = body.get().reconstruct(weights, output.tensor());
    Activation input = output.to(back.input());
    values.write(task, ValueKind.STASH, new Stash(back.pass(), input));
  }
}
