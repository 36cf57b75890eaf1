package dev.lockstep.scenarios.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.lowering.CollectiveLowering;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Box;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Panel;
import dev.lockstep.scenarios.report.picture.layout.TimelineLayout;
import dev.lockstep.scenarios.report.window.SliceKind;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The layout, without painting it: what is where, and that the areas are true. */
class T01_TimelinePictureTest {

  @Test
  void a_slice_is_as_wide_as_its_time_and_bears_its_task() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 1);
    schedule.device(0).forward(0, 0).backward(0, 0);
    TimelinePicture picture =
        TimelineLayout.of(
            Replay.run(schedule.build(), new UnitCosts(1_000_000, 0)),
            PictureOptions.of("one device", List.of("a note")));

    Panel lane = picture.panels().get(0);
    assertThat(picture.boxes())
        .extracting(Box::kind)
        .containsExactly(SliceKind.FORWARD, SliceKind.BACKWARD);
    assertThat(picture.boxes().get(0).width()).isCloseTo(lane.width() / 3, within(1e-9));
    assertThat(picture.boxes().get(1).tooltip()).isEqualTo("0B0, 1 to 3 ms");
    assertThat(picture.labels())
        .extracting(Label::text)
        .contains("0F0", "0B0", "one device", "a note", "device0", "0 ms", "3 ms", "idle");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "4, 8, 300", "4, 8, 5000", "8, 600, 10", "32, 100, 777", "64, 1024, 200"})
  void the_area_of_a_colour_is_the_time_of_its_kind(int stages, int microBatches, long transfer) {
    Timeline timeline = jittered(stages, microBatches, transfer);
    TimelinePicture picture = TimelineLayout.of(timeline, PictureOptions.of("", List.of()));
    Map<SliceKind, Double> drawn = drawnNanos(picture, timeline);
    Map<SliceKind, Double> spent = spentNanos(timeline, drawn.containsKey(SliceKind.TRANSFER));

    assertThat(drawn.keySet()).isEqualTo(spent.keySet());
    spent.forEach(
        (kind, nanos) -> assertThat(drawn.get(kind)).isCloseTo(nanos, within(1e-6 * nanos)));
  }

  @Test
  void slices_of_a_lane_never_overlap_even_where_a_link_carries_several_transfers() {
    TimelinePicture picture =
        TimelineLayout.of(jittered(4, 8, 9_000), PictureOptions.of("", List.of()));

    for (Box box : picture.boxes()) {
      assertThat(picture.boxes())
          .noneMatch(
              other ->
                  !other.equals(box)
                      && other.y() == box.y()
                      && other.x() < box.x() + box.width() - 1e-6
                      && other.x() + other.width() > box.x() + 1e-6);
    }
  }

  @Test
  void collectives_have_a_lane_beside_their_device() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 1);
    schedule.device(0).forward(0, 0).backward(0, 0).update(0);
    Timeline timeline =
        Replay.run(
            CollectiveLowering.lower(schedule.build(), stage -> true), new long[] {1, 2, 1, 4});
    TimelinePicture picture = TimelineLayout.of(timeline, PictureOptions.of("", List.of()));

    assertThat(picture.boxes())
        .extracting(Box::kind)
        .containsExactly(SliceKind.FORWARD, SliceKind.BACKWARD, SliceKind.UPDATE, SliceKind.REDUCE);
    assertThat(picture.labels()).extracting(Label::text).contains("collectives");
  }

  @Test
  void the_number_of_shapes_follows_the_pixels_not_the_slices() {
    TimelinePicture picture =
        TimelineLayout.of(jittered(64, 1024, 200), PictureOptions.of("", List.of()));

    assertThat(picture.boxes().size() + picture.strips().size()).isLessThan(10_001);
    assertThat(picture.labels())
        .extracting(Label::text)
        .anyMatch(text -> text.contains("narrow slices are drawn as shares of time"))
        .contains("Links are left out: more than 32 devices.");
  }

  @Test
  void a_later_stage_of_a_device_is_paler_and_the_legend_says_so() {
    ScheduleBuilder schedule = new ScheduleBuilder(2, 1);
    schedule.device(0).forward(0, 0).forward(1, 0).backward(1, 0).backward(0, 0);
    TimelinePicture picture =
        TimelineLayout.of(
            Replay.run(schedule.build(), new UnitCosts(1_000_000, 0)),
            PictureOptions.of("", List.of()));

    assertThat(picture.boxes())
        .extracting(box -> "%06x".formatted(box.rgb()))
        .containsExactly("56b4e9", "9dd4f2", "6bc7ae", "009e73");
    assertThat(picture.labels())
        .extracting(Label::text)
        .contains("paler: later stages of the device");
  }

  @Test
  void all_slices_are_labelled_alike_even_if_only_some_are_too_narrow_for_the_task() {
    Timeline timeline =
        Replay.run(
            new OneForwardOneBackward().plan(Workload.of(4, 24)), new UnitCosts(1_000_000, 0));
    PictureOptions wide = new PictureOptions("", List.of(), false, 3_000);
    PictureOptions narrow = new PictureOptions("", List.of(), false, 1_600);

    assertThat(onSlices(TimelineLayout.of(timeline, wide))).contains("0F0", "0B0");
    assertThat(onSlices(TimelineLayout.of(timeline, narrow))).contains("0").doesNotContain("0B0");
  }

  private static List<String> onSlices(TimelinePicture picture) {
    return picture.labels().stream()
        .filter(label -> label.anchor() == TimelinePicture.Anchor.MIDDLE)
        .map(Label::text)
        .toList();
  }

  @Test
  void lane_names_do_not_overlap() {
    TimelinePicture picture =
        TimelineLayout.of(jittered(300, 2, 10), PictureOptions.of("", List.of()));
    List<Label> names =
        picture.labels().stream().filter(l -> l.text().startsWith("device")).toList();

    for (int i = 1; i < names.size(); i++) {
      assertThat(names.get(i).y() - names.get(i - 1).y())
          .isGreaterThanOrEqualTo(names.get(i).size());
    }
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void every_operation_has_a_kind(Operation operation) {
    assertThat(SliceKind.of(operation).label()).isNotBlank();
  }

  @Test
  void a_picture_that_nobody_could_read_is_refused() {
    assertThatThrownBy(() -> new PictureOptions("", List.of(), true, 10))
        .isInstanceOf(PictureException.class)
        .hasMessage("a picture 10 pixels wide; it can be 400 to 20000");
  }

  /** 1F1B with random durations, so that no edge falls on a pixel. */
  private static Timeline jittered(int stages, int microBatches, long transferNanos) {
    var schedule =
        TransferLowering.lower(new OneForwardOneBackward().plan(Workload.of(stages, microBatches)));
    Random random = new Random(stages * 1_000L + microBatches);
    long[] durations = new long[schedule.taskCount()];
    for (int task = 0; task < durations.length; task++) {
      boolean transfer = schedule.operation(task) == Operation.TRANSFER;
      durations[task] =
          switch (schedule.operation(task)) {
            case TRANSFER -> transferNanos;
            case UPDATE -> 100;
            default -> 500 + random.nextInt(2_000);
          };
      durations[task] += transfer ? random.nextInt(10) : 0;
    }
    return Replay.run(schedule, durations);
  }

  private static Map<SliceKind, Double> drawnNanos(TimelinePicture picture, Timeline timeline) {
    Map<SliceKind, Double> pixels = new EnumMap<>(SliceKind.class);
    for (Box box : picture.boxes()) {
      pixels.merge(box.kind(), box.width(), Double::sum);
    }
    for (Strip strip : picture.strips()) {
      for (int column = 0; column < strip.columns(); column++) {
        double width = strip.edge(column + 1) - strip.edge(column);
        for (int kind = 0; kind < strip.kinds().size(); kind++) {
          pixels.merge(strip.kinds().get(kind), width * strip.share(kind, column), Double::sum);
        }
        int last = strip.kinds().size() - 1;
        assertThat(strip.stackedShare(last, column)).isBetween(0.0, 1.0);
      }
    }
    double nanosPerPixel = timeline.makespanNanos() / picture.panels().get(0).width();
    pixels.replaceAll((kind, width) -> width * nanosPerPixel);
    return pixels;
  }

  private static Map<SliceKind, Double> spentNanos(Timeline timeline, boolean transfers) {
    Map<SliceKind, Double> nanos = new EnumMap<>(SliceKind.class);
    for (int task = 0; task < timeline.schedule().taskCount(); task++) {
      SliceKind kind = SliceKind.of(timeline.schedule().operation(task));
      if (transfers || kind != SliceKind.TRANSFER) {
        nanos.merge(kind, (double) timeline.span(task).durationNanos(), Double::sum);
      }
    }
    return nanos;
  }
}
