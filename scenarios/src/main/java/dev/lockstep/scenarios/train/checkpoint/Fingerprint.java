package dev.lockstep.scenarios.train.checkpoint;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.numerics.data.Batches;
import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.Samples;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Contents as a short text: equal texts, equal contents. */
public final class Fingerprint {

  private static final int SAMPLES_AT_ONCE = 500;

  private final MessageDigest digest = digest();

  private Fingerprint() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** Of a text. */
  public static String of(String text) {
    Fingerprint print = new Fingerprint();
    print.digest.update(text.getBytes(StandardCharsets.UTF_8));
    return print.text();
  }

  /** Of what each task does, reads and writes, and of when it starts and ends. */
  public static String of(Timeline timeline) {
    Fingerprint print = new Fingerprint();
    Schedule schedule = timeline.schedule();
    for (int task : timeline.realisedOrder()) {
      print.add(task, schedule.operation(task).ordinal(), schedule.iteration(task));
      print.add(schedule.stage(task), schedule.microBatch(task), schedule.weightVersion(task));
      print.add(timeline.startNanos(task), timeline.endNanos(task));
      for (int i = 0; i < schedule.readCount(task); i++) {
        print.add(schedule.read(task, i), schedule.valueKind(schedule.read(task, i)).ordinal());
      }
      for (int i = 0; i < schedule.writeCount(task); i++) {
        print.add(schedule.write(task, i), schedule.valueKind(schedule.write(task, i)).ordinal());
      }
    }
    return print.text();
  }

  /** Of all samples and labels. */
  public static String of(DataSet data) {
    Fingerprint print = new Fingerprint();
    print.add(data.training());
    print.add(data.test());
    return print.text();
  }

  private void add(Samples samples) {
    for (int[] some : Batches.inOrder(samples.count(), SAMPLES_AT_ONCE)) {
      MicroBatch all = samples.microBatch(some);
      add(all.inputs());
      add(all.labels());
    }
  }

  private void add(INDArray tensor) {
    float[] numbers = tensor.dup('c').data().asFloat();
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
    bytes.asFloatBuffer().put(numbers);
    digest.update(bytes);
  }

  private void add(long... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
    IntStream.range(0, numbers.length).forEach(i -> bytes.putLong(numbers[i]));
    digest.update(bytes.flip());
  }

  private String text() {
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }
}
