package dev.lockstep.numerics.data.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.samples.PointSamples;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points whose place is known but for noise. */
final class T01_PointsTest {

  /** Without noise a point's angle is its arm's plus its radius times the turns. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void points_lie_on_their_arms(long seed) {
    PointSamples points = (PointSamples) new Spirals(4, 2, 0, 400, 4).generate(seed).training();
    for (int i = 0; i < points.count(); i++) {
      float[] point = points.point(i);
      double radius = Math.hypot(point[0], point[1]);
      double turns = 2 * radius + points.label(i) / 4.0;
      assertThat(point[0])
          .isCloseTo((float) (radius * Math.cos(2 * Math.PI * turns)), within(1e-5f));
      assertThat(point[1])
          .isCloseTo((float) (radius * Math.sin(2 * Math.PI * turns)), within(1e-5f));
      assertThat(radius).isLessThan(1);
    }
  }

  /** Far apart, a cluster's points have deviation 1 around a middle of their own. */
  @Test
  void clusters_have_deviation_one() {
    PointSamples points =
        (PointSamples) new Clusters(2, 3, 1, 100, 20_000, 1).generate(1).training();
    for (int d = 0; d < 3; d++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 20_000; i += 2) {
        sum += points.point(i)[d];
        squares += (double) points.point(i)[d] * points.point(i)[d];
      }
      double mean = sum / 10_000;
      assertThat(squares / 10_000 - mean * mean).isCloseTo(1, within(0.05));
    }
  }

  @Test
  void clusters_of_spread_one_overlap_and_planes_do_not_tell_them_apart() {
    DataSet clusters = Clusters.usual().generate(1);
    assertThat(Judges.nearestNeighbour(clusters, 1000)).isBetween(0.72, 0.80);
    assertThat(Judges.linear(clusters, 30)).isBetween(0.35, 0.80);
  }

  @Test
  void spirals_need_more_than_planes() {
    DataSet spirals = Spirals.usual().generate(1);
    assertThat(Judges.nearestNeighbour(spirals, 1000)).isBetween(0.9, 1.0);
    assertThat(Judges.linear(spirals, 30)).isBetween(0.30, 0.60);
  }

  /** A change here changes every published figure of these sets. */
  @Test
  void the_same_bits_everywhere() {
    assertThat(
            "clusters %s, spirals %s"
                .formatted(bits(Clusters.usual().generate(1)), bits(Spirals.usual().generate(1))))
        .isEqualTo("clusters cffeda3b, spirals a74b4023");
  }

  static String bits(DataSet set) {
    int hash = 0;
    for (int i = 0; i < set.training().count(); i++) {
      hash = 31 * hash + Arrays.hashCode(((PointSamples) set.training()).point(i));
    }
    return Integer.toHexString(hash);
  }

  @Test
  void training_and_test_have_no_point_in_common_and_all_classes_alike() {
    DataSet set = Clusters.usual().generate(3);
    assertThat(((PointSamples) set.training()).point(0))
        .isNotEqualTo(((PointSamples) set.test()).point(0));
    int[] counts = new int[10];
    for (int i = 0; i < set.training().count(); i++) {
      counts[((PointSamples) set.training()).label(i)]++;
    }
    assertThat(counts).containsOnly(400);
  }

  @Test
  void what_cannot_be_drawn_is_refused() {
    assertThatThrownBy(() -> new Clusters(1, 2, 1, 1, 1, 1))
        .hasMessage("1 classes: there must be 2 to 256");
    assertThatThrownBy(() -> new Spirals(3, 0, 0.1, 1, 1))
        .hasMessage("turns 0.0: it must be above 0");
    assertThatThrownBy(() -> new Spirals(3, 1, 0.1, 1, 0))
        .hasMessage("0 test samples: there must be at least 1");
  }
}
