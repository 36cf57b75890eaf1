package dev.lockstep.core.strategy;

import dev.lockstep.core.schedule.ScheduleException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which devices hold which stage. Several devices of one stage are replicas that take micro-batches
 * in turn and sum their weight gradients in a collective.
 *
 * @param devicesOfStage the devices of each stage, at least one each; every device from 0 on holds
 *     some stage
 */
public record Layout(List<List<Integer>> devicesOfStage) {

  /** Copies the lists; refuses a stage without device and a device without stage. */
  public Layout {
    devicesOfStage = devicesOfStage.stream().map(List::copyOf).toList();
    List<Integer> used = devicesOfStage.stream().flatMap(List::stream).distinct().sorted().toList();
    boolean everyDevice = used.equals(IntStream.range(0, used.size()).boxed().toList());
    if (used.isEmpty() || devicesOfStage.stream().anyMatch(List::isEmpty) || !everyDevice) {
      throw new ScheduleException(
          "stages on devices %s; every stage needs a device, and every device from 0 on a stage"
              .formatted(devicesOfStage));
    }
  }

  /** Each stage on as many devices as it has replicas, stage after stage. */
  public static Layout replicated(List<Integer> replicas) {
    List<List<Integer>> devices = new ArrayList<>();
    int first = 0;
    for (int count : replicas) {
      devices.add(IntStream.range(first, first + count).boxed().toList());
      first += count;
    }
    return new Layout(devices);
  }

  /** Each stage on one device. */
  public static Layout onDevices(List<Integer> deviceOfStage) {
    return new Layout(deviceOfStage.stream().map(List::of).toList());
  }

  /** Stages of the model. */
  public int stages() {
    return devicesOfStage.size();
  }

  /** Devices in all. */
  public int devices() {
    return 1 + devicesOfStage.stream().flatMap(List::stream).mapToInt(d -> d).max().orElseThrow();
  }

  /** Devices of a stage. */
  public int replicas(int stage) {
    return devicesOfStage.get(stage).size();
  }
}
