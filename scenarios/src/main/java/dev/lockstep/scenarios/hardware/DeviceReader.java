package dev.lockstep.scenarios.hardware;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.hardware.Precision;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A device from its JSON object, whose keys are the record's components. */
final class DeviceReader {
  private static final List<String> KEYS =
      List.of(
          "name",
          "title",
          "aliases",
          "vendor",
          "peakTflops",
          "memoryBytes",
          "memoryBandwidthGBps",
          "l2Bytes",
          "multiprocessors",
          "clockMHz",
          "powerWatts",
          "scaleUpLink",
          "scaleUpGBps",
          "sources",
          "calibration",
          "notes");

  private static final List<String> PRECISIONS =
      Arrays.stream(Precision.values()).map(Precision::label).toList();

  private DeviceReader() {}

  /**
   * The device.
   *
   * @param file what messages call the file
   * @throws HardwareException at the first key that is unknown or wrong, or figure without a source
   */
  static DeviceModel read(String file, JsonNode tree) {
    Fields fields = new Fields(file, "", tree, KEYS);
    DeviceModel device = withSources(fields, Map.of());
    return withSources(fields, fields.sources(device.figures()));
  }

  private static DeviceModel withSources(Fields fields, Map<String, String> sources) {
    String name = fields.text("name");
    return new DeviceModel(
        name,
        fields.optionalText("title").orElse(name),
        fields.texts("aliases"),
        fields.optionalText("vendor").orElse("-"),
        peaks(fields.object("peakTflops", PRECISIONS)),
        fields.optionalCount("memoryBytes"),
        fields.optionalNumber("memoryBandwidthGBps"),
        fields.optionalCount("l2Bytes"),
        fields.optionalSmallCount("multiprocessors"),
        fields.optionalNumber("clockMHz"),
        fields.optionalNumber("powerWatts"),
        fields.optionalText("scaleUpLink"),
        fields.optionalNumber("scaleUpGBps"),
        sources,
        fields.optionalObject("calibration", CalibrationReader.KEYS).map(CalibrationReader::read),
        fields.texts("notes"));
  }

  private static Map<Precision, Double> peaks(Fields fields) {
    Map<Precision, Double> peaks = new EnumMap<>(Precision.class);
    for (Precision precision : Precision.values()) {
      fields.optionalNumber(precision.label()).ifPresent(tflops -> peaks.put(precision, tflops));
    }
    return peaks;
  }
}
