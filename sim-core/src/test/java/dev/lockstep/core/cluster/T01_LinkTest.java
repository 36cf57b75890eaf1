package dev.lockstep.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Latency plus bytes over bandwidth. */
class T01_LinkTest {

  @Test
  void withoutABandwidthSizePlaysNoPart() {
    assertThat(Link.ofLatency(7).transferNanos(0)).isEqualTo(7);
    assertThat(Link.ofLatency(7).transferNanos(Long.MAX_VALUE)).isEqualTo(7);
  }

  /** 10 GB/s are 10 bytes a nanosecond. */
  @ParameterizedTest
  @CsvSource({
    "0, 10e9, 0, 0",
    "500, 10e9, 0, 500",
    "0, 10e9, 10, 1",
    "0, 10e9, 14, 1",
    "0, 10e9, 15, 2",
    "20000, 10e9, 8388608, 858861",
    "1000, 25e9, 33554432, 1343177",
    "0, 1, 3, 3000000000",
  })
  void alphaPlusBeta(long latency, double bandwidth, long size, long expected) {
    assertThat(new Link(latency, OptionalDouble.of(bandwidth)).transferNanos(size))
        .isEqualTo(expected);
  }

  @Test
  void everyPairHasALink() {
    Cluster cluster = Cluster.ideal(3, Link.ofLatency(1), OptionalLong.of(80));

    assertThat(cluster.devices())
        .extracting(Device::name)
        .containsExactly("device0", "device1", "device2");
    assertThat(cluster.devices()).extracting(Device::memoryBytes).containsOnly(OptionalLong.of(80));
    assertThat(cluster.route(2, 0)).isEqualTo(Link.ofLatency(1));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "0,3", "3,0", "-1,0", "0,-1"})
  void otherPairsHaveNone(int from, int to) {
    Cluster cluster = Cluster.ideal(3, Link.ofLatency(1), OptionalLong.empty());

    assertThatThrownBy(() -> cluster.route(from, to))
        .hasMessage("no route from device %d to device %d of 3", from, to);
  }
}
