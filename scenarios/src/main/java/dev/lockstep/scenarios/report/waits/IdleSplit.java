package dev.lockstep.scenarios.report.waits;

import dev.lockstep.scenarios.report.window.Row;
import dev.lockstep.scenarios.report.window.SliceIndex;
import dev.lockstep.scenarios.report.window.Slices;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/** How the idle time of a compute stream splits by cause. */
public final class IdleSplit {

  private IdleSplit() {}

  /**
   * The idle nanoseconds of a row from one moment to another by cause; every cause has a number.
   *
   * @param row a row of one compute stream that does one thing at a time
   */
  public static Map<IdleCause, Long> of(Row row, Waits waits, long fromNanos, long toNanos) {
    Map<IdleCause, Long> nanos = new EnumMap<>(IdleCause.class);
    for (IdleCause cause : IdleCause.values()) {
      nanos.put(cause, 0L);
    }
    SliceIndex index = row.index();
    Slices slices = row.slices();
    // The gap before a slice belongs to it; the last one has none behind it.
    for (int slice = index.firstEndingAfter(fromNanos); slice <= slices.count(); slice++) {
      Gap gap = waits.gap(task(slices, slice - 1), task(slices, slice));
      if (gap.fromNanos() >= toNanos) {
        break;
      }
      if (gap.toNanos() > gap.fromNanos()) {
        gap.parts()
            .forEach(p -> nanos.merge(p.cause(), p.nanosWithin(fromNanos, toNanos), Long::sum));
      }
    }
    return nanos;
  }

  /** The gap that a moment without a slice lies in. */
  public static Gap at(Row row, Waits waits, long nanos) {
    int before = row.index().lastStartingBy(nanos);
    return waits.gap(task(row.slices(), before), task(row.slices(), before + 1));
  }

  private static OptionalInt task(Slices slices, int slice) {
    return slice < 0 || slice >= slices.count()
        ? OptionalInt.empty()
        : OptionalInt.of(slices.id(slice));
  }
}
