package dev.lockstep.strategies.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * The order in which devices work off one mini-batch when stages lie in waves: list scheduling with
 * a nominal forward of 1 and backward of 2 and no transfer times. A free device takes, of what it
 * could do now, backwards before forwards, then the lowest micro-batch, then the later stage.
 */
final class WaveOrder {

  private static final int FORWARD_TIME = 1;
  private static final int BACKWARD_TIME = 2;

  private final int devices;
  private final int stages;
  private final List<List<Pass>> done = new ArrayList<>();
  private final List<PriorityQueue<Pass>> ready = new ArrayList<>();
  private final PriorityQueue<Running> running =
      new PriorityQueue<>(Comparator.comparingInt(Running::end).thenComparingInt(Running::device));

  /** One stage's forward or backward of one micro-batch of the mini-batch. */
  record Pass(boolean isBackward, int stage, int microBatch) {

    private static final Comparator<Pass> BY_PREFERENCE =
        Comparator.comparing(Pass::isBackward)
            .reversed()
            .thenComparingInt(Pass::microBatch)
            .thenComparing(Comparator.comparingInt(Pass::stage).reversed());

    private int nominalTime() {
      return isBackward ? BACKWARD_TIME : FORWARD_TIME;
    }
  }

  private record Running(int end, int device, Pass pass) {}

  WaveOrder(int devices, int waves, int microBatches) {
    this.devices = devices;
    this.stages = 2 * devices * waves;
    for (int device = 0; device < devices; device++) {
      done.add(new ArrayList<>());
      ready.add(new PriorityQueue<>(Pass.BY_PREFERENCE));
    }
    for (int i = 0; i < microBatches; i++) {
      ready.get(0).add(new Pass(false, 0, i));
    }
    start(0, 0);
    while (!running.isEmpty()) {
      advance();
    }
  }

  int stages() {
    return stages;
  }

  /** Where a stage lies: down the devices in the first half of a wave, up in the second. */
  int device(int stage) {
    int inWave = stage % (2 * devices);
    return Math.min(inWave, 2 * devices - 1 - inWave);
  }

  List<Pass> ofDevice(int device) {
    return done.get(device);
  }

  /** Chunks whose forward is done and whose backward is not, at most, by device. */
  List<Integer> peaksInFlight() {
    return IntStream.range(0, devices).map(this::peakInFlight).boxed().toList();
  }

  private int peakInFlight(int device) {
    int held = 0;
    int most = 0;
    for (Pass pass : done.get(device)) {
      held += pass.isBackward() ? -1 : 1;
      most = Math.max(most, held);
    }
    return most;
  }

  /** Everything that ends at the next moment, then what starts on the devices that are free. */
  private void advance() {
    int now = running.peek().end();
    boolean[] busy = new boolean[devices];
    while (!running.isEmpty() && running.peek().end() == now) {
      makeReady(running.poll().pass());
    }
    running.forEach(task -> busy[task.device()] = true);
    for (int device = 0; device < devices; device++) {
      if (!busy[device]) {
        start(device, now);
      }
    }
  }

  private void start(int device, int now) {
    Pass pass = ready.get(device).poll();
    if (pass != null) {
      done.get(device).add(pass);
      running.add(new Running(now + pass.nominalTime(), device, pass));
    }
  }

  private void makeReady(Pass ended) {
    boolean turns = !ended.isBackward() && ended.stage() == stages - 1;
    int step = ended.isBackward() ? -1 : 1;
    int next = turns ? ended.stage() : ended.stage() + step;
    if (next >= 0) {
      ready.get(device(next)).add(new Pass(ended.isBackward() || turns, next, ended.microBatch()));
    }
  }
}
