package dev.lockstep.numerics.tensor.image;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The taps that a thread used last, by their grids. */
final class TapsOfThread {

  private static final long MOST_BYTES = 128L << 20;
  private static final float LOAD = 0.75f;

  private static final ThreadLocal<TapsOfThread> MINE = ThreadLocal.withInitial(TapsOfThread::new);

  private final Map<Grid, Taps> byUse = new LinkedHashMap<>(16, LOAD, true);
  private long sizeBytes;

  private TapsOfThread() {}

  /** Those of a grid, for this thread. */
  static Taps of(Grid grid) {
    TapsOfThread mine = MINE.get();
    Taps found = mine.byUse.get(grid);
    return found == null ? mine.make(grid) : found;
  }

  private Taps make(Grid grid) {
    Taps made = new Taps(grid);
    sizeBytes += made.sizeBytes();
    byUse.put(grid, made);
    Iterator<Taps> oldest = byUse.values().iterator();
    while (sizeBytes > MOST_BYTES && byUse.size() > 1) {
      Taps dropped = oldest.next();
      oldest.remove();
      sizeBytes -= dropped.sizeBytes();
      dropped.close();
    }
    return made;
  }
}
