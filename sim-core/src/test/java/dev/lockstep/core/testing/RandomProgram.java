package dev.lockstep.core.testing;

import dev.lockstep.core.schedule.LaneBuilder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A random program that is valid by construction: one task after the other is drawn from those
 * whose inputs have been written, and goes to the end of its device's lane.
 *
 * <p>Some stages may train on a loss of their own, backward is fused or split, some forwards keep
 * their input and come twice, updates come at any time, some tasks wait for the signal of another
 * one, and several stages may share a device.
 */
public final class RandomProgram {

  private enum Kind {
    FORWARD,
    AUXILIARY,
    LOCAL_BACKWARD,
    BACKWARD,
    WEIGHT_GRADIENT
  }

  private record Item(Kind kind, int stage, int microBatch) {}

  private final Random random;
  private final int stages;
  private final int microBatches;
  private final int localStages;
  private final int[] deviceOf;
  private final double replayShare;
  private final double splitShare;
  private final double stashingShare;
  private final double updateShare;
  private final double barrierShare;
  private final boolean depthFirst;
  private final boolean[] hasWeightGradient;
  private final BitSet replayed = new BitSet();
  private final List<Item> open = new ArrayList<>();
  private final List<List<Consumer<LaneBuilder>>> lanes = new ArrayList<>();
  private int barriers;

  private RandomProgram(long seed, int mostStages, int mostMicroBatches) {
    random = new Random(seed);
    stages = 1 + random.nextInt(1 + random.nextInt(mostStages));
    microBatches = 1 + random.nextInt(1 + random.nextInt(mostMicroBatches));
    localStages = random.nextInt(3) > 0 ? 0 : random.nextInt(stages + 1);
    int devices = random.nextBoolean() ? stages : 1 + random.nextInt(stages);
    boolean looped = random.nextBoolean();
    deviceOf =
        IntStream.range(0, stages)
            .map(stage -> looped ? stage % devices : random.nextInt(devices))
            .toArray();
    replayShare = random.nextInt(3) / 4.0;
    splitShare = random.nextInt(3) / 2.0;
    stashingShare = random.nextInt(3) / 2.0;
    updateShare = random.nextInt(3) / 8.0;
    barrierShare = random.nextInt(3) / 10.0;
    depthFirst = random.nextBoolean();
    hasWeightGradient = new boolean[stages];
    IntStream.range(0, devices).forEach(device -> lanes.add(new ArrayList<>()));
  }

  /** The program of a seed; small ones are more likely. */
  public static Program of(long seed, int mostStages, int mostMicroBatches) {
    return new RandomProgram(seed, mostStages, mostMicroBatches).write();
  }

  private Program write() {
    for (int microBatch = 0; microBatch < microBatches; microBatch++) {
      open.add(new Item(Kind.FORWARD, 0, microBatch));
    }
    while (!open.isEmpty()) {
      int newest = open.size() - 1;
      Item item =
          open.remove(depthFirst && random.nextInt(4) > 0 ? newest : random.nextInt(newest + 1));
      writeItem(item);
      if (hasWeightGradient[item.stage] && random.nextDouble() < updateShare) {
        writeUpdate(item.stage);
      }
    }
    for (int stage = 0; stage < stages; stage++) {
      if (hasWeightGradient[stage]) {
        writeUpdate(stage);
      }
    }
    return new Program(stages, microBatches, lanes);
  }

  private void writeItem(Item item) {
    int s = item.stage;
    int m = item.microBatch;
    switch (item.kind) {
      case FORWARD -> {
        if (random.nextDouble() < replayShare) {
          replayed.set(s * microBatches + m);
          step(s, lane -> lane.forwardKeepingInput(s, m));
        } else {
          step(s, lane -> lane.forward(s, m));
        }
        openAfterForward(s, m);
      }
      case AUXILIARY -> {
        step(s, lane -> lane.auxiliary(s, m));
        if (s < localStages) {
          open.add(new Item(Kind.LOCAL_BACKWARD, s, m));
        }
      }
      case LOCAL_BACKWARD -> {
        replay(s, m);
        step(s, maybeStashing(lane -> lane.localBackward(s, m)));
        hasWeightGradient[s] = true;
      }
      case BACKWARD -> writeBackward(s, m);
      case WEIGHT_GRADIENT -> {
        step(s, lane -> lane.weightGradient(s, m));
        hasWeightGradient[s] = true;
      }
    }
  }

  private void openAfterForward(int stage, int microBatch) {
    if (stage + 1 < stages) {
      open.add(new Item(Kind.FORWARD, stage + 1, microBatch));
    }
    if (stage < localStages || random.nextInt(16) == 0) {
      open.add(new Item(Kind.AUXILIARY, stage, microBatch));
    }
    if (stage == stages - 1 && stage >= localStages) {
      open.add(new Item(Kind.BACKWARD, stage, microBatch));
    }
  }

  private void replay(int stage, int microBatch) {
    if (replayed.get(stage * microBatches + microBatch)) {
      step(stage, maybeStashing(lane -> lane.recompute(stage, microBatch)));
    }
  }

  private void writeBackward(int stage, int microBatch) {
    replay(stage, microBatch);
    if (random.nextDouble() < splitShare) {
      step(stage, maybeStashing(lane -> lane.inputGradient(stage, microBatch)));
      open.add(new Item(Kind.WEIGHT_GRADIENT, stage, microBatch));
    } else {
      step(stage, maybeStashing(lane -> lane.backward(stage, microBatch)));
      hasWeightGradient[stage] = true;
    }
    if (stage > localStages) {
      open.add(new Item(Kind.BACKWARD, stage - 1, microBatch));
    }
  }

  private void writeUpdate(int stage) {
    lanes.get(deviceOf[stage]).add(lane -> lane.update(stage));
    hasWeightGradient[stage] = false;
  }

  private Consumer<LaneBuilder> maybeStashing(Consumer<LaneBuilder> step) {
    return random.nextDouble() < stashingShare
        ? step.andThen(LaneBuilder::withForwardWeights)
        : step;
  }

  private void step(int stage, Consumer<LaneBuilder> step) {
    Consumer<LaneBuilder> written = step;
    if (barriers > 0 && random.nextDouble() < barrierShare) {
      int earlier = random.nextInt(barriers);
      written = written.andThen(lane -> lane.after(0, earlier));
    }
    if (random.nextDouble() < barrierShare) {
      int next = barriers++;
      written = written.andThen(lane -> lane.signal(0, next));
    }
    lanes.get(deviceOf[stage]).add(written);
  }
}
