package dev.lockstep.scenarios.report.window;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Slices listed by hand, or at random, and what looking at them one by one gives. */
final class TestSlices implements Slices {

  private final List<Slice> all = new ArrayList<>();

  private record Slice(SliceKind kind, long start, long end) {

    long overlap(long from, long to) {
      return Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
  }

  TestSlices add(SliceKind kind, long start, long end) {
    all.add(new Slice(kind, start, end));
    return this;
  }

  /** One after another with gaps, short ones more often than long ones, some without duration. */
  static TestSlices random(Random random, int count) {
    TestSlices slices = new TestSlices();
    long time = 0;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(3) == 0 ? random.nextInt(30) : 0;
      long end = time + random.nextInt(random.nextInt(50) == 0 ? 1000 : 20);
      slices.add(SliceKind.values()[random.nextInt(SliceKind.IDLE.ordinal())], time, end);
      time = end;
    }
    return slices;
  }

  long end() {
    return Math.max(1, all.get(all.size() - 1).end());
  }

  Map<SliceKind, Long> nanosByKind(long from, long to) {
    Map<SliceKind, Long> nanos = new EnumMap<>(SliceKind.class);
    for (SliceKind kind : SliceKind.values()) {
      nanos.put(kind, 0L);
    }
    all.forEach(s -> nanos.merge(s.kind(), s.overlap(from, to), Long::sum));
    long busy = nanos.values().stream().mapToLong(Long::longValue).sum();
    nanos.put(SliceKind.IDLE, to - from - busy);
    return nanos;
  }

  /** From the first that ends in the window or later to the last that starts in it or before. */
  int countIn(long from, long to) {
    int first = (int) all.stream().filter(s -> s.end() <= from).count();
    int end = (int) all.stream().filter(s -> s.start() < to).count();
    return Math.max(0, end - first);
  }

  List<Integer> longIn(Window window, long least) {
    return IntStream.range(0, all.size())
        .filter(i -> all.get(i).end() > window.fromNanos())
        .filter(i -> all.get(i).start() < window.toNanos())
        .filter(i -> all.get(i).end() - all.get(i).start() >= least)
        .boxed()
        .toList();
  }

  @Override
  public int count() {
    return all.size();
  }

  @Override
  public long startNanos(int slice) {
    return all.get(slice).start();
  }

  @Override
  public long endNanos(int slice) {
    return all.get(slice).end();
  }

  @Override
  public SliceKind kind(int slice) {
    return all.get(slice).kind();
  }

  @Override
  public int id(int slice) {
    return slice;
  }
}
