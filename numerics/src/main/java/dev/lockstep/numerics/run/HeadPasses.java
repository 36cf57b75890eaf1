package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.numerics.run.value.Content.Activation;
import dev.lockstep.numerics.run.value.Content.Gradient;
import dev.lockstep.numerics.run.value.Content.Logits;
import dev.lockstep.numerics.run.value.Values;
import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Loss;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.head.Diversity;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Auxiliary heads with losses of their own. */
final class HeadPasses {

  /** Of the diversity loss, as GN-DGL's published commands have it. */
  private static final double TEMPERATURE = 3;

  private final RunState state;
  private final Schedule schedule;
  private final Values values;

  HeadPasses(RunState state) {
    this.state = state;
    this.schedule = state.schedule();
    this.values = state.values();
  }

  void auxiliary(int task) {
    Logits logits = logits(task);
    Loss.Value loss = loss(task, logits);
    backward(task, logits, loss, loss.gradient());
  }

  void auxiliaryForward(int task) {
    values.write(task, ValueKind.LOGITS, logits(task));
  }

  void auxiliaryBackward(int task) {
    int[] read = values.reads(task, ValueKind.LOGITS).toArray();
    List<Logits> all = values.contents(task, ValueKind.LOGITS, Logits.class);
    int own = own(task, read);
    Loss.Value loss = loss(task, all.get(own));
    double weight = state.training().rule().losses().diversity();
    INDArray gradient = loss.gradient();
    if (weight > 0) {
      List<INDArray> outputs = all.stream().map(one -> one.pass().output()).toList();
      Diversity.Value diversity =
          new Diversity(TEMPERATURE).of(outputs, all.get(own).source().labels());
      gradient = diversity.gradients().get(own).mul(weight).addi(gradient);
    }
    backward(task, all.get(own), loss, gradient);
  }

  private Loss.Value loss(int task, Logits logits) {
    INDArray output = logits.pass().output();
    Activation source = logits.source();
    Training training = state.training();
    return state
        .stage(task)
        .network()
        .reconstruction()
        .map(
            r -> r.of(output, source.labels(), training.samples().apply(source.samples()).inputs()))
        .orElseGet(() -> training.headLoss().of(output, source.labels()));
  }

  /** Which of the values belongs to the task's stage. */
  private int own(int task, int... read) {
    return IntStream.range(0, read.length)
        .filter(i -> schedule.valueStage(read[i]) == schedule.stage(task))
        .findFirst()
        .orElseThrow();
  }

  private Logits logits(int task) {
    int own = own(task, values.reads(task, ValueKind.ACTIVATION).toArray());
    List<Activation> sources = values.contents(task, ValueKind.ACTIVATION, Activation.class);
    List<INDArray> tensors = sources.stream().map(Activation::tensor).toList();
    Stage stage = state.stage(task);
    Layer head = stage.network().head().orElseThrow();
    INDArray input = Forwards.sideBySide(tensors);
    Pass pass = head.forward(stage.head().newest(), input, Phase.TRAINING);
    return new Logits(pass, sources, own);
  }

  private void backward(int task, Logits logits, Loss.Value loss, INDArray gradient) {
    Stage stage = state.stage(task);
    int microBatch = schedule.microBatch(task);
    state.log().headLoss(schedule.stage(task), microBatch, loss);
    if (schedule.stage(task) == schedule.stageCount() - 1) {
      state.log().loss(microBatch, loss);
    }
    Backward backward = logits.pass().backward(stage.head().newest(), gradient);
    stage.keepHeadGradients(microBatch, backward.weightGradients().get());
    INDArray ofOwn = ownPart(backward.inputGradient(), logits);
    values.write(task, ValueKind.LOSS, new Gradient(ofOwn));
  }

  /** Other groups' outputs are only looked at: no gradient goes back to them. */
  private static INDArray ownPart(INDArray gradient, Logits logits) {
    if (logits.sources().size() == 1) {
      return gradient;
    }
    long from = 0;
    for (Activation before : logits.sources().subList(0, logits.own())) {
      from += before.tensor().size(1);
    }
    long to = from + logits.source().tensor().size(1);
    return gradient.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup();
  }
}
