package dev.lockstep.devices.calibration.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/** Single-precision arrays with fixed random contents, whose memory goes back together. */
public final class Operands implements AutoCloseable {

  private static final long SEED = 12_345;

  private final List<INDArray> all = new ArrayList<>();
  private final Map<List<Long>, INDArray> ofShape = new HashMap<>();
  private final Random random = Nd4j.getRandomFactory().getNewRandomInstance(SEED);
  private long sizeBytes;

  /** Values from 0.5 to 1.5, which serve as weights, variances and gains alike. */
  public INDArray of(long... shape) {
    INDArray first = ofShape.get(Arrays.stream(shape).boxed().toList());
    INDArray array = first == null ? Nd4j.rand(shape, 0.5, 1.5, random) : first.dup();
    ofShape.putIfAbsent(Arrays.stream(shape).boxed().toList(), array);
    sizeBytes += array.length() * Float.BYTES;
    all.add(array);
    return array;
  }

  /** A shape as an array, which some operations want. */
  INDArray shape(int... sizes) {
    INDArray array = Nd4j.createFromArray(sizes).castTo(DataType.INT);
    all.add(array);
    return array;
  }

  /** Bytes of all arrays so far. */
  long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void close() {
    all.forEach(INDArray::close);
    all.clear();
    ofShape.clear();
  }
}
