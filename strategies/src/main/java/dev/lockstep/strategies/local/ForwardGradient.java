package dev.lockstep.strategies.local;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;
import java.util.List;

/**
 * Forward gradients: a stage perturbs itself at random, learns from forward-mode differentiation
 * how that changes a loss, and takes the perturbation times that number as its gradient; nothing
 * goes backward (Fournier et al., "Can forward gradient match backpropagation?", ICML 2023). The
 * last stage has true gradients.
 *
 * <p>The authors' program computes true gradients and projects them, so that it says nothing of
 * time. The tasks here are what forward-mode differentiation takes: beside its forward a stage
 * carries tangents (TF), each as long as a forward, which hands how its output changes to the next
 * stage. How many there are depends on the {@link Perturbation}. Where weights and not activations
 * are perturbed a layer's tangent has a product more, which is not counted, nor is the scaling of
 * the perturbation (P). Guesses from the gradients of local losses, which the paper has too, would
 * add these.
 *
 * <pre>
 * joint; 3 stages, 2 micro-batches; forward, tangent (TF) 1, backward 2
 * device 0   F0 TF0  F1 TF1   .   .   .   .   .   .
 * device 1    .  F0 TF0  F1 TF1   .   .   .   .   .
 * device 2    .   .  F0 TF0  B0  B0  F1 TF1  B1  B1
 * </pre>
 *
 * <p>With {@code K} stages, {@code m} micro-batches, forward {@code F}, backward {@code B} and head
 * {@code A}: joint {@code (K - 1) F + m (2 F + B)}, per block {@code (K - 1) F + m (K F + B)} in
 * all, for {@code K > 1}. A micro-batch takes {@code 2 K} or {@code K + K (K + 1) / 2 - 1} forwards
 * and tangents. A local target needs no other stage: {@code max(2 F + A, F + B)} a micro-batch.
 *
 * <p>Promises: synchronous; one weight version; one stash at a time, which the tangents need, and
 * no stage keeps one for a backward but the last. Gradients are unbiased or biased estimates, so
 * the weights are not those of training end to end.
 *
 * @param perturbation what is perturbed together, and which loss it changes
 */
public record ForwardGradient(Perturbation perturbation) implements Strategy {

  /** What is perturbed together, and which loss it changes. */
  public enum Perturbation {
    /** All stages at once: one tangent, one number for all. */
    JOINT,
    /** Each stage by itself: a tangent from each stage to the last, a number each. */
    PER_BLOCK,
    /** Each stage by itself, for the loss of a head of its own: no tangent leaves it. */
    LOCAL
  }

  /** All stages at once. */
  public ForwardGradient() {
    this(Perturbation.JOINT);
  }

  @Override
  public String name() {
    return "forward-gradient";
  }

  @Override
  public boolean hasAuxiliaryHead(int stage, int stages) {
    return perturbation == Perturbation.LOCAL && stage < stages - 1;
  }

  @Override
  public Schedule plan(Workload workload) {
    int stages = workload.devices();
    ScheduleBuilder schedule = new ScheduleBuilder(stages, workload.microBatches());
    for (int stage = 0; stage < stages; stage++) {
      LaneBuilder lane = schedule.device(stage);
      int first = 0;
      for (int microBatch = 0; microBatch < workload.totalMicroBatches(); microBatch++) {
        lane.forward(stage, microBatch);
        addTangents(lane, stage, microBatch, stages - 1);
        if (hasAuxiliaryHead(stage, stages)) {
          lane.auxiliary(stage, microBatch);
        }
        if (stage == stages - 1) {
          lane.backward(stage, microBatch);
        }
        if ((microBatch + 1) % workload.microBatches() == 0) {
          for (; first <= microBatch && stage < stages - 1; first++) {
            addEstimate(lane, stage, first, stages - 1);
          }
          lane.update(stage);
        }
      }
    }
    return schedule.build();
  }

  private void addTangents(LaneBuilder lane, int stage, int microBatch, int last) {
    switch (perturbation) {
      case JOINT -> addTangent(lane, stage, microBatch, 0, last);
      case PER_BLOCK -> {
        for (int perturbed = 0; perturbed <= stage; perturbed++) {
          addTangent(lane, stage, microBatch, perturbed, last);
        }
      }
      case LOCAL -> addTangent(lane, stage, microBatch, stage, last);
    }
  }

  /** Of a perturbation of the stage or one before it; the last stage is not perturbed. */
  private void addTangent(LaneBuilder lane, int stage, int microBatch, int perturbed, int last) {
    if (perturbed == last || perturbation == Perturbation.LOCAL && stage == last) {
      return;
    }
    Value stash = Value.of(ValueKind.STASH, stage, microBatch);
    List<Value> in =
        stage == perturbed
            ? List.of(stash)
            : List.of(stash, new Value(ValueKind.TANGENT, stage - 1, microBatch, perturbed));
    ValueKind out = stage == last ? ValueKind.DERIVATIVE : ValueKind.TANGENT;
    lane.task(
        Operation.TANGENT,
        stage,
        microBatch,
        perturbed,
        in,
        List.of(new Value(out, stage, microBatch, perturbed)));
  }

  private void addEstimate(LaneBuilder lane, int stage, int microBatch, int last) {
    List<Value> in =
        switch (perturbation) {
          case JOINT -> List.of(new Value(ValueKind.DERIVATIVE, last, microBatch, 0));
          case PER_BLOCK -> List.of(new Value(ValueKind.DERIVATIVE, last, microBatch, stage));
          case LOCAL ->
              List.of(
                  new Value(ValueKind.TANGENT, stage, microBatch, stage),
                  Value.of(ValueKind.LOSS, stage, microBatch));
        };
    Value gradient = Value.of(ValueKind.WEIGHT_GRADIENT, stage, microBatch);
    lane.task(Operation.PROJECT, stage, microBatch, stage, in, List.of(gradient));
  }

  @Override
  public Promises promises(Workload workload) {
    return Promises.synchronous(workload.devices(), Collections.nCopies(workload.devices(), 1));
  }
}
