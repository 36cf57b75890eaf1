package dev.lockstep.scenarios.train.checkpoint;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.SampleDigest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;

/** Contents as a short text: equal texts, equal contents. */
public final class Fingerprint {

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
    SampleDigest.add(data, print.digest);
    return print.text();
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
