package dev.lockstep.gui.model;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A state that can be taken back. Changes that follow each other as one movement, such as the turns
 * of a wheel, are taken back as one.
 *
 * @param <S> the state, immutable
 */
public final class History<S> {

  private static final int MOST = 1000;

  private final Deque<S> before = new ArrayDeque<>();
  private final Deque<S> after = new ArrayDeque<>();
  private S now;
  private Object movement = new Object();

  /** Begins with a state. */
  public History(S first) {
    this.now = first;
  }

  /** The present state. */
  public S now() {
    return now;
  }

  /**
   * Changes the state.
   *
   * @param newMovement what the change belongs to; equal ones in a row are taken back together
   */
  public void change(S next, Object newMovement) {
    if (next.equals(now)) {
      return;
    }
    if (!newMovement.equals(movement)) {
      before.push(now);
      if (before.size() > MOST) {
        before.removeLast();
      }
    }
    movement = newMovement;
    after.clear();
    now = next;
  }

  /** Replaces the state without a way back, as when the window is resized. */
  public void replace(S next) {
    now = next;
  }

  /** Takes the last movement back; does nothing if there is none. */
  public void undo() {
    if (!before.isEmpty()) {
      after.push(now);
      now = before.pop();
      movement = new Object();
    }
  }

  /** Does again what was taken back last; does nothing if that is nothing. */
  public void redo() {
    if (!after.isEmpty()) {
      before.push(now);
      now = after.pop();
      movement = new Object();
    }
  }
}
