package dev.lockstep.core.schedule.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An order of all tasks in which each comes after its predecessors, or the ring of tasks that
 * prevents one.
 *
 * <p>Tasks that run one after another anyway form a strand, a range of ids. A strand is followed
 * until its next task waits for a task of another strand; that strand, once it gets there, wakes
 * it. Each strand waits for one task at a time, so no list of successors is needed, and consecutive
 * tasks of the order mostly lie side by side in memory.
 */
public final class TopologicalOrder {

  private final int[] predecessorStart;
  private final int[] predecessors;
  private final int[] strandStart;
  private final int[] strandOf;
  private final int[] next;
  private final boolean[] done;
  private final int[] firstWaiting;
  private final int[] nextWaiting;
  private final int[] order;
  private int ordered;

  /**
   * Prepares the search.
   *
   * @param strandStart first task of each strand, ascending, and the number of tasks at the end
   * @param predecessorStart for each task where its predecessors start, and their number at the end
   * @param predecessors what each task waits for, besides the task before it in its strand
   */
  public TopologicalOrder(int[] strandStart, int[] predecessorStart, int[] predecessors) {
    int tasks = predecessorStart.length - 1;
    int strands = strandStart.length - 1;
    this.predecessorStart = predecessorStart;
    this.predecessors = predecessors;
    this.strandStart = strandStart;
    this.strandOf = new int[tasks];
    for (int strand = 0; strand < strands; strand++) {
      Arrays.fill(strandOf, strandStart[strand], strandStart[strand + 1], strand);
    }
    this.next = Arrays.copyOf(strandStart, strands);
    this.done = new boolean[tasks];
    this.firstWaiting = new int[tasks];
    this.nextWaiting = new int[strands];
    this.order = new int[tasks];
    Arrays.fill(firstWaiting, -1);
    int[] ready = new int[strands];
    for (int strand = 0; strand < strands; strand++) {
      ready[strand] = strand;
    }
    follow(ready, strands);
  }

  /** Whether every task has its place in the order. */
  public boolean isComplete() {
    return ordered == order.length;
  }

  /** The order: task ids. Call it only when complete. */
  public int[] order() {
    if (!isComplete()) {
      throw new IllegalStateException("tasks wait for one another: " + ring());
    }
    return order;
  }

  /**
   * Tasks of a ring: each waits for the next one, or for a task behind the next one in its strand.
   */
  public List<Integer> ring() {
    int strand = 0;
    while (next[strand] == strandStart[strand + 1]) {
      strand++;
    }
    boolean[] seen = new boolean[nextWaiting.length];
    while (!seen[strand]) {
      seen[strand] = true;
      strand = strandOf[awaited(next[strand])];
    }
    List<Integer> ring = new ArrayList<>();
    int from = strand;
    do {
      ring.add(next[strand]);
      strand = strandOf[awaited(next[strand])];
    } while (strand != from);
    return ring;
  }

  /** The first predecessor of a task that is not done, or -1. */
  public int awaited(int task) {
    for (int i = predecessorStart[task]; i < predecessorStart[task + 1]; i++) {
      if (!done[predecessors[i]]) {
        return predecessors[i];
      }
    }
    return -1;
  }

  private void follow(int[] stack, int size) {
    while (size > 0) {
      int strand = stack[--size];
      int task = next[strand];
      while (task < strandStart[strand + 1]) {
        int awaited = awaited(task);
        if (awaited >= 0) {
          nextWaiting[strand] = firstWaiting[awaited];
          firstWaiting[awaited] = strand;
          break;
        }
        done[task] = true;
        order[ordered++] = task;
        for (int woken = firstWaiting[task]; woken >= 0; woken = nextWaiting[woken]) {
          stack[size++] = woken;
        }
        task++;
      }
      next[strand] = task;
    }
  }
}
