package dev.lockstep.core.schedule.arrays;

import java.util.Arrays;

/** A growing array of {@code int}. */
public final class IntArray {

  private int[] elements = new int[16];
  private int size;

  public void add(int element) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, 2 * size);
    }
    elements[size++] = element;
  }

  public int get(int index) {
    return elements[index];
  }

  public void set(int index, int element) {
    elements[index] = element;
  }

  public int size() {
    return size;
  }

  public void clear() {
    size = 0;
  }

  public int[] toArray() {
    return Arrays.copyOf(elements, size);
  }

  public void copyTo(int[] target, int at) {
    System.arraycopy(elements, 0, target, at, size);
  }
}
