package dev.lockstep.core.schedule.arrays;

import java.util.Arrays;

/**
 * Dense numbering of {@code long} keys, in order of first appearance. Open addressing over two
 * arrays: a schedule of 131,000 tasks names half a million values, for which boxed keys cost
 * seconds.
 */
public final class LongIntMap {

  private long[] keys;
  private int[] slots;
  private int size;

  /** No numbers yet. */
  public LongIntMap() {
    keys = new long[1 << 10];
    slots = new int[1 << 11];
  }

  /** The given keys, none of them twice, numbered in their order. */
  public LongIntMap(long[] distinctKeys) {
    int capacity = Math.max(1 << 10, Integer.highestOneBit(distinctKeys.length) << 1);
    keys = Arrays.copyOf(distinctKeys, capacity);
    slots = new int[2 * capacity];
    size = distinctKeys.length;
    fillSlots();
  }

  /** The number of {@code key}, a new one if it is seen for the first time. */
  public int number(long key) {
    int mask = slots.length - 1;
    int slot = hash(key) & mask;
    while (slots[slot] != 0) {
      int number = slots[slot] - 1;
      if (keys[number] == key) {
        return number;
      }
      slot = (slot + 1) & mask;
    }
    if (size == keys.length) {
      grow();
      return number(key);
    }
    keys[size] = key;
    slots[slot] = ++size;
    return size - 1;
  }

  /** All keys by their number. */
  public long[] keys() {
    return Arrays.copyOf(keys, size);
  }

  private void grow() {
    keys = Arrays.copyOf(keys, 2 * size);
    slots = new int[4 * size];
    fillSlots();
  }

  private void fillSlots() {
    int mask = slots.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = hash(keys[number]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = number + 1;
    }
  }

  private static int hash(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }
}
