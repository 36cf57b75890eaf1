package dev.lockstep.strategies.balance;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The passes of one device that has room for so many stashes and a partner that takes in the
 * others.
 *
 * <p>Before a forward the device evicts what it has no room for: the stash that is needed last, but
 * not the one written just before, so that it crosses beside a pass. The stash of a backward that
 * follows a forward is loaded beside that forward; once there are no forwards any more, a stash is
 * loaded as soon as there is room. Whoever takes room waits until it has been left: by a backward,
 * or by a stash that has reached the partner.
 */
final class StashRoom {

  private static final int NONE = -1;

  private final LaneBuilder lane;
  private final LaneBuilder partner;
  private final int stage;
  private final int stages;
  private final int room;
  private final TreeSet<Integer> here = new TreeSet<>();
  private final TreeSet<Integer> away = new TreeSet<>();
  private final TreeSet<Integer> loaded = new TreeSet<>();
  private final List<Integer> evictions = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private final List<Integer> taken = new ArrayList<>();
  private final List<Integer> awaited = new ArrayList<>();

  /**
   * Room that has been left.
   *
   * @param backward the last backward up to then
   * @param awaited evictions that the device has waited for before that
   * @param evictions evictions up to then
   */
  private record Left(int backward, int awaited, int evictions) {}

  StashRoom(LaneBuilder lane, LaneBuilder partner, int stage, int stages, int room) {
    this.lane = lane;
    this.partner = partner;
    this.stage = stage;
    this.stages = stages;
    this.room = room;
  }

  /** Plans the passes of a mini-batch; backwards are the complement of their micro-batch. */
  void plan(int[] order) {
    for (int i = 0; i < order.length; i++) {
      int next = i + 1 < order.length ? order[i + 1] : ~NONE;
      if (order[i] >= 0) {
        forward(order[i], i > 0 ? order[i - 1] : NONE, next < 0 ? ~next : NONE);
      } else {
        backward(~order[i], next < 0);
      }
    }
  }

  private void forward(int microBatch, int before, int backwardBehind) {
    boolean loads = away.contains(backwardBehind);
    while (here.size() + (loads ? 2 : 1) > room) {
      evict(before, backwardBehind);
    }
    lane.forward(stage, microBatch);
    here.add(microBatch);
    for (int evicted : evictions.subList(awaited.size(), take(microBatch).evictions())) {
      lane.after(stages + stage, evicted);
      awaited.add(evicted);
    }
    if (loads) {
      load(backwardBehind);
    }
  }

  private void backward(int microBatch, boolean isLoading) {
    if (loaded.remove(microBatch)) {
      lane.backwardWithLoadedStash(stage, microBatch);
    } else {
      lane.backward(stage, microBatch);
    }
    lane.signal(stage, microBatch);
    here.remove(microBatch);
    left.add(new Left(microBatch, awaited.size(), evictions.size()));
    while (isLoading && here.size() < room && !away.isEmpty()) {
      load(away.first());
    }
  }

  private void evict(int before, int backwardBehind) {
    TreeSet<Integer> candidates = new TreeSet<>(here);
    candidates.remove(backwardBehind);
    if (candidates.size() > 1) {
      candidates.remove(before);
    }
    int microBatch = candidates.last();
    here.remove(microBatch);
    away.add(microBatch);
    hold(Operation.EVICT, ValueKind.STASH, ValueKind.EVICTED_STASH, microBatch)
        .signal(stages + stage, microBatch);
    evictions.add(microBatch);
    Left last = left.isEmpty() ? new Left(NONE, 0, 0) : left.get(left.size() - 1);
    left.add(new Left(last.backward(), last.awaited(), evictions.size()));
  }

  private LaneBuilder hold(Operation operation, ValueKind from, ValueKind to, int microBatch) {
    return partner.task(
        operation,
        stage,
        microBatch,
        0,
        List.of(Value.of(from, stage, microBatch)),
        List.of(Value.of(to, stage, microBatch)));
  }

  private void load(int microBatch) {
    hold(Operation.RESTORE, ValueKind.EVICTED_STASH, ValueKind.LOADED_STASH, microBatch);
    away.remove(microBatch);
    here.add(microBatch);
    loaded.add(microBatch);
    Left enough = take(microBatch);
    if (enough.backward() != NONE) {
      partner.after(stage, enough.backward());
    }
    for (int evicted : evictions.subList(enough.awaited(), enough.evictions())) {
      partner.after(stages + stage, evicted);
    }
  }

  /** What must have been left before this stash comes. */
  private Left take(int microBatch) {
    taken.add(microBatch);
    int over = taken.size() - room;
    return over <= 0 ? new Left(NONE, 0, 0) : left.get(over - 1);
  }
}
