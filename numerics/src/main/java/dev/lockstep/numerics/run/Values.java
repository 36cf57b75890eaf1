package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Schedule;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The schedule's values as tensors, each from the task that writes it to the last one that reads
 * it. Lanes may be carried out by threads of their own.
 */
final class Values {

  private final Schedule schedule;
  private final AtomicReferenceArray<Object> values;
  private final AtomicIntegerArray readersLeft;

  Values(Schedule schedule) {
    this.schedule = schedule;
    this.values = new AtomicReferenceArray<>(schedule.valueCount());
    this.readersLeft = new AtomicIntegerArray(schedule.valueCount());
    for (int task = 0; task < schedule.taskCount(); task++) {
      for (int i = 0; i < schedule.readCount(task); i++) {
        readersLeft.incrementAndGet(schedule.read(task, i));
      }
    }
  }

  /** Whether a value has readers that are still to come. */
  boolean isWanted(int value) {
    return readersLeft.get(value) > 0;
  }

  void put(int value, Object content) {
    if (isWanted(value)) {
      values.set(value, content);
    }
  }

  /**
   * What a task wrote.
   *
   * @throws IllegalStateException if it is not there, with the value's name
   */
  <T> T get(int value, Class<T> type) {
    Object content = values.get(value);
    if (!type.isInstance(content)) {
      throw new IllegalStateException(
          "%s should be a %s, but is %s"
              .formatted(schedule.value(value), type.getSimpleName(), content));
    }
    return type.cast(content);
  }

  /** Hands on as it is: an eviction, a way back. */
  void move(int from, int to) {
    put(to, values.get(from));
  }

  /** A task is done: what it was the last to read is forgotten. */
  void releaseReads(int task) {
    for (int i = 0; i < schedule.readCount(task); i++) {
      int value = schedule.read(task, i);
      if (readersLeft.decrementAndGet(value) == 0) {
        values.set(value, null);
      }
    }
  }
}
