package dev.lockstep.spark.worker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Rows of a study by their numbers, on a worker. */
public final class StudyRows implements Function<long[], String[][]> {

  private static final long serialVersionUID = 1L;

  /** What was unpacked in this program, by shipment: once, for all tasks that come after. */
  private static final Map<String, Unpacked> UNPACKED = new ConcurrentHashMap<>();

  private final String shipment;
  private final String study;
  private final Broadcast<Map<String, byte[]>> inputs;
  private final Broadcast<Map<String, byte[]>> jars;

  /**
   * Of a study.
   *
   * @param shipment tells this one from all others
   * @param study absolute path of its file
   * @param inputs files that it is made of, by their absolute paths
   * @param jars of Lockstep, by their names
   */
  public StudyRows(
      String shipment,
      String study,
      Broadcast<Map<String, byte[]>> inputs,
      Broadcast<Map<String, byte[]>> jars) {
    this.shipment = shipment;
    this.study = study;
    this.inputs = inputs;
    this.jars = jars;
  }

  /** For each row: refusal, calibration, figures. */
  @Override
  public String[][] call(long[] numbers) {
    return UNPACKED
        .computeIfAbsent(shipment, id -> new Unpacked(study, inputs.value(), jars.value()))
        .rows(numbers);
  }
}
