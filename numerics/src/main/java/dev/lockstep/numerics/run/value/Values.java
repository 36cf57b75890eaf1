package dev.lockstep.numerics.run.value;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.numerics.tensor.memory.TensorOwners;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * The schedule's values as tensors, each from the task that writes it to the last one that reads
 * it. Lanes may be carried out by threads of their own.
 */
public final class Values {

  private final Schedule schedule;
  private final AtomicReferenceArray<Content> values;
  private final AtomicIntegerArray readersLeft;
  private final TensorOwners owners = new TensorOwners();

  /** None yet. */
  public Values(Schedule schedule) {
    this.schedule = schedule;
    this.values = new AtomicReferenceArray<>(schedule.valueCount());
    this.readersLeft = new AtomicIntegerArray(schedule.valueCount());
    for (int task = 0; task < schedule.taskCount(); task++) {
      for (int i = 0; i < schedule.readCount(task); i++) {
        readersLeft.incrementAndGet(schedule.read(task, i));
      }
    }
  }

  /** The values of a kind that a task reads, as the schedule numbers them. */
  public IntStream reads(int task, ValueKind kind) {
    return IntStream.range(0, schedule.readCount(task))
        .map(i -> schedule.read(task, i))
        .filter(value -> schedule.valueKind(value) == kind);
  }

  /** What a task reads in all values of a kind. */
  public <T extends Content> List<T> contents(int task, ValueKind kind, Class<T> type) {
    return reads(task, kind).mapToObj(value -> get(value, type)).toList();
  }

  /** Puts what a task has worked out into those values of a kind that it writes, if any. */
  public void write(int task, ValueKind kind, Content content) {
    for (int i = 0; i < schedule.writeCount(task); i++) {
      int value = schedule.write(task, i);
      if (schedule.valueKind(value) == kind) {
        put(value, content);
      }
    }
  }

  /** Whether a task writes a value of a kind that somebody reads. */
  public boolean isWanted(int task, ValueKind kind) {
    return IntStream.range(0, schedule.writeCount(task))
        .map(i -> schedule.write(task, i))
        .anyMatch(value -> schedule.valueKind(value) == kind && readersLeft.get(value) > 0);
  }

  /** Keeps what a value holds, if somebody is still to read it. */
  public void put(int value, Content content) {
    if (readersLeft.get(value) > 0) {
      owners.join(content.tensors());
      values.set(value, content);
    }
  }

  /**
   * What a task wrote.
   *
   * @throws IllegalStateException if it is not there, with the value's name
   */
  public <T extends Content> T get(int value, Class<T> type) {
    Content content = values.get(value);
    if (!type.isInstance(content)) {
      throw new IllegalStateException(
          "%s should be a %s, but is %s"
              .formatted(schedule.value(value), type.getSimpleName(), content));
    }
    return type.cast(content);
  }

  /** Hands on as it is: an eviction, a way back. */
  public void move(int from, int to) {
    put(to, values.get(from));
  }

  /**
   * What is held.
   *
   * @param contents of the values that somebody is still to read
   * @param readersLeft of each value of the schedule
   */
  public record Stored(Map<Integer, Content> contents, int[] readersLeft) implements Serializable {}

  /** As they are now; to be written before they change. */
  public Stored stored() {
    Map<Integer, Content> contents = new TreeMap<>();
    int[] left = new int[values.length()];
    for (int value = 0; value < left.length; value++) {
      left[value] = readersLeft.get(value);
      if (values.get(value) != null) {
        contents.put(value, values.get(value));
      }
    }
    return new Stored(contents, left);
  }

  /** Goes on where others stood; to be called before anything is held. */
  public void restore(Stored stored) {
    int[] left = stored.readersLeft();
    for (int value = 0; value < left.length; value++) {
      readersLeft.set(value, left[value]);
    }
    stored.contents().forEach(this::put);
  }

  /** A task is done: what it was the last to read is forgotten, and its memory given back. */
  public void releaseReads(int task) {
    for (int i = 0; i < schedule.readCount(task); i++) {
      int value = schedule.read(task, i);
      if (readersLeft.decrementAndGet(value) == 0) {
        Content last = values.getAndSet(value, null);
        if (last != null) {
          owners.leave(last.tensors());
        }
      }
    }
  }
}
